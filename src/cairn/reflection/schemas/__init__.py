"""Wire shapes of reflection."""
