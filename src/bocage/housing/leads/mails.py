"""Mails about leads: to their reporters and managers, and to candidates."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody
from bocage.housing.leads.formatting import (
    LeadFacts,
    line_words,
    price_words,
    size_words,
    title_words,
)

declare_channel(
    "leads",
    label=gettext_lazy("Pistes de logement de ma commune"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez signalé ce logement ou tenez les pistes "
        "de la commune : quelqu’un attend votre réponse."
    ),
    optional=False,
)
declare_channel(
    "lead_answers",
    label=gettext_lazy("Réponses des mairies sur les pistes de logement"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez demandé le numéro d’un propriétaire."
    ),
    optional=False,
)


class LeadMail(BodyMail):
    """Base of mails about a lead, with a panel that describes the home."""

    channel: ClassVar[str] = "leads"
    priority: ClassVar[int] = 10

    lead: LeadFacts
    about_where: str = ""
    """Location, only for the reporter and the managers."""

    def complete(self, body: MailBody) -> MailBody:
        """Adds the panel of the home."""
        home = Facts(
            [
                (_("Logement"), title_words(self.lead)),
                (_("Commune"), self.lead.commune_name),
                (_("Où"), self.about_where),
                (_("Prix"), price_words(self.lead)),
                (_("Taille"), size_words(self.lead)),
            ]
        )
        return replace(body, paragraphs=[*body.paragraphs, home])

    @property
    def page(self) -> str:
        """Returns the whole address of the page of the lead."""
        return page_url("lead", self.lead.lead_id)

    @property
    def words(self) -> dict[str, str]:
        return {"home": line_words(self.lead), "commune": self.lead.commune_name}


class AnswerableMail(LeadMail):
    """Message that its reader answers in one click, as `person_id`."""

    person_id: UUID

    def answer(self, action: str, **payload: object) -> str:
        """Returns the signed address of an answer, in the active language."""
        payload = {"lead": self.lead.lead_id, "person": self.person_id, **payload}
        return signed_action_url(f"housing.{action}", **payload)


class LeadToReadMail(AnswerableMail):
    """Mail to the managers of leads: a lead was reported, and is not shown until reviewed."""

    reported_by: str = ""

    def body(self) -> MailBody:
        author = self.reported_by or _("Une personne")
        return MailBody(
            subject=_("%(commune)s : un logement signalé, à relire") % self.words,
            title=_("Un logement signalé, à relire"),
            paragraphs=[
                _("%(who)s signale ce logement. Personne d’autre que vous ne le voit encore.")
                % {"who": author},
                _("Montrez-le aux candidats accompagnés si l’information vous paraît juste."),
            ],
            button=(_("Montrer cette piste"), self.answer("share_lead")),
            links=[(_("La lire d’abord, ou la clore"), self.page)],
        )


class LeadSharedMail(LeadMail):
    """Mail to the person who reported a lead: the town hall shows it."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : le logement que vous avez signalé est montré") % self.words,
            title=_("Merci : votre piste est montrée"),
            paragraphs=[
                _("Les candidats que le territoire accompagne la voient désormais."),
                _("Nous vous demanderons de temps en temps si le logement est toujours libre."),
            ],
            button=(_("Voir la piste"), self.page),
        )


class StillFreeMail(AnswerableMail):
    """Mail to the person who reported a lead: is it still free? One click: yes, no longer,
    not yet."""

    confirmed_at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : toujours libre ? %(home)s") % self.words,
            title=_("Toujours libre ?"),
            paragraphs=[
                _("Vous avez signalé ce logement. Un mot suffit pour que la piste reste juste."),
                _("Sans réponse d’ici une semaine, elle sera masquée ; un clic la fera revenir."),
            ],
            button=(_("Oui, toujours libre"), self.answer("lead_still_free")),
            links=[
                (_("Non, plus libre"), self.answer("lead_gone")),
                (_("Pas encore libre, bientôt"), self.answer("lead_not_yet")),
            ],
        )


