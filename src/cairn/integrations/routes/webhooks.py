"""Webhooks."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ActorDep, DatabaseDep, ReadDep, WorkDep
from cairn.integrations.ids import DeliveryId, WebhookId
from cairn.integrations.problems import TooManyWebhooks, WebhookDisabled
from cairn.integrations.queries import DELIVERIES, WEBHOOKS
from cairn.integrations.schemas.webhooks import (
    DeliveryOut,
    DeliveryQuery,
    WebhookCreate,
    WebhookMadeOut,
    WebhookOut,
    WebhookPatch,
    WebhookQuery,
)
from cairn.integrations.service import webhooks
from cairn.integrations.signing import shown as shown_secret
from cairn.kit.http.paging import Cursor, Page
from cairn.kit.http.problems import Forbidden, NotFound, Stale, problems
from cairn.kit.http.replies import JSON, IfMatch, changed, etag, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router

router = make_router("/webhooks", "integrations")


@router.get("", response_model=Page[WebhookOut], responses=problems())
async def list_webhooks(work: ReadDep, query: Annotated[WebhookQuery, Query()]) -> Response:
    """List your webhooks."""
    return json_response(await WEBHOOKS.page(work, query, query.sort, query.filters()))


@router.post(
    "",
    status_code=201,
    response_model=WebhookMadeOut,
    openapi_extra={"x-plain": True},
    responses=problems(Forbidden, TooManyWebhooks),
)
async def create_webhook(
    request: Request, actor: ActorDep, database: DatabaseDep, body: WebhookCreate
) -> Response:
    """Tell an address of what happens from now on. Deliveries are signed; the secret is shown once."""
    settings = request.app.state.settings
    async with database.work(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
        written, secret = await webhooks.create(work, settings, body)
    made = extended(written.body, secret=shown_secret(secret))
    return Response(made, 201, {"ETag": etag(written.version)}, JSON)


@router.get("/{webhook_id}", response_model=WebhookOut, responses=problems(NotFound))
async def get_webhook(work: ReadDep, webhook_id: WebhookId, request: Request) -> Response:
    """Return one webhook."""
    return shown(request, await WEBHOOKS.show(work, webhook_id))


@router.patch("/{webhook_id}", response_model=WebhookOut, responses=problems(NotFound, Stale))
async def update_webhook(
    work: WorkDep, webhook_id: WebhookId, body: WebhookPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await webhooks.change(work, webhook_id, body.changes(), if_match=if_match))


@router.delete("/{webhook_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_webhook(work: WorkDep, webhook_id: WebhookId, if_match: IfMatch) -> None:
    """Tell an address nothing any more."""
    await WEBHOOKS.remove(work, webhook_id, if_match=if_match)


@router.post(
    "/{webhook_id}/secret",
    response_model=WebhookMadeOut,
    openapi_extra={"x-plain": True},
    responses=problems(NotFound),
)
async def rotate_webhook_secret(
    request: Request, actor: ActorDep, database: DatabaseDep, webhook_id: WebhookId
) -> Response:
    """Replace the secret. For a day deliveries are signed with the former one as well."""
    settings = request.app.state.settings
    async with database.work(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
        written, secret = await webhooks.rotate(work, settings, webhook_id)
    made = extended(written.body, secret=shown_secret(secret))
    return Response(made, headers={"ETag": etag(written.version)}, media_type=JSON)


@router.get("/{webhook_id}/deliveries", response_model=Cursor[DeliveryOut], responses=problems(NotFound))
async def list_webhook_deliveries(
    work: ReadDep, webhook_id: WebhookId, query: Annotated[DeliveryQuery, Query()]
) -> Response:
    """List what a webhook was told in the last 30 days, newest first, with every attempt."""
    await WEBHOOKS.get(work, webhook_id)
    return json_response(await DELIVERIES.page(work, query, {**query.filters(), "webhook_id": webhook_id}))


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/send",
    status_code=204,
    responses=problems(NotFound, WebhookDisabled),
)
async def send_webhook_delivery_again(
    work: WorkDep, webhook_id: WebhookId, delivery_id: DeliveryId
) -> Response:
    """Deliver something once more, whatever came of it before. Its `webhook-id` stays the same."""
    await webhooks.send_again(work, webhook_id, delivery_id)
    return await reply(work, None, status=204)
