"""What leaves: the archive of all that a person owns, its import, erasure, and requests for them."""
