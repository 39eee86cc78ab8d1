"""Statements on accounts, sessions, keys, invitations and throttles."""
