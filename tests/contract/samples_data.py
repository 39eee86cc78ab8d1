"""Samples of data requests."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES: dict[str, Recipe] = {}

SAMPLES = {
    "request_export": Sample(alone=True),
    "list_data_requests": Sample(
        shows=Row("export_file"), query={"kind": "access_export", "status": "completed", "sort": "created"}
    ),
    "get_data_request": Sample(path={"request_id": Row("export_file")}),
    "download_export": Sample(path={"request_id": Row("export_file")}),
}
