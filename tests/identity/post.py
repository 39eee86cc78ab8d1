"""The worker's part of sending mails, and the folder that they end up in."""

import re
from dataclasses import dataclass

from cairn.identity.mails import FOLDER
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import run_job
from cairn.kit.mail import KeptMail, kept_mails

_TAKE = Query(
    "DELETE FROM procrastinate_jobs WHERE task_name LIKE 'identity.send%' AND status = 'todo'"
    " RETURNING task_name, args"
)
_LINK = re.compile(r"https?://\S+?#(\S+)")


@dataclass(frozen=True)
class Post:
    """The mails of an application."""

    database: Database

    async def deliver(self) -> int:
        """Run the jobs that send mail; return how many there were."""
        async with self.database.work(scope=Scope.SYSTEM) as work:
            jobs = await work.db.rows(_TAKE)
        for found in jobs:
            await run_job(self.database, found.task_name, found.args)
        return len(jobs)

    async def to(self, email: str) -> list[KeptMail]:
        """Deliver, and return the mails to an address, oldest first."""
        await self.deliver()
        settings = self.database.settings
        assert settings is not None
        return [mail for mail in kept_mails(settings.data_dir / FOLDER) if mail.to == email]

    async def secret_to(self, email: str) -> str:
        """Return what stands behind the # of the newest link to an address."""
        links = [found for mail in await self.to(email) for found in _LINK.findall(mail.text)]
        return str(links[-1])
