"""Mails of the address book: to helpers, to the people who requested help, to the household."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Link, MailBody, Quote
from bocage.welcome.helpers.links import help_link

declare_channel(
    "helpers",
    label=gettext_lazy("Carnet des personnes qui aident"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez accepté d’aider de temps en temps des "
        "ménages qui pensent s’installer ici."
    ),
    optional=False,
)
declare_channel(
    "help_answers",
    label=gettext_lazy("Réponses des personnes qui aident"),
    reason=gettext_lazy(
        "Vous recevez ce message parce qu’une personne du carnet a répondu à une demande."
    ),
    optional=False,
)


class HelpMail(BodyMail):
    """Base of the mails about the helpers' address book."""

    channel: ClassVar[str] = "helpers"
    priority: ClassVar[int] = 0


class HelperMail(HelpMail):
    """Base of the mails to a helper, who may close their card from it."""

    helper_id: UUID
    helper_name: str

    def action(self, name: str, **payload: object) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(f"welcome.{name}", **payload)

    @property
    def way_out(self) -> Link:
        return (
            _("Ne plus être sollicité(e) : fermer ma fiche"),
            self.action("helper_close", helper=self.helper_id),
        )


class HelperAddedMail(HelperMail):
    """Mail to a helper: which data is stored about them, why, and how to be removed."""

    role: str
    can_do: str
    max_per_month: int
    added_by: str = ""
    available_from: datetime | None = None
    """Date before which no request is sent, for a helper from an imported table: the time to
    refuse, or to agree immediately. None otherwise.
    """

    def body(self) -> MailBody:
        sender = self.added_by or _("L’équipe d’accueil")
        return MailBody(
            subject=_("Vous êtes au carnet des personnes qui aident"),
            title=_("Merci d’aider celles et ceux qui arrivent"),
            paragraphs=[
                _(
                    "%(who)s note que vous acceptez d’aider, de temps en temps, un ménage qui "
                    "pense s’installer ici. Voici ce que dit votre fiche (%(role)s) :"
                )
                % {"who": sender, "role": self.role},
                Quote(self.can_do),
                _(
                    "On vous demandera au plus %(most)d fois par mois, par courriel, et vous "
                    "répondrez oui ou non d’un clic. Vos coordonnées ne sont données qu’à un "
                    "ménage pour lequel vous avez dit oui."
                )
                % {"most": self.max_per_month},
                *self._objection_deadline(),
            ],
            button=self._agreement(),
            links=[self.way_out],
        )

    def _objection_deadline(self) -> list[str]:
        if self.available_from is None:
            return []
        paragraph = _(
            "Rien ne vous sera demandé avant le %(day)s : d’ici là, dites oui ou non d’un clic. "
            "Si vous dites non, votre fiche est fermée aussitôt, sans rien à expliquer."
        )
        return [paragraph % {"day": long_date(self.available_from)}]

    def _agreement(self) -> Link | None:
        if self.available_from is None:
            return None
        return (_("Oui, gardez ma fiche"), self.action("helper_confirm", helper=self.helper_id))


class HelpRequestMail(HelperMail):
    """Mail that requests help: first names and a need, with one click to answer."""

    request_id: UUID
    first_names: str
    words: str
    requested_by: str = ""

    priority: ClassVar[int] = 10

    def body(self) -> MailBody:
        words = {"who": self.requested_by or _("L’équipe d’accueil")}
        names = {"names": self.first_names or _("un ménage")}
        return MailBody(
            subject=_("Pourriez-vous aider %(names)s ?") % names,
            title=_("Un coup de main pour %(names)s ?") % names,
            paragraphs=[
                _("%(who)s pense à vous pour un ménage qui prépare son installation :") % words,
                Quote(self.words),
                _(
                    "Si vous dites oui, le ménage reçoit votre nom, votre courriel et, s’il est "
                    "noté, votre téléphone. Si ce n’est pas le moment, dites non : "
                    "personne ne vous en voudra."
                ),
            ],
            button=(_("Oui, je peux aider"), self.action("help_yes", request=self.request_id)),
            links=[
                (_("Pas cette fois"), self.action("help_no", request=self.request_id)),
                (
                    _("Répondre avec quelques mots"),
                    help_link.url(self.request_id),
                ),
                self.way_out,
            ],
        )


