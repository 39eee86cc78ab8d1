"""The yardstick: the same two routes as a plain FastAPI application with ORM objects and response models."""

import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, Header
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Text, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(sys.argv[1].replace("postgresql://", "postgresql+asyncpg://"), pool_size=8)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base."""


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Make the tables."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(lifespan=lifespan)


class Task(Base):
    """The table of the plain application."""

    __tablename__ = "plain_task"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(index=True)
    title: Mapped[str]
    description: Mapped[str | None]
    priority: Mapped[int]
    status: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    due_date: Mapped[date | None]
    estimate_minutes: Mapped[int | None]
    project: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Audit(Base):
    """The audit row of the plain application."""

    __tablename__ = "plain_audit"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID]
    action: Mapped[str]
    entity_id: Mapped[uuid.UUID]


class TaskIn(BaseModel):
    """Body."""

    title: str
    description: str | None = None
    priority: int = 3
    tags: list[str] = []
    due_date: date | None = None
    estimate_minutes: int | None = None


class TaskOut(TaskIn):
    """Answer: twelve columns."""

    model_config = ConfigDict(from_attributes=True)
    id: uuid.UUID
    user_id: uuid.UUID
    status: str
    project: str | None
    created_at: datetime
    updated_at: datetime


async def session() -> AsyncIterator[AsyncSession]:
    """Open a session."""
    async with sessions() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(session)]
User = Annotated[uuid.UUID, Header(alias="x-user")]


@app.get("/empty")
async def empty() -> dict[str, bool]:
    """Do nothing."""
    return {"ok": True}


@app.get("/tasks", response_model=list[TaskOut])
async def list_tasks(db: Session, user: User) -> list[Task]:
    """List 50."""
    query = select(Task).where(Task.user_id == user).order_by(Task.created_at.desc(), Task.id).limit(50)
    return list((await db.scalars(query)).all())


@app.post("/tasks", response_model=TaskOut, status_code=201)
async def create_task(db: Session, user: User, body: TaskIn) -> Task:
    """Add one, with its audit row."""
    now = datetime.now(UTC).replace(tzinfo=None)
    task = Task(
        id=uuid.uuid4(),
        user_id=user,
        status="todo",
        project=None,
        created_at=now,
        updated_at=now,
        **body.model_dump(),
    )
    db.add(task)
    db.add(Audit(id=uuid.uuid4(), user_id=user, action="create", entity_id=task.id))
    await db.commit()
    return task


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[2]), access_log=False, log_level="warning")
