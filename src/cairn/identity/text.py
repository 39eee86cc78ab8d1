"""E-mail addresses and names of places, as accounts hold them."""

import re
import unicodedata

_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f\"(),:;<>\[\\\]]{1,64}@[^\s@\x00-\x1f\x7f\"(),:;<>\\/]{1,253}")
MAX_EMAIL = 254


def normal_email(value: str) -> str:
    """Return the form in which addresses are compared: trimmed, NFKC, case-folded."""
    return unicodedata.normalize("NFKC", value).strip().casefold()


def valid_email(value: str) -> str:
    """Return a normalised address; raises ValueError for a text that cannot be one.

    Deliberately mild: a private network may use names (`me@home.lan`) that the public one does not.
    """
    email = normal_email(value)
    domain = email.rpartition("@")[2]
    if (
        len(email) > MAX_EMAIL
        or not _EMAIL.fullmatch(email)
        or ".." in email
        or domain.startswith((".", "-"))
        or domain.endswith((".", "-"))
    ):
        raise ValueError("must be an e-mail address such as name@example.org")
    return email
