"""The wallet."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor
from cairn.kit.http.problems import Invalid, problems
from cairn.kit.http.replies import json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.rewards import redeem as service
from cairn.rewards.queries import INCOME, TRANSACTIONS, WALLET
from cairn.rewards.schemas import LedgerEntryOut, TransactionsQuery, WalletOut
from cairn.rewards.shelf_schemas import AlignmentOut, AlignmentPatch, IncomeOut, IncomeQuery

router = make_router("/wallet", "wallet")

MAX_DAYS = 3660


@router.get("", response_model=WalletOut, responses=problems())
async def get_wallet(work: ReadDep) -> Response:
    """Return what you have of each currency, and what you earned and spent so far."""
    return json_response(await work.db.value(WALLET))


@router.get("/transactions", response_model=Cursor[LedgerEntryOut], responses=problems())
async def list_transactions(work: ReadDep, query: Annotated[TransactionsQuery, Query()]) -> Response:
    """List the movements of your wallet, newest first."""
    return json_response(await TRANSACTIONS.page(work, query, query.filters()))


@router.get("/income", response_model=IncomeOut, responses=problems())
async def get_wallet_income(work: ReadDep, query: Annotated[IncomeQuery, Query()]) -> Response:
    """Return what was earned and spent, day by day."""
    if query.last < query.first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (query.last - query.first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS:,} days at once.")
    return json_response(await work.db.value(INCOME, first=query.first, last=query.last))


@router.get("/alignment", response_model=AlignmentOut, responses=problems())
async def get_alignment(work: ReadDep) -> Response:
    """Return what your month has brought in alignment, beside what it is to bring."""
    return json_response(encode_json((await service.alignment(work)).model_dump()))


@router.patch(
    "/alignment", response_model=AlignmentOut, responses=problems(), openapi_extra={"x-plain": True}
)
async def update_alignment(work: WorkDep, body: AlignmentPatch) -> Response:
    """Say what a month is to bring in alignment."""
    await service.set_alignment_goal(work, body.changes()["monthly_goal"])
    return json_response(encode_json((await service.alignment(work)).model_dump()))
