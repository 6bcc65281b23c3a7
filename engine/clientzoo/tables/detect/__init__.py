"""What a file is: its encoding, separators, heading, fields, footer rows and columns."""
