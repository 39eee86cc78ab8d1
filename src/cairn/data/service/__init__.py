"""What is done with a person's data as a whole."""
