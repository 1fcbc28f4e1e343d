"""Answers to the mails about leads, each with one button.

`signed_actions` imports them, so that they are found when the product starts.
"""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.housing.leads.formatting import line_words
from bocage.housing.leads.models.leads import Lead, LeadRelease
from bocage.housing.leads.operations.leads import (
    close_lead,
    confirm_lead,
    record_not_yet_free,
    share_lead,
)
from bocage.housing.leads.operations.owners import refuse_owner, release_owner
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer

GOOD_FOR = timedelta(days=120)


class _LeadAnswer(RowAnswer[Lead]):
    """Answer of the reporter or of a manager about a lead."""

    payload_key = "lead"
    rows = Lead.objects.select_related("commune")
    permission = "housing.confirm_lead"

    def without_right(self) -> Refusal:
        return NoLongerPossible(
            _("Vous ne tenez plus les pistes de cette commune : ce lien ne sert plus.")
        )


@signed_action("housing.share_lead", max_age=GOOD_FOR)
class ShareLead(_LeadAnswer):
    """Signed action « Montrer cette piste », in the mail to the managers of leads."""

    permission = "housing.manage_lead"

    def question(self, payload: Payload) -> Question | Outcome:
        _person, lead = self.find_row(payload)
        if lead.status != Lead.Status.REPORTED:
            return _stands(lead)
        return Question(
            title=_("Montrer cette piste ?"),
            explanation=_about(lead),
            answer=_("Oui, la montrer"),
            after=_("Les candidats accompagnés verront la commune, jamais l’endroit ni le numéro."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, lead = self.find_row(payload)
        return _stands(share_lead(by=person, lead=lead))


@signed_action("housing.lead_still_free", max_age=GOOD_FOR)
class StillFree(_LeadAnswer):
    """Signed action « Oui, toujours libre » on a lead."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, lead = self.find_row(payload)
        if not lead.is_open:
            return _stands(lead)
        return Question(
            title=_("Ce logement est toujours libre ?"),
            explanation=_about(lead),
            answer=_("Oui, toujours libre"),
            after=_("La piste reste montrée, et nous vous reposerons la question plus tard."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, lead = self.find_row(payload)
        return _stands(confirm_lead(by=person, lead=lead))


@signed_action("housing.lead_not_yet", max_age=GOOD_FOR)
class NotYetFree(_LeadAnswer):
    """Signed action « Pas encore libre, bientôt » on a lead."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, lead = self.find_row(payload)
        if not lead.is_open:
            return _stands(lead)
        return Question(
            title=_("Ce logement sera libre bientôt ?"),
            explanation=_about(lead),
            answer=_("Oui, bientôt"),
            after=_("La piste reste montrée, avec le mot « bientôt »."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, lead = self.find_row(payload)
        return _stands(record_not_yet_free(by=person, lead=lead))


@signed_action("housing.lead_gone", max_age=GOOD_FOR)
class LeadGone(_LeadAnswer):
    """Signed action « Non, plus libre » on a lead."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, lead = self.find_row(payload)
        if not lead.is_open:
            return _stands(lead)
        return Question(
            title=_("Ce logement n’est plus libre ?"),
            explanation=_about(lead),
            answer=_("Plus libre"),
            after=_("La piste ne sera plus montrée. Vous pourrez la rouvrir depuis sa page."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, lead = self.find_row(payload)
        return _stands(close_lead(by=person, lead=lead, reason=Lead.CloseReason.GONE))


class _NumberAnswer(_LeadAnswer):
    """Answer of the town hall to a candidate who requests the owner's number."""

    permission = "housing.release_owner"

    def requested(self, payload: Payload) -> tuple[Person, LeadRelease]:
        """Returns who answers, and the release that they answer about."""
        person, lead = self.find_row(payload)
        release = (
            LeadRelease.objects.select_related("person", "released_by")
            .filter(lead=lead, person=UUID(str(payload["candidate"])))
            .first()
        )
        if release is None:
            raise NoLongerPossible
        release.lead = lead
        return person, release


@signed_action("housing.release_owner", max_age=GOOD_FOR)
class ReleaseOwner(_NumberAnswer):
    """Signed action « Oui, lui donner le numéro » of a lead."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, release = self.requested(payload)
        if release.released_at is not None:
            return _answered(release)
        lead = release.lead
        warning = (
            ""
            if lead.caller == Lead.Caller.CANDIDATES
            else _(" Assurez-vous que le propriétaire en est d’accord.")
        )
        return Question(
            title=_("Donner le numéro à %(person)s ?") % {"person": _name_of(release.person)},
            explanation=_about(lead),
            answer=_("Oui, donner le numéro"),
            after=_(
                "Son nom et son numéro seront lus sur la page de la piste, par cette seule "
                "personne ; chaque lecture est notée."
            )
            + warning,
        )

    def perform(self, payload: Payload) -> Outcome:
        person, release = self.requested(payload)
        return _answered(release_owner(by=person, lead=release.lead, person=release.person))


@signed_action("housing.refuse_owner", max_age=GOOD_FOR)
class RefuseOwner(_NumberAnswer):
    """Signed action « Non, pas cette fois » on the number of a lead."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, release = self.requested(payload)
        if release.is_answered:
            return _answered(release)
        return Question(
            title=_("Ne pas donner le numéro à %(person)s ?")
            % {"person": _name_of(release.person)},
            explanation=_about(release.lead),
            answer=_("Ne pas le donner"),
            after=_("La personne l’apprendra avec douceur, et pourra voir les autres pistes."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, release = self.requested(payload)
        return _answered(refuse_owner(by=person, lead=release.lead, person=release.person))


def _about(lead: Lead) -> str:
    """Returns the description of the home for the managers of the lead."""
    return " · ".join(filter(None, [line_words(lead), lead.commune.name, lead.about_where]))


def _name_of(person: Person) -> str:
    return person.name or _("cette personne")


def _stands(lead: Lead) -> Outcome:
    titles = {
        Lead.Status.REPORTED: _("C’est noté : la piste attend d’être relue"),
        Lead.Status.SHARED: _("C’est noté : la piste est montrée"),
        Lead.Status.STALE: _("La piste est masquée, faute de nouvelles"),
        Lead.Status.LISTED: _("La piste est devenue une annonce"),
        Lead.Status.CLOSED: _("C’est noté : la piste est close"),
    }
    return Outcome(
        title=titles[Lead.Status(lead.status)],
        explanation=_about(lead),
        link=reverse("lead", args=[lead.pk]),
        link_label=_("Voir la piste"),
    )


def _answered(release: LeadRelease) -> Outcome:
    words = {"person": _name_of(release.person)}
    return Outcome(
        title=_("Le numéro est donné à %(person)s") % words
        if release.released_at is not None
        else _("Le numéro n’est pas donné à %(person)s") % words,
        explanation=_about(release.lead),
        link=reverse("lead", args=[release.lead.pk]),
        link_label=_("Voir la piste"),
    )
