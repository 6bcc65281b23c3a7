"""The whole base: every client classified, and what the pool looks like."""
