"""The routes for other programs, and for the settings of them."""

from cairn.integrations.routes import capture, feeds, webhooks

ROUTERS = (feeds.router, feeds.public, capture.router, capture.public, webhooks.router)
