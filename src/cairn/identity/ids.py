"""Ids of this domain."""

from typing import NewType
from uuid import UUID

SessionId = NewType("SessionId", UUID)
PersonalTokenId = NewType("PersonalTokenId", UUID)
InviteId = NewType("InviteId", UUID)
JobId = NewType("JobId", int)
