"""Plans of statements, with and without the statistics of PostgreSQL."""
