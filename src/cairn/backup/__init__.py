"""Backups of the whole installation: one file, checked, restored, made on time and rotated."""
