"""The professional club: its members, their organisations, and what they do together."""
