"""Meetings two by two: who is introduced to whom, each month."""
