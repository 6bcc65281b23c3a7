"""One id given another name wherever a zoo speaks of it: what is meant, where it stands, and the files afterwards."""
