"""What other programs do, and how they are let in."""
