"""Asking a manager: which question next, and the conversation in the terminal."""
