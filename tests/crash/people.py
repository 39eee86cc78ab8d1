"""People who go on writing whatever happens, and remember what they were told."""

import asyncio
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

AGAIN_SECONDS = 60.0


class Broken(AssertionError):  # noqa: N818 - it says what was broken: a promise
    """An answer that no crash explains."""


@dataclass
class Writer:
    """Makes and completes one task after the other; each request has a key under which it is repeated."""

    url: str
    token: str
    number: int
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Title of each task that the server said was made, with its id."""
    completed: set[str] = field(default_factory=set)
    """Ids of those that the server said were done."""
    count: int = 0
    repeated: int = 0
    ended: bool = False

    async def run(self) -> None:
        """Write until told to end; what was begun is finished."""
        while not self.ended:
            title = f"crash {self.number}-{len(self.acknowledged)}"
            made = await self.insist("/tasks", title=title)
            self.acknowledged[title] = made["id"]
            await self.insist(f"/tasks/{made['id']}/complete")
            self.completed.add(made["id"])

    async def insist(self, path: str, **body: str) -> dict[str, str]:
        """Send a request until it is acknowledged, always under the same key."""
        key = str(uuid4())
        loop = asyncio.get_running_loop()
        deadline = loop.time() + AGAIN_SECONDS
        while True:
            answer = await self.attempt(path, key, body)
            if answer is not None:
                self.count += 1
                return answer
            if loop.time() > deadline:
                raise Broken(f"{path} was not answered for {AGAIN_SECONDS:.0f} s")
            self.repeated += 1
            await asyncio.sleep(0.05)

    async def attempt(self, path: str, key: str, body: dict[str, str]) -> dict[str, str] | None:
        """Return the answer, or None where the request has to be repeated."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        try:
            async with httpx.AsyncClient(timeout=15) as http:
                answer = await http.post(f"{self.url}/api/v1{path}", json=body or None, headers=headers)
        except httpx.TransportError:
            return None
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            if "retry-after" not in answer.headers:
                raise Broken("503 without Retry-After")
            return None
        if answer.status_code not in {200, 201}:
            raise Broken(f"{path}: {answer.status_code} {answer.text}")
        content: dict[str, str] = answer.json()
        return content
