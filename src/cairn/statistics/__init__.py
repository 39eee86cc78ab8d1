"""Numbers of days, weeks, months and a life; and whether what is kept agrees with itself."""
