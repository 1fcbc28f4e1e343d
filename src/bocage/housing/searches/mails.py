"""Mail that requests the confirmation of a search."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail, MailBody, Section
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.criteria.formatting import criteria_in_words, short_name

CONFIRM = "housing.confirm_search"
STOP = "housing.stop_searches"
LESS_OFTEN = "housing.less_often"

declare_channel(
    "housing_confirmations",
    label=gettext_lazy("Recherches à confirmer"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que quelqu’un a demandé des alertes de logement à cette "
        "adresse. Si ce n’est pas vous, ne faites rien : rien d’autre ne vous sera envoyé."
    ),
    optional=False,
)


class ConfirmSearchMail(BodyMail):
    """Mail that asks a person without an account to confirm their search for homes."""

    channel: ClassVar[str] = "housing_confirmations"
    priority: ClassVar[int] = 50

    search_id: UUID
    criteria: Criteria

    def body(self) -> MailBody:
        return MailBody(
            subject=_("À confirmer : %(search_name)s") % {"search_name": short_name(self.criteria)},
            title=_("Un clic pour être alerté(e)"),
            greeting="",
            paragraphs=[
                _("Vous avez demandé à être prévenu(e) des logements qui répondent à :"),
                Section(criteria_in_words(self.criteria)),
            ],
            button=(
                _("Confirmer mon adresse"),
                signed_action_url(CONFIRM, search=self.search_id.hex),
            ),
            after=[_("Sans confirmation dans les 7 jours, la demande est oubliée.")],
        )
