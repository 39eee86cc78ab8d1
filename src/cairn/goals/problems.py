"""What can stand in the way of a change to a goal."""

from cairn.kit.http.problems import Conflict


class GoalCycle(Conflict):
    """A goal cannot be a part of itself or of a goal below it."""

    type, title = "goal-cycle", "The goal would become a part of itself"


class GoalAchieved(Conflict):
    """The goal is achieved, which its person said. Reopen it before its state is changed."""

    type, title = "goal-achieved", "The goal is achieved"


class CriteriaOpen(Conflict):
    """Criteria of the goal are not met: `open_criteria` of them. Send `confirm: true` to insist."""

    type, title = "criteria-open", "Some criteria are not met"
