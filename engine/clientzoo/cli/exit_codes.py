"""What the program leaves with: fine; findings or a negative answer; wrong use; our fault; interrupted."""

FINE, FINDINGS, WRONG_USE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
