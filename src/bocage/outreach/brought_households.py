"""The settled households that campaigns brought, each once, by the two readings of the results."""

from __future__ import annotations

from bocage.outreach.results import CONTACTS, OWNED_BY_ANY

_BROUGHT = """
WITH {owned}, {contacts}
SELECT DISTINCT ranked.project_id, ranked.key AS campaign_id
FROM ranked JOIN welcome_settlementproject project ON project.id = ranked.project_id
WHERE {which} AND project.stage IN ('settled', 'rooted')
  AND project.close_reason <> 'joined'
"""


def _by(which: str) -> str:
    key = "campaign_id"
    return _BROUGHT.format(
        owned=OWNED_BY_ANY, contacts=CONTACTS.format(key=key), which=f"ranked.{which}"
    )


HOUSEHOLDS_BY_FIRST = _by("from_first = 1")
HOUSEHOLDS_BY_LAST = _by("from_first = ranked.contacts")
"""`project_id` and `campaign_id`, of all campaigns since the beginning."""
