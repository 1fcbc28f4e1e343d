"""Calendars that people follow, and those that places follow."""
