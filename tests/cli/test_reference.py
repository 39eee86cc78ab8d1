"""The reference page of the command line is the one that the commands give."""

from cairn.cli import exits
from tools import cli_reference


def test_the_page_is_current() -> None:
    assert cli_reference.PAGE.read_text("utf-8") == cli_reference.page()


def test_every_exit_code_is_explained() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(exits.MEANINGS)
