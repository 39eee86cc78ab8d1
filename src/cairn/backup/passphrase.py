"""The passphrase of backups."""

from pathlib import Path

LEAST_CHARACTERS = 12


class PassphraseUnusableError(Exception):
    """The file holds none that is good; the text says what to do."""


def read_passphrase(path: Path | None) -> bytes | None:
    """Return the first line of a file, None where none is named; raises what `checked` does, or OSError."""
    if path is None:
        return None
    line = path.read_text("utf-8").partition("\n")[0].rstrip("\r")
    return checked(line, str(path))


def checked(text: str, where: str = "It") -> bytes:
    """Return a passphrase as bytes; raises PassphraseUnusableError for one that can be guessed."""
    if len(text) < LEAST_CHARACTERS:
        raise PassphraseUnusableError(
            f"{where} must hold a passphrase of {LEAST_CHARACTERS} characters or more."
        )
    return text.encode()
