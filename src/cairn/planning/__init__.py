"""Pillars, areas, projects, tasks and the time spent on them."""
