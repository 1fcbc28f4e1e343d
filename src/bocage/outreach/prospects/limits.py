"""Rate limits of forms sent without an account: contact and evenings."""

from datetime import timedelta

from bocage.people.limits import Limit

WITH_WORK = Limit(action="outreach.contact.worked", amount=60, window=timedelta(hours=1))
WITHOUT_WORK = Limit(action="outreach.contact.plain", amount=6, window=timedelta(hours=1))
"""Rate limit of one network without proof of work. A fair behind one router uses scripts and is not
concerned; a flood of spam is."""
