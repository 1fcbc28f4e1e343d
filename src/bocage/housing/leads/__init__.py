"""Leads of the hidden market: told, kept fresh, shown to candidates; numbers of owners."""
