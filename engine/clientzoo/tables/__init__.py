"""Tables of clients: read batch by batch from files and databases, checked against a zoo's questions, and written."""
