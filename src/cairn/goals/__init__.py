"""What a person wants to reach, and how far along they are."""
