"""Typed ids of goals."""

from typing import NewType
from uuid import UUID

GoalId = NewType("GoalId", UUID)
CriterionId = NewType("CriterionId", UUID)
GoalLinkId = NewType("GoalLinkId", UUID)
GoalNoteId = NewType("GoalNoteId", UUID)
EntityId = NewType("EntityId", UUID)
"""Whatever can be linked: at present a task or a project."""
