"""Bring the generated pages of the documentation up to date: `python -m tools.reference`."""

from tools import (
    archive_reference,
    cli_reference,
    jobs_reference,
    operations_reference,
    problems_reference,
    settings_reference,
)
from tools.pages import ROOT, Generated

PAGES: tuple[Generated, ...] = (
    settings_reference.PAGE,
    problems_reference.PAGE,
    jobs_reference.PAGE,
    operations_reference.PAGE,
    archive_reference.PAGE,
    Generated(cli_reference.PAGE, cli_reference.page),
)


def main() -> None:
    """Write each page that is not current, and name it."""
    for page in PAGES:
        if page.write():
            print(f"wrote {page.path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
