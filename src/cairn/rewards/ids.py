"""Typed ids of rewards."""

from typing import NewType
from uuid import UUID

LedgerEntryId = NewType("LedgerEntryId", UUID)
RewardId = NewType("RewardId", UUID)
RedemptionId = NewType("RedemptionId", UUID)
