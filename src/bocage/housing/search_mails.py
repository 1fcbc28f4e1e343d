"""The message that asks an address to confirm a search."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel
from bocage.foundation.signed_actions import signed_action_url
from bocage.housing.alert_words import criteria_in_words, short_name
from bocage.housing.criteria import Area, Criteria

CONFIRM = "housing.confirm_search"

declare_channel(
    "housing_confirmations",
    label=_("Recherches à confirmer"),
    reason=_(
        "Vous recevez ce message parce que quelqu’un a demandé des alertes de logement à cette "
        "adresse. Si ce n’est pas vous, ne faites rien : rien d’autre ne vous sera envoyé."
    ),
    optional=False,
)

EXAMPLE_CRITERIA = Criteria(
    price_to=200_000,
    rooms_from=4,
    area=Area(
        latitude=48.5203,
        longitude=0.5467,
        radius_m=15_000,
        label="Mortagne-au-Perche",
        commune="61293",
    ),
)


@dataclass(frozen=True, kw_only=True)
class ConfirmSearchMail(Mail):
    """Somebody without an account wants to be told of homes."""

    template: ClassVar[str] = "housing/mail/confirm_search"
    channel: ClassVar[str] = "housing_confirmations"
    priority: ClassVar[int] = 50

    search_id: UUID
    criteria: Criteria

    def context(self) -> dict[str, Any]:
        return {
            "confirm_url": signed_action_url(CONFIRM, search=self.search_id.hex),
            "search_name": short_name(self.criteria),
            "search_words": criteria_in_words(self.criteria),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            search_id=UUID("0199b7a4-0000-7000-8000-000000000061"), criteria=EXAMPLE_CRITERIA
        )
