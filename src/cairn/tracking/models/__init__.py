"""Tables of tracking."""

from cairn.tracking.models.associations import AssociationRun
from cairn.tracking.models.habits import Habit, HabitLog, HabitPause, HabitState, Routine
from cairn.tracking.models.metrics import Metric, MetricLog, Milestone

__all__ = [
    "AssociationRun",
    "Habit",
    "HabitLog",
    "HabitPause",
    "HabitState",
    "Metric",
    "MetricLog",
    "Milestone",
    "Routine",
]
