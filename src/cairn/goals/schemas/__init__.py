"""Wire shapes of goals."""
