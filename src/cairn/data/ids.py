"""Ids of this domain."""

from typing import NewType
from uuid import UUID

DataRequestId = NewType("DataRequestId", UUID)
