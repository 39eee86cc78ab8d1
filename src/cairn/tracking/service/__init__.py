"""Changes and computations of tracking."""
