"""What changes days and journal."""
