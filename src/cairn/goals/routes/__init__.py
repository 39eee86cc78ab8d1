"""Routes of goals."""
