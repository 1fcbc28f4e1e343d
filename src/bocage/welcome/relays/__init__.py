"""Relays: requests to the town halls of the communes that a household wishes for.

A town hall answers by the link of a mail or on its pages; without an answer, it is reminded, then
the intercommunality is requested, then the people who follow the project are notified
(`operations/scheduled.py`).
"""
