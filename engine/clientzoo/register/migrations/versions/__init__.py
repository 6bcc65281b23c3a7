"""One step a file; `0001` is the first."""
