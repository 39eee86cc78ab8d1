"""Other programs: calendars that read, share sheets that add."""
