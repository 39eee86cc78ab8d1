"""How the days were: one entry a day, a journal, and links between things."""
