"""How webhooks are refused."""

from cairn.kit.http.problems import Conflict


class TooManyWebhooks(Conflict):
    """A person has 100 webhooks at most. Delete one that is not needed."""

    type, title = "too-many-webhooks", "There are as many webhooks as there can be"


class WebhookDisabled(Conflict):
    """The webhook is disabled. Enable it, then send again."""

    type, title = "webhook-disabled", "The webhook is disabled"
