"""Mails about relays to the people who follow the project."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody, Quote
from bocage.welcome.relays.mails.relays import RelayMail
from bocage.welcome.relays.models import Relay


class WelcomeRelayMail(RelayMail):
    """Base of the mails about a relay to the people who follow its project."""

    channel: ClassVar[str] = "relay_answers"

    project_id: UUID
    project_name: str

    @property
    def file(self) -> str:
        """Absolute URL of the project's file, at its relays."""
        return page_url("project_file", self.project_id) + "#relays"

    @property
    def facts(self) -> dict[str, str]:
        return {
            "commune": self.commune_name,
            "of_commune": of_name(self.commune_name),
            "project": self.project_name,
        }


class RelayAnsweredMail(WelcomeRelayMail):
    """Mail to the people who follow a project: a town hall answered."""

    answer: str
    answered_by: str
    words: str = ""
    may_have_home: bool = False

    def body(self) -> MailBody:
        facts = {**self.facts, "of_who": of_name(self.answered_by)}
        match self.answer:
            case Relay.Answer.YES:
                title = _("%(commune)s dit oui à %(project)s") % facts
            case Relay.Answer.NOT_NOW:
                title = _("%(commune)s : pas maintenant, pour %(project)s") % facts
            case _:
                title = _("%(commune)s dit non, pour %(project)s") % facts
        paragraphs = [_("Réponse %(of_who)s.") % facts]
        if self.may_have_home:
            paragraphs.append(_("La mairie a peut-être un logement : appelez-la sans attendre."))
        paragraphs.append(_("Le ménage voit la réponse sur sa page ; un mot de vous l’éclaire."))
        return MailBody(
            subject=title,
            title=title,
            paragraphs=[*paragraphs, Quote(self.words)],
            button=(_("Ouvrir le dossier"), self.file),
        )


class RelayCameBackMail(WelcomeRelayMail):
    """Mail to the welcome team: no answer came, or no recipient is known, so that the team has to
    call.
    """

    relay_id: UUID
    has_gone_to_town_hall: bool = False
    has_gone_to_epci: bool = False

    def body(self) -> MailBody:
        explanations = {
            (True, True): _(
                "Ni la mairie %(of_commune)s ni son intercommunalité n’ont répondu : appelez, et "
                "notez ce qu’elles vous disent."
            ),
            (True, False): _(
                "La mairie %(of_commune)s n’a pas répondu, et nous ne connaissons pas d’élu(e) "
                "dans son intercommunalité : appelez la mairie, et notez sa réponse."
            ),
            (False, True): _(
                "Nous ne connaissons encore personne à la mairie %(of_commune)s, et son "
                "intercommunalité n’a pas répondu : appelez, et notez ce qu’elles vous disent."
            ),
            (False, False): _(
                "Nous ne connaissons encore personne à la mairie %(of_commune)s, ni d’élu(e) dans "
                "son intercommunalité : c’est à vous de l’appeler, et de noter sa réponse."
            ),
        }[self.has_gone_to_town_hall, self.has_gone_to_epci]
        return MailBody(
            subject=_("%(commune)s : à vous d’appeler, pour %(project)s") % self.facts,
            title=_("%(project)s attend toujours un mot %(of_commune)s") % self.facts,
            paragraphs=[explanations % self.facts],
            button=(_("Noter la réponse"), page_url("relay", self.relay_id)),
            links=[(_("Ouvrir le dossier"), self.file)],
        )


class WordsSavedMail(WelcomeRelayMail):
    """Mail to the people who follow a project: a message about a relay that cannot count as its
    answer was stored.
    """

    written_by: str
    because: str
    words: str = ""

    def body(self) -> MailBody:
        facts = {**self.facts, "who": self.written_by, "of_who": of_name(self.written_by)}
        match self.because:
            case "mandate_over":
                why = _("Son mandat est terminé : ses mots ne comptent pas pour la mairie.")
            case "answered":
                why = _("Quelqu’un d’autre de la commune avait déjà répondu autrement.")
            case _:
                why = _("La question avait été retirée entre-temps.")
        return MailBody(
            subject=_("%(commune)s : un mot %(of_who)s, pour %(project)s") % facts,
            title=_("%(who)s a voulu répondre pour %(commune)s") % facts,
            paragraphs=[why % facts, Quote(self.words)],
            button=(_("Ouvrir le dossier"), self.file),
        )
