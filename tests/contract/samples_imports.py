"""Samples of imports."""

from tests.contract.samples import Recipe, Row, Sample

FILES = {"file": ("tasks.csv", b"title,due\nWater the beds,2026-11-25\n", "text/csv")}

RECIPES = {
    "import": Recipe("/imports", None, files=FILES),
    "committed_import": Recipe("/imports", None, files=FILES, then=(("/imports/{id}/commit", None),)),
}

SAMPLES = {
    "list_import_formats": Sample(),
    "list_imports": Sample(shows=Row("import"), query={"status": "previewed", "sort": "created"}),
    "preview_import": Sample(
        files=FILES, form={"format": "csv", "options": '{"columns": {"title": "title"}, "source": "garden"}'}
    ),
    "get_import": Sample(),
    "discard_import": Sample(),
    "commit_import": Sample(alone=True),
}
