"""clientzoo: an expert system that sorts an agency's clients into a zoo and says how to treat each."""

__version__ = "0.1.0"
