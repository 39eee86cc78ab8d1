"""Wire shapes of planning."""
