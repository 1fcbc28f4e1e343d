"""Limits of what is sent without an account: forms of contact and of evenings."""

from datetime import timedelta

from bocage.people.limits import Limit

WITH_WORK = Limit(action="outreach.contact.worked", amount=60, window=timedelta(hours=1))
WITHOUT_WORK = Limit(action="outreach.contact.plain", amount=6, window=timedelta(hours=1))
"""Of one network: a fair behind one router passes with scripts, a wave of spam does not."""
