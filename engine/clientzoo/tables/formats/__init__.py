"""Files as rows of text cells, one kind of file a module."""
