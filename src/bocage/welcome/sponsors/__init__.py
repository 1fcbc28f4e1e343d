"""Sponsors: inhabitants of a commune who accompany newcomers, and the sponsorships.

A person volunteers, or a town hall proposes them; the welcome team confirms, and the mandate on the
commune makes the sponsor (`operations/profiles.py`). For a household, sponsors are ranked
(`ranking.py`) and requested one after the other: without an answer in time, the request passes to
the next one (`operations/sponsorships.py`, `operations/scheduled.py`). A sponsor who accepts
records contacts, and every year both sides are asked whether the sponsorship continues. PostgreSQL
enforces one open sponsorship per project, and the capacity of each sponsor (`models.py`).
"""
