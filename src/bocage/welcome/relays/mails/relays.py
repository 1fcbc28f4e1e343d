"""Mails about relays, to their recipients in communes and to the welcome team."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.formatting.times import format_moment
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import Link, MailBody, Quote
from bocage.welcome.relays.links import relay_link
from bocage.welcome.relays.sheet import awaited_words
from bocage.welcome.shared.mails import WelcomeMail

declare_channel(
    "relays",
    label=gettext_lazy("Ménages qui aimeraient s’installer dans ma commune"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous répondez pour cette commune : un ménage attend "
        "votre mot."
    ),
    optional=False,
)
declare_channel(
    "relay_answers",
    label=gettext_lazy("Réponses des mairies sur les projets que je suis"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous accueillez les ménages de ce territoire."
    ),
    optional=False,
)

PROJECT = UUID("0199b7a4-0000-7000-8000-00000000000d")


class RelayMail(WelcomeMail):
    """Base of the mails about a relay."""

    channel: ClassVar[str] = "relays"

    commune_name: str


class AnswerableRelayMail(RelayMail):
    """Base of the mails about a relay that their reader answers in one click, as `person_id`."""

    person_id: UUID
    relay_id: UUID
    household_names: str
    household: str
    words: str
    due_at: datetime
    sender: str = ""
    may_answer_by_mail: bool = False
    is_epci_next: bool = False
    """True if elected members of the intercommunalité are known, who will be requested next."""

    def choice(self, name: str = "") -> str:
        """Returns the signed URL of a choice, in the active language."""
        return _choice_url(self.person_id, self.relay_id, name)

    def answers(self) -> Sequence[Link]:
        """Returns the links to the other answers than that of the button."""
        return [
            (_("Pas de logement, mais bienvenue"), self.choice("bienvenue")),
            (_("Pas maintenant"), self.choice("pas-maintenant")),
            (_("Non"), self.choice("non")),
            (_("Tout lire, et répondre avec quelques mots"), self.choice()),
        ]

    def after_words(self) -> str:
        """Returns the sentences explaining that a link sends nothing before confirmation, and that
        one may reply by mail, if that is available.
        """
        words = [_("Chaque lien ouvre une page ; rien ne part avant votre confirmation.")]
        if self.may_answer_by_mail:
            words.append(_("Vous pouvez aussi répondre à ce courriel, avec vos mots."))
        return " ".join(words)

    @property
    def facts(self) -> dict[str, str]:
        return {
            "commune": self.commune_name,
            "at_commune": at_name(self.commune_name),
            "of_commune": of_name(self.commune_name),
            "who": self.household_names,
            "household": self.household,
            "due": format_moment(self.due_at),
        }


class RelayAskedMail(AnswerableRelayMail):
    """Mail to the town hall: a household would like to come, and its answer is requested."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : un ménage aimerait s’installer chez vous") % self.facts,
            title=_("Un ménage aimerait s’installer chez vous. Que peut-on lui répondre ?"),
            paragraphs=[Quote(self.words), _("%(who)s · %(household)s") % self.facts],
            button=(_("Oui, nous avons peut-être un logement"), self.choice("logement")),
            links=self.answers(),
            after=(
                awaited_words(self.facts["due"], is_epci_next=self.is_epci_next),
                self.after_words(),
            ),
        )


class RelayReminderMail(AnswerableRelayMail):
    """Mail that reminds the town hall of an unanswered question, two working days later."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : un ménage attend un mot de la mairie") % self.facts,
            title=_("Un mot suffit : oui, pas maintenant, ou non"),
            paragraphs=[
                _(
                    "Nous avons déjà écrit à la mairie. Une réponse courte vaut mieux "
                    "qu’un silence : le ménage sait alors vers où se tourner."
                ),
                Quote(self.words),
                _("%(who)s · %(household)s") % self.facts,
            ],
            button=(_("Oui, nous avons peut-être un logement"), self.choice("logement")),
            links=self.answers(),
            after=(
                _("Sans nouvelles d’ici un jour ouvré, l’intercommunalité prend le relais.")
                if self.is_epci_next
                else _("Sans nouvelles d’ici un jour ouvré, l’équipe d’accueil vous appelle."),
                self.after_words(),
            ),
        )


class RelayAtEpciMail(AnswerableRelayMail):
    """Mail to the elected members of the intercommunalité: the commune has not answered, or no
    person of it is known.
    """

    has_nobody: bool = False

    def body(self) -> MailBody:
        introduction = (
            _("Nous ne connaissons encore personne à la mairie %(of_commune)s.")
            if self.has_nobody
            else _("La mairie %(of_commune)s n’a pas encore pu répondre.")
        )
        return MailBody(
            subject=_("%(commune)s : pouvez-vous répondre à un ménage ?") % self.facts,
            title=_("Un ménage aimerait s’installer %(at_commune)s") % self.facts,
            paragraphs=[
                introduction % self.facts
                + " "
                + _("Vous connaissez la commune : pouvez-vous répondre ?"),
                Quote(self.words),
                _("%(who)s · %(household)s") % self.facts,
            ],
            button=(_("Oui, nous avons peut-être un logement"), self.choice("logement")),
            links=self.answers(),
            after=(self.after_words(),),
        )


class RelayTakenBackMail(RelayMail):
    """Mail to the recipients of a relay: it is withdrawn."""

    household_names: str

    def body(self) -> MailBody:
        facts = {
            "commune": self.commune_name,
            "at_commune": at_name(self.commune_name),
            "who": self.household_names,
        }
        return MailBody(
            subject=_("%(commune)s : plus rien à répondre, merci") % facts,
            title=_("Cette question ne se pose plus"),
            paragraphs=[
                _(
                    "Nous vous avions parlé d’un ménage (%(who)s) qui pensait %(at_commune)s : la "
                    "question est retirée. Vous n’avez rien à faire."
                )
                % facts,
                _("Merci d’être là."),
            ],
        )


class ReplyToConfirmMail(RelayMail):
    """Mail to a person who answered by mail: one click turns their words into the answer."""

    person_id: UUID
    relay_id: UUID
    words: str
    has_attachments: bool = False

    def body(self) -> MailBody:
        facts = {"commune": self.commune_name}

        def choice(name: str) -> str:
            return _choice_url(self.person_id, self.relay_id, name)

        paragraphs = [_("Il manque un clic : est-ce un oui, un pas maintenant, ou un non ?")]
        if self.has_attachments:
            paragraphs.append(
                _(
                    "Vos pièces jointes n’ont pas été gardées : montrez un logement avec ses "
                    "photos depuis la page de réponse."
                )
            )
        return MailBody(
            subject=_("%(commune)s : votre réponse est prête, confirmez-la") % facts,
            title=_("Votre réponse est prête"),
            paragraphs=[*paragraphs, Quote(self.words)],
            button=(_("Oui, nous avons peut-être un logement"), choice("logement")),
            links=[
                (_("Pas de logement, mais bienvenue"), choice("bienvenue")),
                (_("Pas maintenant"), choice("pas-maintenant")),
                (_("Non"), choice("non")),
            ],
            after=(_("Vos mots accompagneront votre réponse ; vous pourrez encore les changer."),),
        )


def _choice_url(person_id: UUID, relay_id: UUID, choice: str) -> str:
    """Returns the signed URL of the page with every choice, or of that of one choice."""
    if not choice:
        return relay_link.url(person_id, relay_id)
    return relay_link.url(person_id, relay_id, choice, page="relay_signed_choice")
