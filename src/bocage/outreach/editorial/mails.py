"""Mails about proposed pages: to publishers, and to the author of the proposal."""

from typing import ClassVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail, MailBody, Quote

declare_channel(
    "outreach_pages",
    label=gettext_lazy("Les pages du site"),
    reason=gettext_lazy("Vous recevez ce message parce que vous écrivez des pages du site."),
    optional=True,
    of_a_mandate=True,
)


class PageProposed(BodyMail):
    """Mail to each publisher: a proposed page waits for their review."""

    channel: ClassVar[str] = "outreach_pages"

    title: str
    proposed_by: str
    path: str
    """Path of the page in `/redaction/`."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une page à relire : {title}").format(title=self.title),
            title=_("Une page attend votre réponse"),
            paragraphs=[
                _(
                    "{name} propose « {title} ». Relisez-la, puis publiez-la ou demandez des "
                    "changements."
                ).format(name=self.proposed_by, title=self.title)
            ],
            button=(_("Relire la page"), settings.BOCAGE.public_url + self.path),
        )


class ProposalAnswered(BodyMail):
    """Mail to the author of a proposed page: it is published, or changes are requested, with the
    reviewer's comment.
    """

    channel: ClassVar[str] = "outreach_pages"

    title: str
    is_published: bool
    path: str
    """Path of the page once published, of its editor in `/redaction/` otherwise."""
    words: str = ""

    def body(self) -> MailBody:
        whole = settings.BOCAGE.public_url + self.path
        if self.is_published:
            return MailBody(
                subject=_("Votre page est publiée : {title}").format(title=self.title),
                title=_("Votre page est en ligne"),
                paragraphs=[
                    _("« {title} » se lit maintenant sur le site. Merci.").format(title=self.title)
                ],
                button=(_("La voir"), whole),
            )
        return MailBody(
            subject=_("Votre page, à reprendre : {title}").format(title=self.title),
            title=_("Quelques changements sont demandés"),
            paragraphs=[
                _(
                    "« {title} » n’est pas encore publiée. Reprenez-la, puis proposez-la de "
                    "nouveau."
                ).format(title=self.title),
                Quote(self.words),
            ],
            button=(_("Reprendre la page"), whole),
        )
