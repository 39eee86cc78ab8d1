"""Coverage-guided fuzzing for a bounded time: `make fuzz SECONDS=120`.

Each target gets a process and an equal share. What is found lies in `.fuzz/`, to begin the next run with.
"""

import subprocess
import sys
from pathlib import Path

from tests.fuzz.seeds import SEEDS

FOUND = Path(__file__).resolve().parents[2] / ".fuzz"


def all_targets(seconds: int) -> int:
    """Fuzz every target; return how many were brought down."""
    broken = 0
    share = max(2, seconds // len(SEEDS))
    for name, seeds in SEEDS.items():
        corpus = FOUND / name.replace(" ", "-")
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)
        command = [sys.executable, "-m", "tests.fuzz.guided", "one", name, str(corpus)]
        limits = [
            f"-max_total_time={share}",
            "-max_len=4096",
            "-rss_limit_mb=2048",
            "-timeout=10",
            "-verbosity=0",
        ]
        print(f"{name}: {share} s", flush=True)  # noqa: T201
        prefix = f"-artifact_prefix={FOUND}/broken-{corpus.name}-"
        broken += subprocess.run([*command, prefix, *limits], check=False).returncode != 0  # noqa: S603
    return broken


def one_target(name: str, *arguments: str) -> None:
    """Fuzz one target in this process."""
    import atheris  # brought by `make fuzz`

    with atheris.instrument_imports(include=["cairn.imports", "cairn.planning", "cairn.kit.http.paging"]):
        from tests.fuzz.targets import TARGETS, attempt

    atheris.Setup([name, *arguments], lambda data: attempt(TARGETS[name], data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1] == "one":
        one_target(*sys.argv[2:])
    else:
        sys.exit(all_targets(int(sys.argv[1])))
