"""Changes of planning that need more than one statement: one file for each verb or subject."""
