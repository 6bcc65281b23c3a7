"""The files of a tiny zoo, from which `clientzoo init --from scratch` makes one of one's own. ZOO_ID is its name."""
