"""Explanations in sentences: each module turns one kind of explanation into lines for a manager to read."""
