"""Import of other programs' files."""
