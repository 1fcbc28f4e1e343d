"""Making a programme: what is to be placed, a quick answer, a better one, and what clashes."""
