"""The web page: the files that were built from `web/`, and how they are sent."""
