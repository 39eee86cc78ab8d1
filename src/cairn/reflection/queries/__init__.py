"""Questions about days and journal."""
