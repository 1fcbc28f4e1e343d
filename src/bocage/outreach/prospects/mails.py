"""Mails to prospects about their own record."""

from dataclasses import field
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail, MailBody
from bocage.outreach.prospects.links import CONFIRM, own_page_link

declare_channel(
    "outreach_contact",
    label=gettext_lazy("Gardons le contact"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que cette adresse nous a été laissée pour garder le contact."
    ),
    optional=False,
)


class ConfirmAddress(BodyMail):
    """Mail in which the owner of a mailbox confirms the consents given with its address. Without
    `words`, no consent is pending: it links to the page that shows what they receive."""

    channel: ClassVar[str] = "outreach_contact"
    priority: ClassVar[int] = 20

    prospect_id: str
    email: str
    words: list[str] = field(default_factory=list)

    def body(self) -> MailBody:
        key = UUID(self.prospect_id)
        own_page = (
            _("Voir ce que vous recevez, ou nous quitter"),
            own_page_link.url(key, self.email),
        )
        if not self.words:
            return MailBody(
                subject=_("Gardons le contact"),
                title=_("Votre adresse est bien notée"),
                paragraphs=[
                    _(
                        "Elle l’était déjà. Vous choisissez ce que vous recevez, et partez"
                        " d’un clic."
                    )
                ],
                button=own_page,
            )
        return MailBody(
            subject=_("Confirmez votre adresse"),
            title=_("Est-ce bien vous ?"),
            paragraphs=[
                _("Cette adresse a été laissée pour garder le contact. Elle accepte ceci :"),
                *[f"— {word}" for word in self.words],
            ],
            button=(
                _("Oui, c’est moi"),
                signed_action_url(CONFIRM, prospect=self.prospect_id, to=self.email),
            ),
            links=[own_page],
            after=[
                _(
                    "Ce n’était pas vous ? Ne faites rien : rien ne vous sera envoyé, et"
                    " l’adresse sera effacée."
                )
            ],
        )
