"""Who moved between two days: the matrix of moves, the movers with their reasons, and what is no move at all."""
