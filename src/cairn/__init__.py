"""Cairn: a private, self-hosted companion for personal growth and coaching."""

__version__ = "0.1.0"
