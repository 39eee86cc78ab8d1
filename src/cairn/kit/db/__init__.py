"""The database: embedded server, statements, unit of work, owned rows."""
