"""Typed ids of reflection."""

from typing import NewType
from uuid import UUID

DayEntryId = NewType("DayEntryId", UUID)
