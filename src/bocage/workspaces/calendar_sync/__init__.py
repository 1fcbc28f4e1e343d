"""Calendars: feeds for other programs, and outside calendars that places follow."""
