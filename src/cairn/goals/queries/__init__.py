"""Questions about goals."""
