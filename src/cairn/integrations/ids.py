"""Typed ids of what other programs use."""

from typing import NewType
from uuid import UUID

CalendarFeedId = NewType("CalendarFeedId", UUID)
CaptureKeyId = NewType("CaptureKeyId", UUID)
WebhookId = NewType("WebhookId", UUID)
DeliveryId = NewType("DeliveryId", UUID)
