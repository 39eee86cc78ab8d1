"""What leaves: the archive of all that a person owns, and the requests about it."""
