"""Write the API's description to docs/reference/openapi.json: `make openapi`."""

import json
from pathlib import Path

from cairn.app import create_app
from cairn.settings import Settings

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def rendered() -> str:
    """Return the document as the file holds it; no database is needed for it."""
    document = create_app(Settings(data_dir=Path("unused")), "postgresql://").openapi()
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Write the file where it is not current."""
    if not TARGET.exists() or TARGET.read_text() != rendered():
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(rendered())
        print("wrote docs/reference/openapi.json")


if __name__ == "__main__":
    main()
