"""Sending one delivery: to the address that was judged, without redirects, with bounds on everything."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from cairn.integrations.addresses import RefusedAddressError, UnknownNameError, resolve

_CONNECT_SECONDS, _STEP_SECONDS, _WHOLE_SECONDS = 5, 10, 20
_READ_BYTES = 4_096
"""How much of an answer is read, so that the connection ends well; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt."""

    status: int | None
    """HTTP status of the answer."""
    error: str | None
    """Word for the failure; None: it arrived."""
    ms: int


async def send(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool) -> Outcome:
    """Post a body, once; never raises."""
    started = time.perf_counter()
    status: int | None = None
    error: str | None
    try:
        async with asyncio.timeout(_WHOLE_SECONDS):
            status = await _post(url, body, headers, allow_private=allow_private)
        error = None if 200 <= status < 300 else "status"  # noqa: PLR2004 - the successes of HTTP
    except RefusedAddressError:
        error = "address"
    except UnknownNameError:
        error = "name"
    except TimeoutError:
        error = "timeout"
    except ssl.SSLError:
        error = "tls"
    except Exception as failure:  # noqa: BLE001 - whatever a stranger's server does is an outcome
        error = _word(failure)
    return Outcome(status, error, round((time.perf_counter() - started) * 1000))


async def _post(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool) -> int:
    import httpx

    target = httpx.URL(url)
    port = target.port or (443 if target.scheme == "https" else 80)
    address = await resolve(target.host, port, allow_private=allow_private)
    timeout = httpx.Timeout(_STEP_SECONDS, connect=_CONNECT_SECONDS)
    # Neither proxies nor credentials of the environment: what is connected to is what was judged.
    async with httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        request = client.build_request(
            "POST",
            target.copy_with(host=address),
            content=body,
            headers={**headers, "Host": target.netloc.decode(), "Accept-Encoding": "identity"},
            # The certificate has to be the name's, not the address's.
            extensions={"sni_hostname": target.host, "timeout": timeout.as_dict()},
        )
        answer = await client.send(request, stream=True)
        try:
            read = 0
            async for piece in answer.aiter_raw():
                read += len(piece)
                if read > _READ_BYTES:
                    break
        finally:
            await answer.aclose()
        return answer.status_code


def _word(failure: Exception) -> str:
    import httpx

    if isinstance(failure, httpx.TimeoutException):
        return "timeout"
    cause: BaseException | None = failure
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "connection"
