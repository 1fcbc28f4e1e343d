"""Imports of calendars."""
