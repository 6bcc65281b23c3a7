"""Held against experience: clients whose animal an expert named, and what the rules make of them."""
