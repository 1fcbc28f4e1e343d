"""Answers to the mails about sponsors, each with one button."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer
from bocage.welcome.sponsors.errors import NoMandateAnyMore
from bocage.welcome.sponsors.household import facts_of_household, household_lines, household_title
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.operations.contacts import give_contact
from bocage.welcome.sponsors.operations.profiles import (
    accept_sponsor_offer,
    confirm_sponsor,
    decline_sponsor_offer,
)
from bocage.welcome.sponsors.operations.sponsorships import (
    accept_sponsorship,
    continue_sponsorship,
    decline_sponsorship,
    end_sponsorship,
)

GOOD_FOR = timedelta(days=90)

Status = SponsorProfile.Status


class _ProfileAnswer(RowAnswer[SponsorProfile]):
    """Base of the answers about a person who may become a sponsor."""

    payload_key = "profile"
    rows = SponsorProfile.objects.select_related("commune__departement", "commune__epci", "person")
    permission = "welcome.answer_sponsor_offer"


@signed_action("welcome.accept_sponsor_offer", max_age=GOOD_FOR)
class AcceptSponsorOffer(_ProfileAnswer):
    """« Oui, je veux bien »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, profile = self.find_row(payload)
        if profile.status != Status.OFFERED:
            return _profile_stands(profile)
        return Question(
            title=_("Devenir parrain ou marraine %(at_commune)s ?") % _commune(profile),
            explanation=_("On vous proposera un ménage à la fois, et vous direz oui ou non."),
            answer=_("Oui, je veux bien"),
            after=_("Vous pourrez arrêter quand vous voudrez."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, profile = self.find_row(payload)
        return _profile_stands(accept_sponsor_offer(by=by, profile=profile))


@signed_action("welcome.decline_sponsor_offer", max_age=GOOD_FOR)
class DeclineSponsorOffer(_ProfileAnswer):
    """« Non merci »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, profile = self.find_row(payload)
        if profile.status != Status.OFFERED:
            return _profile_stands(profile)
        return Question(
            title=_("Ne pas parrainer %(at_commune)s ?") % _commune(profile),
            answer=_("Non merci"),
            after=_("Personne ne vous en voudra, et vous pourrez changer d’avis."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, profile = self.find_row(payload)
        return _profile_stands(decline_sponsor_offer(by=by, profile=profile))


@signed_action("welcome.confirm_sponsor", max_age=GOOD_FOR)
class ConfirmSponsor(_ProfileAnswer):
    """Signed action « Confirmer », in the mail to the welcome team."""

    permission = "welcome.approve_sponsor"

    def question(self, payload: Payload) -> Question | Outcome:
        _by, profile = self.find_row(payload)
        if profile.status != Status.REQUESTED:
            return _confirmed(profile)
        words = {"name": str(profile.person), "person": str(profile.person), **_commune(profile)}
        return Question(
            title=_("Confirmer %(name)s comme parrain ou marraine ?") % words,
            explanation=" · ".join(
                filter(None, [profile.commune.name, profile.trade, profile.words])
            ),
            answer=_("Confirmer"),
            after=_("On pourra lui proposer d’accompagner des ménages, un à la fois."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, profile = self.find_row(payload)
        return _confirmed(confirm_sponsor(by=by, profile=profile))


class _SponsorshipAnswer(RowAnswer[Sponsorship]):
    """Base of the answers about one household and one sponsor."""

    payload_key = "sponsorship"
    rows = Sponsorship.objects.select_related(
        "project__commune", "project__departement", "sponsor__commune", "sponsor__person"
    ).filter(project__erased_at=None)


class _SponsorAnswer(_SponsorshipAnswer):
    """Base of the answers of a sponsor whose mandate is in force."""

    permission = "welcome.answer_sponsorship"

    def without_right(self) -> Refusal:
        return NoMandateAnyMore()


@signed_action("welcome.accept_sponsorship", max_age=GOOD_FOR)
class AcceptSponsorship(_SponsorAnswer):
    """« Oui, je les accompagne »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, sponsorship = self.find_row(payload)
        if sponsorship.is_active:
            return _answered(sponsorship)
        facts = facts_of_household(sponsorship.project)
        return Question(
            title=_("Accompagner %(who)s ?") % {"who": household_title(facts)},
            explanation=" · ".join(value for _label, value in household_lines(facts)),
            answer=_("Oui, je les accompagne"),
            after=_("Le ménage saura qui vous êtes ; vous recevrez le guide des premiers pas."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, sponsorship = self.find_row(payload)
        return _answered(accept_sponsorship(by=by, sponsorship=sponsorship))


@signed_action("welcome.decline_sponsorship", max_age=GOOD_FOR)
class DeclineSponsorship(_SponsorAnswer):
    """« Pas cette fois »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, sponsorship = self.find_row(payload)
        if sponsorship.status != Sponsorship.Status.PROPOSED:
            return _answered(sponsorship)
        facts = facts_of_household(sponsorship.project)
        return Question(
            title=_("Ne pas accompagner %(who)s ?") % {"who": household_title(facts)},
            answer=_("Pas cette fois"),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, sponsorship = self.find_row(payload)
        return _answered(decline_sponsorship(by=by, sponsorship=sponsorship))


@signed_action("welcome.give_contact", max_age=GOOD_FOR)
class GiveContact(_SponsorshipAnswer):
    """« Donner mes coordonnées », in the mail to the household."""

    permission = "welcome.give_contact"

    def find_row(self, payload: Payload) -> tuple[Person, Sponsorship]:
        person, sponsorship = super().find_row(payload)
        if not sponsorship.is_active:
            raise NoLongerPossible
        return person, sponsorship

    def question(self, payload: Payload) -> Question | Outcome:
        by, sponsorship = self.find_row(payload)
        if sponsorship.contact_given_by_id == by.pk:
            return _contact_given(sponsorship)
        return Question(
            title=_("Donner vos coordonnées à %(person)s ?") % _sponsor(sponsorship),
            explanation=" · ".join(filter(None, [by.name, by.email, by.phone])),
            answer=_("Oui, les donner"),
            after=_("Cette personne seule les lira. Vous pourrez les reprendre sur votre page."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, sponsorship = self.find_row(payload)
        return _contact_given(give_contact(by=by, sponsorship=sponsorship))


class _OfAYear(_SponsorshipAnswer):
    """Base of the answers of either side on an anniversary."""

    permission = "welcome.end_sponsorship"


@signed_action("welcome.sponsorship_done", max_age=GOOD_FOR)
class SponsorshipDone(_OfAYear):
    """« Oui, c’est terminé »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, sponsorship = self.find_row(payload)
        if not sponsorship.is_open:
            return _ended()
        return Question(
            title=_("Ce parrainage est terminé ?"),
            explanation=_since(sponsorship),
            answer=_("Oui, c’est terminé"),
            after=_("Un courriel vous demandera, en deux minutes, comment cela s’est passé."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, sponsorship = self.find_row(payload)
        end_sponsorship(by=by, sponsorship=sponsorship, reason=Sponsorship.Reason.DONE)
        return _ended()


@signed_action("welcome.sponsorship_goes_on", max_age=GOOD_FOR)
class SponsorshipGoesOn(_OfAYear):
    """« Non, nous continuons »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _by, sponsorship = self.find_row(payload)
        if not sponsorship.is_open:
            return _ended()
        return Question(
            title=_("Le parrainage continue ?"),
            explanation=_since(sponsorship),
            answer=_("Oui, nous continuons"),
            after=_("Nous vous le redemanderons dans un an. Il s’arrête quand vous voulez."),
        )

    def perform(self, payload: Payload) -> Outcome:
        by, sponsorship = self.find_row(payload)
        if not sponsorship.is_open:
            return _ended()
        continue_sponsorship(by=by, sponsorship=sponsorship)
        return Outcome(title=_("C’est noté : le parrainage continue"))


def _commune(profile: SponsorProfile) -> dict[str, str]:
    return {"at_commune": at_name(profile.commune.name)}


def _sponsor(sponsorship: Sponsorship) -> dict[str, str]:
    return {
        "name": sponsorship.sponsor.person.name or _("cette personne"),
        "person": sponsorship.sponsor.person.name or _("cette personne"),
    }


def _profile_stands(profile: SponsorProfile) -> Outcome:
    titles = {
        Status.OFFERED: _("Votre réponse est attendue"),
        Status.REQUESTED: _("C’est noté : l’équipe d’accueil confirme et vous écrit"),
        Status.ACTIVE: _("Merci : vous êtes parrain ou marraine %(at_commune)s"),
        Status.REFUSED: _("C’est noté : vous ne serez pas sollicité(e)"),
        Status.OVER: _("Vous n’êtes plus parrain ou marraine %(at_commune)s"),
    }
    return Outcome(
        title=titles[Status(profile.status)] % _commune(profile),
        link=reverse("sponsoring"),
        link_label=_("Ouvrir ma page de parrainage"),
    )


def _confirmed(profile: SponsorProfile) -> Outcome:
    words = {"name": str(profile.person), "person": str(profile.person)}
    return Outcome(
        title=_("%(name)s est parrain ou marraine") % words
        if profile.is_active
        else _("%(name)s n’est pas parrain ou marraine") % words,
        explanation=profile.commune.name,
        link=reverse("sponsor_list"),
        link_label=_("Voir tous les parrains et marraines"),
    )


def _answered(sponsorship: Sponsorship) -> Outcome:
    words = {"who": household_title(facts_of_household(sponsorship.project))}
    if sponsorship.is_active:
        return Outcome(
            title=_("Merci : vous accompagnez %(who)s") % words,
            explanation=_("Le ménage vient d’apprendre qui vous êtes."),
            link=reverse("sponsorship", args=[sponsorship.pk]),
            link_label=_("Ouvrir la page du parrainage"),
        )
    return Outcome(
        title=_("C’est noté"),
        explanation=_("Merci d’avoir répondu."),
        link=reverse("sponsoring"),
        link_label=_("Ouvrir ma page de parrainage"),
    )


def _since(sponsorship: Sponsorship) -> str:
    day = timezone.localtime(sponsorship.answered_at or sponsorship.proposed_at)
    return _("Depuis le %(day)s.") % {"day": date_format(day, "j F Y")}


def _ended() -> Outcome:
    return Outcome(title=_("C’est noté : ce parrainage est terminé"), explanation=_("Merci !"))


def _contact_given(sponsorship: Sponsorship) -> Outcome:
    return Outcome(
        title=_("Vos coordonnées sont données à %(person)s") % _sponsor(sponsorship),
        link=reverse("own_project"),
        link_label=_("Ouvrir ma page"),
    )
