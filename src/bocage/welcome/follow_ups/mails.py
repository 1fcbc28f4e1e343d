"""Mails of follow-ups, to households and to the welcome team."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody
from bocage.welcome.follow_ups.formatting import after_words

declare_channel(
    "follow_ups",
    label=gettext_lazy("Des nouvelles de mon installation"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que le territoire a accompagné votre installation : cinq "
        "questions en deux ans, pas une de plus."
    ),
    optional=True,
)
declare_channel(
    "follow_ups_team",
    label=gettext_lazy("Nouvelles des ménages installés"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous suivez des projets d’installation."
    ),
    optional=True,
    of_a_mandate=True,
)


class FollowUpAskedMail(BodyMail):
    """Mail to a household, some months after it moved in: does it still live here, and how is it
    doing?
    """

    channel: ClassVar[str] = "follow_ups"

    link: str
    """Signed token of the form."""
    months: int
    commune: str

    def body(self) -> MailBody:
        words = {"after": after_words(self.months), "at_commune": at_name(self.commune)}
        return MailBody(
            subject=_("%(after)s %(at_commune)s : comment ça va ?") % words,
            title=_("%(after)s %(at_commune)s, déjà") % words,
            paragraphs=[
                _("Comment allez-vous ? Deux minutes suffisent, sans compte ni mot de passe."),
                _(
                    "Si quelque chose manque, dites-le : nous pouvons souvent aider, ou connaître "
                    "quelqu’un qui le peut."
                ),
            ],
            button=(_("Donner des nouvelles"), page_url("follow_up", self.link)),
            after=[_("Vous êtes repartis ? Un mot nous aide à mieux accueillir les suivants.")],
        )


class FollowUpNewsMail(BodyMail):
    """Mail to the welcome team: a household has left, or has difficulties."""

    channel: ClassVar[str] = "follow_ups_team"

    project_id: UUID
    household: str
    months: int
    has_left: bool
    summary: str = ""
    missing: str = ""
    may_call: bool = False

    def body(self) -> MailBody:
        words = {"household": self.household, "after": after_words(self.months)}
        title = (
            _("%(household)s est reparti")
            if self.has_left
            else _("%(household)s : un coup de main ?")
        )
        paragraphs = [_("Réponse au suivi de %(after)s.") % words]
        if self.may_call:
            paragraphs.append(_("Le ménage veut bien être appelé."))
        facts = [(_("En bref"), self.summary), (_("Ce qui manque"), self.missing)]
        return MailBody(
            subject=title % words,
            title=title % words,
            paragraphs=[*paragraphs, Facts([(label, value) for label, value in facts if value])],
            button=(_("Ouvrir le dossier"), page_url("project_file", self.project_id)),
        )


class FollowUpWishesMail(BodyMail):
    """Mail to the welcome team: a household would like to help newcomers."""

    channel: ClassVar[str] = "follow_ups_team"

    project_id: UUID
    household: str
    months: int
    wishes: tuple[str, ...]
    """Names of `FollowUp.WISHES`."""

    def body(self) -> MailBody:
        words = {"household": self.household, "after": after_words(self.months)}
        sentences = {
            "wants_to_sponsor": _(
                "Parrainer à son tour : proposez à l’un de ses adultes d’être parrain ou marraine "
                "de sa commune."
            ),
            "wants_to_testify": _(
                "Témoigner : le ménage est dans la liste des témoins, et compte que l’on lui "
                "écrive avant toute publication."
            ),
            "wants_to_join_club": _(
                "Rejoindre le club : le ménage attend que l’on lui dise où et quand."
            ),
        }
        return MailBody(
            subject=_("%(household)s veut aider à son tour") % words,
            title=_("%(household)s veut aider à son tour") % words,
            paragraphs=[
                _("Réponse au suivi de %(after)s.") % words,
                *(sentences[wish] for wish in self.wishes),
            ],
            button=(_("Ouvrir le dossier"), page_url("project_file", self.project_id)),
            links=[(_("Voir tous ceux qui veulent aider"), page_url("helping_households"))],
        )
