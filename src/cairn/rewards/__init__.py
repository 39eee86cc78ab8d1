"""What finished work earns, and what it may be spent on."""
