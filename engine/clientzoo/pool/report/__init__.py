"""The pool on one page: pictures, tables, and the movers by name."""
