"""What matters today, and why."""
