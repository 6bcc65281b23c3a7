"""The pool in the coming quarters: rates of turning learned from the base's history, and what follows from them."""
