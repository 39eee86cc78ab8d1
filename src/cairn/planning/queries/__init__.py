"""Reads and resources of planning: where its SQL lives."""
