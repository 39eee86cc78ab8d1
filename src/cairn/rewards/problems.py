"""What can stand in the way of a reward."""

from cairn.kit.http.problems import Conflict


class RewardClosed(Conflict):
    """The reward is locked or archived: `reason` says which. Unlock or restore it first."""

    type, title = "reward-closed", "This reward cannot be had now"


class RewardCoolingDown(Conflict):
    """The reward was had not long ago; it can be had again from `available_at`."""

    type, title = "reward-cooling-down", "It is too early for this reward"


class RewardLimitReached(Conflict):
    """The reward was had as often as a day allows; the next day begins at `available_at`."""

    type, title = "reward-limit-reached", "This reward was had often enough today"


class NotEnoughPoints(Conflict):
    """There are fewer points than the reward costs: `missing_points` are wanting."""

    type, title = "not-enough-points", "There are not enough points"
