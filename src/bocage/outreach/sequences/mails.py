"""The letters of sequences, as they leave; and their answers, as the team reads them."""

from dataclasses import field
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import Mail, UnsubscribeLinks, declare_channel
from bocage.foundation.mail.body import BodyMail, MailBody, Quote
from bocage.outreach.prospects.links import own_page_link, unsubscribe_links
from bocage.outreach.sequences.last_check import hold_back

LETTERS_CHANNEL = "outreach_letters"
ANSWERS_CHANNEL = "outreach_answers"

declare_channel(
    LETTERS_CHANNEL,
    label=gettext_lazy("Lettres aux futurs habitants"),
    reason=gettext_lazy(
        "Vous recevez cette lettre parce que vous avez accepté nos lettres, et confirmé votre"
        " adresse."
    ),
    optional=False,
)
declare_channel(
    ANSWERS_CHANNEL,
    label=gettext_lazy("Réponses des prospects"),
    reason=gettext_lazy("Vous recevez ce message parce que vous coordonnez ce territoire."),
    optional=True,
    of_a_mandate=True,
)


class SequenceLetter(Mail):
    """Mail with one letter, drawn for one prospect. Without `sending_id` it is a test, sent to its
    author.
    """

    template: ClassVar[str] = "outreach/sequences/mail/sequence_letter"
    channel: ClassVar[str] = LETTERS_CHANNEL

    subject_line: str
    body_html: str = field(repr=False)
    body_text: str = field(repr=False)
    prospect_id: str = ""
    email: str = ""
    purpose: str = ""
    sending_id: str = ""

    def context(self) -> dict[str, Any]:
        if not self.prospect_id:
            return {"own_url": ""}
        return {"own_url": own_page_link.url(UUID(self.prospect_id), self.email)}

    def own_unsubscribe_links(self, language: str) -> UnsubscribeLinks | None:
        """Takes back the agreement on which the letter relied (RFC 8058)."""
        if not self.prospect_id:
            return None
        return unsubscribe_links(self.prospect_id, self.email, self.purpose, language)

    def held_back(self) -> str:
        """Returns the reason why the letter must no longer be sent, or an empty string. It is
        checked again at delivery, which may come a minute later, or a night later without a mail
        server.
        """
        return hold_back(UUID(self.sending_id)) if self.sending_id else ""


class LetterAnswered(BodyMail):
    """Mail to coordinators with the answer of a prospect to a letter; replying to it reaches the
    prospect.
    """

    channel: ClassVar[str] = ANSWERS_CHANNEL
    priority: ClassVar[int] = 15

    prospect_id: str
    sender_name: str
    subject_line: str
    words: str = field(repr=False)
    answered_from: str = ""

    def body(self) -> MailBody:
        path = reverse("prospect_detail", args=[UUID(self.prospect_id)])
        url = settings.BOCAGE.public_url + path
        paragraphs = [
            _("%(who)s a répondu à « %(letter)s ». Ses lettres s’arrêtent : à vous de poursuivre.")
            % {"who": self.sender_name, "letter": self.subject_line}
        ]
        if self.answered_from:
            paragraphs.append(
                _("La réponse vient d’une autre adresse que la sienne : %s.") % self.answered_from
            )
        return MailBody(
            subject=_("%s vous répond") % self.sender_name,
            title=_("Une réponse à vos lettres"),
            paragraphs=[*paragraphs, Quote(self.words), self.sender_name],
            button=(_("Voir sa fiche"), url),
            after=[_("Pour lui écrire, répondez simplement à ce message.")],
        )