class LeadStaleMail(AnswerableMail):
    """Mail to the person who reported a lead: it is hidden for want of news."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : une piste masquée, faute de nouvelles") % self.words,
            title=_("Nous avons masqué votre piste"),
            paragraphs=[
                _("Sans nouvelles, nous préférons ne plus la montrer : rien n’est perdu."),
                _("Si le logement est toujours libre, un clic suffit pour qu’elle revienne."),
            ],
            button=(_("Il est toujours libre"), self.answer("lead_still_free")),
            links=[(_("Il n’est plus libre"), self.answer("lead_gone"))],
        )


class NumberAskedMail(AnswerableMail):
    """Mail to the town hall: a candidate requests the owner's number. One click, yes or no."""

    candidate_id: UUID
    candidate: str
    words_of_candidate: str = ""
    has_owner: bool = True
    is_for_candidates: bool = True

    def body(self) -> MailBody:
        candidate = self.candidate or _("Une personne accompagnée")
        paragraphs = [
            _("%(who)s, que le territoire accompagne, aimerait joindre le propriétaire.")
            % {"who": candidate}
        ]
        if self.words_of_candidate:
            paragraphs.append(_("« %(words)s »") % {"words": self.words_of_candidate})
        if not self.is_for_candidates:
            paragraphs.append(
                _(
                    "Le propriétaire n’a pas dit que les candidats pouvaient l’appeler : "
                    "demandez-lui avant de donner son numéro."
                )
            )
        if not self.has_owner:
            paragraphs.append(
                _("La piste ne porte encore ni nom ni numéro : ajoutez-les sur sa page d’abord.")
            )
        paragraphs.append(_("Chaque lecture du numéro est notée sur la page de la piste."))
        give = self.answer("release_owner", candidate=self.candidate_id)
        return MailBody(
            subject=_("%(commune)s : %(who)s demande le numéro d’un propriétaire")
            % {**self.words, "who": candidate},
            title=_("Donner le numéro ?"),
            paragraphs=paragraphs,
            button=(_("Oui, lui donner le numéro"), give if self.has_owner else self.page),
            links=[
                (
                    _("Non, pas cette fois"),
                    self.answer("refuse_owner", candidate=self.candidate_id),
                ),
                (_("Voir la piste"), self.page),
            ],
        )


class CandidateMail(LeadMail):
    """Base of mails to a candidate about a lead whose number they requested."""

    channel: ClassVar[str] = "lead_answers"


class NumberGivenMail(CandidateMail):
    """Mail to the candidate: the number is on the page. It never travels by mail."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : la mairie vous donne le numéro du propriétaire") % self.words,
            title=_("Vous pouvez appeler le propriétaire"),
            paragraphs=[
                _("La mairie vous donne son nom et son numéro, à vous seul(e)."),
                _("Ils sont sur la page de la piste. Chaque lecture y est notée."),
            ],
            button=(_("Lire le numéro"), self.page),
        )


class NumberRefusedMail(CandidateMail):
    """Mail to the candidate: the number is refused this time, with other possibilities."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : la mairie ne peut pas donner ce numéro") % self.words,
            title=_("Ce numéro ne peut pas vous être donné"),
            paragraphs=[
                _("La mairie a lu votre demande, et ne peut pas donner ce numéro pour l’instant."),
                _("L’équipe d’accueil connaît peut-être un autre chemin : parlez-lui-en."),
            ],
            button=(_("Voir les autres pistes"), page_url("lead_list")),
        )


class LeadEndedMail(CandidateMail):
    """Mail to candidates who requested the number: the home is no longer available."""

    was_found: bool = False

    def body(self) -> MailBody:
        explanation = (
            _("Un ménage s’y installe.") if self.was_found else _("Il n’est plus à prendre.")
        )
        return MailBody(
            subject=_("%(commune)s : ce logement n’est plus libre") % self.words,
            title=_("Ce logement n’est plus libre"),
            paragraphs=[
                explanation,
                _("Vous aviez demandé à joindre son propriétaire : inutile désormais."),
            ],
            button=(_("Voir les autres pistes"), page_url("lead_list")),
        )
