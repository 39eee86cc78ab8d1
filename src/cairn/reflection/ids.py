"""Typed ids of reflection."""

from typing import NewType
from uuid import UUID

DayEntryId = NewType("DayEntryId", UUID)
JournalEntryId = NewType("JournalEntryId", UUID)
LinkId = NewType("LinkId", UUID)
EntityId = NewType("EntityId", UUID)
"""Whatever has a name: a task, a goal, a day, an entry of the journal …"""
