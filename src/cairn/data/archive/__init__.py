"""The archive of everything a person owns: a ZIP file, described in docs/reference/archive.md."""

FORMAT = "cairn-archive"
FORMAT_VERSION = 1
"""Raised when an older program could not read what a newer one writes."""
MANIFEST = "manifest.json"
