"""Wire shapes of what other programs use."""
