"""What can stand in the way of a ranked day."""

from cairn.kit.http.problems import Conflict


class NotRanked(Conflict):
    """The task has no place in the ranked day: it is closed, blocked, on hold, or planned for a later day."""

    type, title = "not-ranked", "This task is not ranked today"
