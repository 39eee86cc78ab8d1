"""What starts with the server is light."""

import subprocess
import sys


def test_the_application_starts_without_numerics() -> None:
    code = (
        "import sys, cairn.app, cairn.worker; from cairn.api import routers; routers();"
        "print([m for m in ('numpy', 'scipy', 'ruptures') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert found.stdout.strip() == "[]"
