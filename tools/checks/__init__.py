"""The house rules as programs: one module per rule, run by run.py."""
