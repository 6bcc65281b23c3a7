"""Ways to divide a base of clients, one a file: frames in, frames out, the same whatever the order of rows."""
