"""Sponsors: people of a commune who take care of newcomers, and whom each accompanies.

Somebody offers themself, or a town hall names them; the welcome confirms, and the mandate on the
commune makes the sponsor (`operations/profiles.py`). For a household, sponsors are ranked
(`ranking.py`) and asked one after the other: who does not answer in time gives way to the next
(`operations/sponsorships.py`, `operations/scheduled.py`). Whoever says yes notes contacts, and
after a year each side is asked whether it goes on. PostgreSQL holds one open sponsorship for a
project, and the number that a sponsor takes at once (`models.py`).
"""
