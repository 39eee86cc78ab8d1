"""Habits and metrics: what a person repeats and measures, and the honest statistics over both."""
