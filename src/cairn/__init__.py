"""Cairn: a private, self-hosted companion for personal growth and coaching."""
