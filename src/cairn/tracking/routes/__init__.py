"""Routes of tracking."""

from cairn.tracking.routes import habit_logs, habits, milestones, routines

ROUTERS = (
    habits.pauses_router,
    habits.router,
    habit_logs.router,
    routines.router,
    milestones.router,
)
