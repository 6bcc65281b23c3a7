"""The interview on a full screen, on prompt_toolkit: pages as values, painting, keys."""
