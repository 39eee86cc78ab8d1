"""Typed ids of tracking."""

from typing import NewType
from uuid import UUID

HabitId = NewType("HabitId", UUID)
HabitLogId = NewType("HabitLogId", UUID)
PauseId = NewType("PauseId", UUID)
RoutineId = NewType("RoutineId", UUID)
MetricId = NewType("MetricId", UUID)
MetricLogId = NewType("MetricLogId", UUID)
MilestoneId = NewType("MilestoneId", UUID)
