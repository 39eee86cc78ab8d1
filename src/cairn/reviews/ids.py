"""Typed ids of reviews."""

from typing import NewType
from uuid import UUID

ReviewId = NewType("ReviewId", UUID)
