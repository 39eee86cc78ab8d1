"""How an import is refused."""

from cairn.kit.http.problems import Conflict, Problem


class UnreadableImport(Problem):
    """The file cannot be read as what it is taken for: `place` says where it goes wrong. Nothing was kept."""

    status, type, title = 422, "unreadable-import", "The file cannot be read"


class ImportCommitted(Conflict):
    """The import has been carried out; its record stays, so that the same tasks are not imported again."""

    type, title = "import-committed", "This import has been carried out"
