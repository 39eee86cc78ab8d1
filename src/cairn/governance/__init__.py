"""Consents and the audit log."""
