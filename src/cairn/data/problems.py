"""Refusals of data requests and archives."""

from cairn.kit.http.problems import Conflict


class ExportUnderWay(Conflict):
    """One export at a time is made of an account. Wait for it, or cancel it."""

    type, title = "export-under-way", "An export is being made already"


class NoFile(Conflict):
    """The export is not finished, has failed, or its file was removed 24 hours after it was made."""

    type, title = "no-export-file", "There is no file to download"
