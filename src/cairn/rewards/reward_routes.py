"""Rewards, and what was had."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor, Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.rewards import redeem as service
from cairn.rewards.ids import RedemptionId, RewardId
from cairn.rewards.models import Reward
from cairn.rewards.problems import NotEnoughPoints, RewardClosed, RewardCoolingDown, RewardLimitReached
from cairn.rewards.queries import REDEMPTION_FEED, REDEMPTIONS, REWARDS
from cairn.rewards.shelf_schemas import (
    PriceGuideOut,
    Redeem,
    RedemptionOut,
    RedemptionQuery,
    RewardCreate,
    RewardOut,
    RewardPatch,
    RewardQuery,
    ShelfOut,
)

rewards_router = make_router("/rewards", "rewards")
redemptions_router = make_router("/redemptions", "rewards")
ROUTERS: tuple[APIRouter, ...] = (rewards_router, redemptions_router)

_REFUSALS = (RewardClosed, RewardCoolingDown, RewardLimitReached, NotEnoughPoints)


@rewards_router.get("", response_model=Page[RewardOut], responses=problems())
async def list_rewards(work: ReadDep, query: Annotated[RewardQuery, Query()]) -> Response:
    """List what you allow yourself."""
    return json_response(await REWARDS.page(work, query, query.sort, query.filters()))


@rewards_router.post("", status_code=201, response_model=RewardOut, responses=problems())
async def create_reward(work: WorkDep, body: RewardCreate) -> Response:
    """Add something to allow yourself."""
    return await created(work, await REWARDS.add(work, Reward(**body.model_dump())), "/api/v1/rewards")


@rewards_router.get("/shelf", response_model=ShelfOut, responses=problems())
async def get_reward_shelf(work: ReadDep) -> Response:
    """Return which rewards can be had now, and what stands in the way of the others."""
    return json_response(encode_json((await service.shelf(work)).model_dump()))


@rewards_router.get("/price-guide", response_model=PriceGuideOut, responses=problems())
async def get_price_guide(work: ReadDep) -> Response:
    """Return prices that fit what you usually earn: half a day, two days, ten days."""
    return json_response(encode_json((await service.guide(work)).model_dump()))


@rewards_router.get("/{reward_id}", response_model=RewardOut, responses=problems(NotFound))
async def get_reward(work: ReadDep, reward_id: RewardId, request: Request) -> Response:
    """Return one reward."""
    return shown(request, await REWARDS.show(work, reward_id))


@rewards_router.patch("/{reward_id}", response_model=RewardOut, responses=problems(NotFound, Stale))
async def update_reward(work: WorkDep, reward_id: RewardId, body: RewardPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await REWARDS.patch(work, reward_id, body.changes(), if_match=if_match))


@rewards_router.delete("/{reward_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_reward(work: WorkDep, reward_id: RewardId, if_match: IfMatch) -> None:
    """Put a reward in the trash, where it stays 30 days. What was had remains, and so does what it cost."""
    await REWARDS.remove(work, reward_id, if_match=if_match)


@rewards_router.post("/{reward_id}/archive", response_model=RewardOut, responses=problems(NotFound))
async def archive_reward(work: WorkDep, reward_id: RewardId) -> Response:
    """Take a reward off the shelf."""
    return await changed(work, await REWARDS.archive(work, reward_id))


@rewards_router.post("/{reward_id}/restore", response_model=RewardOut, responses=problems(NotFound))
async def restore_reward(work: WorkDep, reward_id: RewardId) -> Response:
    """Take a reward out of the archive or the trash."""
    return await changed(work, await REWARDS.restore(work, reward_id))


@rewards_router.post(
    "/{reward_id}/redeem",
    status_code=201,
    response_model=RedemptionOut,
    responses=problems(NotFound, *_REFUSALS),
)
async def redeem_reward(work: WorkDep, reward_id: RewardId, body: Redeem | None = None) -> Response:
    """Have a reward: it is paid in points, once, however many ask at the same time."""
    made = await service.redeem(work, reward_id, body.note if body else None)
    return await created(work, made, "/api/v1/redemptions")


@redemptions_router.get("", response_model=Cursor[RedemptionOut], responses=problems())
async def list_redemptions(work: ReadDep, query: Annotated[RedemptionQuery, Query()]) -> Response:
    """List what was had, the latest first."""
    return json_response(await REDEMPTION_FEED.page(work, query, query.filters()))


@redemptions_router.get("/{redemption_id}", response_model=RedemptionOut, responses=problems(NotFound))
async def get_redemption(work: ReadDep, redemption_id: RedemptionId, request: Request) -> Response:
    """Return one redemption."""
    return shown(request, await REDEMPTIONS.show(work, redemption_id))


@redemptions_router.post(
    "/{redemption_id}/refund", response_model=RedemptionOut, responses=problems(NotFound)
)
async def refund_redemption(work: WorkDep, redemption_id: RedemptionId) -> Response:
    """Give a reward back: its points return by a movement that reverses the first one."""
    return await changed(work, await service.give_back(work, redemption_id))
