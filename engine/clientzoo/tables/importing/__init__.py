"""Rows of text to the clean tables of a base: the plan of an import, and its doing."""
