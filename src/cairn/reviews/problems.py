"""What can stand in the way of a review."""

from cairn.kit.http.problems import Conflict


class ReviewCompleted(Conflict):
    """The review is completed: its numbers and its plan stay as they are. Its words can still be changed."""

    type, title = "review-completed", "This review is completed"
