"""PostgreSQL: the server, its roles, locks, statements, and the names of constraints."""