class NobodyWaitsMail(HelperMail):
    """Mail to a helper who had not answered: no answer is needed any more."""

    first_names: str

    def body(self) -> MailBody:
        names = {"names": self.first_names or _("Ce ménage")}
        return MailBody(
            subject=_("%(names)s : finalement, plus besoin de vous déranger") % names,
            title=_("Finalement, plus besoin"),
            paragraphs=[
                _(
                    "Nous vous avions demandé un coup de main pour %(names)s. Ce n’est plus "
                    "nécessaire : vous n’avez rien à répondre. Merci d’être là."
                )
                % {"names": self.first_names or _("un ménage")}
            ],
            links=[self.way_out],
        )


class HelperThankedMail(HelperMail):
    """Mail that thanks a helper who agreed to help."""

    first_names: str
    thanked_by: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Merci pour votre aide"),
            title=_("Merci !"),
            paragraphs=[
                _(
                    "Vous avez donné un coup de main à %(names)s. Un mot, une visite, un conseil : "
                    "c’est souvent ce qui décide un ménage à venir, et à rester."
                )
                % {"names": self.first_names or _("un ménage")},
                self.thanked_by or _("L’équipe d’accueil"),
            ],
            links=[self.way_out],
        )


class StillAgreedMail(HelperMail):
    """Mail to a helper without contact for long: is their card still valid?"""

    can_do: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre fiche au carnet : toujours d’accord ?"),
            title=_("Toujours d’accord pour aider ?"),
            paragraphs=[
                _("Voici ce que dit votre fiche, depuis deux ans déjà :"),
                Quote(self.can_do),
                _("Sans réponse d’ici deux mois, nous la fermerons, puis l’effacerons."),
            ],
            button=(
                _("Oui, gardez ma fiche"),
                self.action("helper_confirm", helper=self.helper_id),
            ),
            links=[self.way_out],
        )


class HelperAnsweredMail(HelpMail):
    """Mail to the person who requested help: the helper's answer and message; one click on the file
    thanks for a yes.
    """

    channel: ClassVar[str] = "help_answers"

    helper_name: str
    household: str
    project_id: UUID
    answer: str
    """« yes », « no », or « closed » if the helper closed their card."""
    words: str = ""

    def body(self) -> MailBody:
        names = {"helper": self.helper_name, "household": self.household}
        title = {
            "yes": _("%(helper)s peut aider %(household)s"),
            "no": _("%(helper)s ne peut pas aider %(household)s cette fois"),
            "closed": _("%(helper)s ne figure plus au carnet"),
        }[self.answer] % names
        follow_up = {
            "yes": _(
                "Le ménage a reçu son nom et ses coordonnées. Pensez à remercier : un clic suffit."
            ),
            "no": _("Le dossier vous propose quelqu’un d’autre."),
            "closed": _("La demande pour %(household)s est retirée : demandez à quelqu’un d’autre.")
            % names,
        }[self.answer]
        return MailBody(
            subject=title,
            title=title,
            paragraphs=[Quote(self.words), follow_up],
            button=(_("Ouvrir le dossier"), page_url("project_file", self.project_id)),
        )


class HelpFoundMail(HelpMail):
    """Mail to the household: a helper agreed to help, with their contact details."""

    channel: ClassVar[str] = "help_answers"

    helper_name: str
    role: str
    commune: str
    need: str
    email: str
    phone: str = ""
    words: str = ""

    def body(self) -> MailBody:
        reach = " · ".join(filter(None, [self.phone, self.email]))
        return MailBody(
            subject=_("%(helper)s peut vous aider") % {"helper": self.helper_name},
            title=_("%(helper)s peut vous aider") % {"helper": self.helper_name},
            paragraphs=[
                _(
                    "%(helper)s (%(role)s, %(at_commune)s) a répondu oui à la demande "
                    "faite pour vous"
                )
                % {
                    "helper": self.helper_name,
                    "role": self.role,
                    "at_commune": at_name(self.commune),
                }
                + _(" : « %(need)s »") % {"need": self.need},
                Quote(self.words),
                _("Pour lui parler : %(reach)s") % {"reach": reach},
                _("Ces coordonnées vous sont données à vous : gardez-les pour votre projet."),
            ],
            button=(_("Voir mon projet"), page_url("own_project")),
        )
