"""The wallet."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep
from cairn.kit.http.paging import Cursor
from cairn.kit.http.problems import problems
from cairn.kit.http.replies import json_response
from cairn.kit.http.routing import router as make_router
from cairn.rewards.queries import TRANSACTIONS, WALLET
from cairn.rewards.schemas import LedgerEntryOut, TransactionsQuery, WalletOut

router = make_router("/wallet", "wallet")


@router.get("", response_model=WalletOut, responses=problems())
async def get_wallet(work: ReadDep) -> Response:
    """Return what you have of each currency, and what you earned and spent so far."""
    return json_response(await work.db.value(WALLET))


@router.get("/transactions", response_model=Cursor[LedgerEntryOut], responses=problems())
async def list_transactions(work: ReadDep, query: Annotated[TransactionsQuery, Query()]) -> Response:
    """List the movements of your wallet, newest first."""
    return json_response(await TRANSACTIONS.page(work, query, query.filters()))
