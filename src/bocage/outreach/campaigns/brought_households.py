"""The settled households that campaigns brought, each once, by the two readings of the results."""

from bocage.outreach.campaigns.results import CONTACTS

_OWNED_BY_ALL = """
owned AS (
    SELECT COALESCE(prospect.merged_into_id, prospect.id) AS owner,
           touch.id, touch.at, touch.campaign_id, touch.link_id, touch.kind, touch.sent_as
    FROM outreach_touch touch JOIN outreach_prospect prospect ON prospect.id = touch.prospect_id
)
"""
"""All touches of the country: the nightly job counts all campaigns together."""

_HOUSEHOLDS = """
WITH {owned}, {contacts}
SELECT DISTINCT ranked.project_id, ranked.key AS campaign_id
FROM ranked JOIN welcome_settlementproject project ON project.id = ranked.project_id
WHERE {which} AND project.stage IN ('settled', 'rooted')
  AND project.close_reason <> 'merged'
"""


def _households_by(contact: str) -> str:
    key = "campaign_id"
    return _HOUSEHOLDS.format(
        owned=_OWNED_BY_ALL, contacts=CONTACTS.format(key=key), which=f"ranked.{contact}"
    )


HOUSEHOLDS_BY_FIRST = _households_by("from_first = 1")
HOUSEHOLDS_BY_LAST = _households_by("from_first = ranked.contacts")
"""`project_id` and `campaign_id`, of all campaigns since the beginning."""
