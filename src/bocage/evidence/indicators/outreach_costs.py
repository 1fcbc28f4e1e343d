"""Cost of a settled household, by the two attributions of campaigns."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import Written
from bocage.evidence.registry import Aggregate, Kind, Theme, Unit, indicator
from bocage.outreach.campaigns.brought_households import HOUSEHOLDS_BY_FIRST, HOUSEHOLDS_BY_LAST

SOURCE = _("Campagnes et projets d’installation suivis dans cette instance")
WITH_CAMPAIGNS = (Level.INSTANCE, Level.DEPARTEMENT, Level.CAMPAIGN)
COLUMNS = frozenset({"in_departement", "of_campaign", "numerator", "denominator", "counted"})
SPENT_AND_BROUGHT = """
    SELECT campaign.departement_id AS in_departement, campaign.id AS of_campaign,
           expense.amount_cents / 100.0 AS numerator, 0 AS denominator, 0 AS counted
    FROM outreach_campaignexpense expense
    JOIN outreach_campaign campaign ON campaign.id = expense.campaign_id
    UNION ALL
    SELECT campaign.departement_id, campaign.id, 0, 1, 1
    FROM ({households}) brought
    JOIN outreach_campaign campaign ON campaign.id = brought.campaign_id
"""


outreach_indicator = partial(
    indicator,
    theme=Theme.OUTREACH,
    source=SOURCE,
    unit=Unit.EUROS,
    kind=Kind.STOCK,
    aggregate=Aggregate.RATIO,
    levels=WITH_CAMPAIGNS,
    is_about_people=True,
    more_is_better=False,
)


@outreach_indicator(
    label=_("Coût par ménage installé, au premier contact"),
    definition=_(
        "Ce que les campagnes ont coûté, divisé par les ménages installés dont elles ont été le "
        "premier contact."
    ),
    method=_(
        "Toutes les dépenses notées et tous les ménages installés à la dernière nuit de la "
        "période, depuis le début : un ménage s’installe souvent longtemps après une campagne. "
        "Les contacts d’après l’envoi du projet ne comptent pas ; une campagne qui n’a encore "
        "amené personne compte dans les dépenses de son département."
    ),
)
def cost_by_first_contact() -> Written:
    return Written(SPENT_AND_BROUGHT.format(households=HOUSEHOLDS_BY_FIRST), columns=COLUMNS)


@outreach_indicator(
    label=_("Coût par ménage installé, au dernier contact"),
    definition=_(
        "Ce que les campagnes ont coûté, divisé par les ménages installés dont elles ont été le "
        "dernier contact avant l’envoi de leur projet."
    ),
    method=_(
        "Toutes les dépenses notées et tous les ménages installés à la dernière nuit de la "
        "période, depuis le début. Un ménage que deux campagnes ont rencontré compte pour la "
        "dernière ; une campagne qui n’a encore amené personne compte dans les dépenses de son "
        "département."
    ),
)
def cost_by_last_contact() -> Written:
    return Written(SPENT_AND_BROUGHT.format(households=HOUSEHOLDS_BY_LAST), columns=COLUMNS)
