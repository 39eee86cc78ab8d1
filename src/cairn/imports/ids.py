"""Typed ids of imports."""

from typing import NewType
from uuid import UUID

ImportId = NewType("ImportId", UUID)
