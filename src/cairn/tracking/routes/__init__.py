"""Routes of tracking."""

from cairn.tracking.routes import associations, habit_logs, habits, metrics, milestones, routines

ROUTERS = (
    habits.pauses_router,
    habits.router,
    habit_logs.router,
    routines.router,
    metrics.router,
    metrics.logs_router,
    milestones.router,
    associations.router,
)
