"""What an archive says of itself, for a person who opens it years later."""

README = """This is everything that one person owns in Cairn, as it was at one moment.

data/*.jsonl    one JSON object a line, one file a table: what the person has made
facts/*.jsonl   about the account that the archive was made of: sessions, consents, what happened
csv/*.csv       the same rows as tables, for a spreadsheet
files/          files that were uploaded (none are kept yet)
manifest.json   version of this format, and the size and the SHA-256 of every part

Times are UTC in ISO 8601, ids are UUIDs, days are the person's own. Passwords, tokens and other
secrets are not in it.
"""
