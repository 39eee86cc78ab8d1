"""The HTTP contract: problems, pages, conditional requests, the edge."""
