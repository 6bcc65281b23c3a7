"""What the pool is to become: the target, whom to work on, and what will come of it."""
