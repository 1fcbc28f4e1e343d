"""Relays: questions about a household put to the town halls of the communes that it wishes.

A town hall answers by the link of a mail or on its pages; without an answer it is reminded, then
the intercommunality is asked, then whoever follows the project learns of it
(`operations/scheduled.py`).
"""
