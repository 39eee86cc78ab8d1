"""Pure calculation: schedules, streaks, strength, points, milestones, statistics. No database, no clock."""
