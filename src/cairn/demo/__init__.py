"""A believable person's two years, for trials and screenshots: the same for everybody, relative to today."""
