"""Exit codes of the command line, documented in docs/reference/cli.md."""

OK = 0
FAILED = 1
"""The command was understood but could not be done; the message says why."""
USAGE = 2
"""The command line itself is wrong, or a setting."""
NOT_SIGNED_IN = 3
"""No token is stored, or the server no longer takes it: `cairn login`."""
NO_SERVER = 4
"""No server answers at the address."""
REFUSED = 5
"""The server refused the input; the message names the field."""
NOT_FOUND = 6
"""There is no such thing."""
UNHEALTHY = 7
"""`cairn doctor` found something that must be mended."""
INTERRUPTED = 130
"""Ended by Ctrl-C."""

MEANINGS: dict[int, str] = {
    OK: "Done.",
    FAILED: "The command was understood but could not be done; the message says why.",
    USAGE: "The command line itself is wrong, or a setting in the environment.",
    NOT_SIGNED_IN: "Not signed in, or the server no longer takes the token: `cairn login`.",
    NO_SERVER: "No server answers at the address.",
    REFUSED: "The server refused the input; the message names the field.",
    NOT_FOUND: "There is no such thing.",
    UNHEALTHY: "`cairn doctor` found something that must be mended.",
    INTERRUPTED: "Ended by Ctrl-C.",
}
