"""Databases of the embedded server."""

from concurrent.futures import ThreadPoolExecutor

from cairn.kit.db.embedded import EmbeddedPostgres


def test_several_may_make_a_database_at_once(cluster: EmbeddedPostgres) -> None:
    """A start that was killed leaves a server that may have its question yet to answer."""
    for number in range(3):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(cluster.ensure_database, [f"at_once_{number}"] * 4))
