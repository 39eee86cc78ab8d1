"""Typed ids of planning."""

from typing import NewType
from uuid import UUID

PillarId = NewType("PillarId", UUID)
AreaId = NewType("AreaId", UUID)
ProjectId = NewType("ProjectId", UUID)
TaskId = NewType("TaskId", UUID)
TimeEntryId = NewType("TimeEntryId", UUID)
