"""Personal data of sponsorship: profiles, sponsorships on both sides, and notes."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format, long_date
from bocage.people.erasure import Erasure, before_erasure, erases
from bocage.people.models import Mandate, Person, Role
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.sponsors.models import (
    SponsorContact,
    SponsorProfile,
    Sponsorship,
    SponsorshipFeedback,
)
from bocage.welcome.sponsors.operations.scheduled import close_sponsor_of


@data_section(
    name="sponsor_profiles",
    title=gettext_lazy("Ce que vous avez dit de vous comme parrain ou marraine"),
    rank=66,
    named_in=("welcome.SponsorProfile.person",),
)
def profile_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the sponsor profiles of a person, in full; one query."""
    profiles = SponsorProfile.objects.filter(person=person).select_related("commune", "offered_by")
    for profile in profiles[:limit]:
        yield DataItem(
            title=f"{profile.commune.name}, {long_date(profile.offered_at)}",
            detail=list(_profile_words(profile)),
            url=reverse("sponsor_profile", args=[profile.pk]),
        )


@data_section(
    name="sponsorships",
    title=gettext_lazy("Vos parrainages"),
    rank=67,
    named_in=("welcome.SponsorProfile.person", "welcome.HouseholdAdult.person"),
)
def sponsorship_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the sponsorships of a person, as a sponsor and as an adult of a household, with notes
    and feedback; four queries.
    """
    sponsorships = (
        Sponsorship.objects.filter(
            Q(sponsor__person=person)
            | Q(project__adults__person=person, status__in=["active", "ended"])
        )
        .distinct()
        .select_related("sponsor__person", "sponsor__commune", "project")
        .prefetch_related("contacts", "feedback")
        .order_by("-proposed_at", "-pk")
    )
    for sponsorship in sponsorships[:limit]:
        yield _sponsorship_row(sponsorship, person)


def _sponsorship_row(sponsorship: Sponsorship, person: Person) -> DataItem:
    is_sponsor = sponsorship.sponsor.person_id == person.pk
    other_name = sponsorship.project.name if is_sponsor else sponsorship.sponsor.person.name
    side = "sponsor" if is_sponsor else "household"
    words = [str(sponsorship.get_status_display())]
    if is_sponsor or sponsorship.contact_given_by_id == person.pk:
        words.append(sponsorship.words if is_sponsor else _("coordonnées données"))
    words += [
        f"{date_format(contact.happened_on, 'j F Y')} : "
        f"{contact.get_channel_display()} {contact.line}"
        for contact in sponsorship.contacts.all()
    ]
    words += [
        " ".join(
            filter(None, [str(feedback.get_mark_display()), feedback.helped, feedback.missing])
        )
        for feedback in sponsorship.feedback.all()
        if feedback.side == side
    ]
    title = (_("Ménage : %(who)s") if is_sponsor else _("Accompagné(e) par %(who)s")) % {
        "who": other_name
    }
    return DataItem(
        title=f"{title}, {long_date(sponsorship.proposed_at)}",
        detail=words,
    )


def _profile_words(profile: SponsorProfile) -> list[str]:
    return [
        str(profile.get_status_display()),
        profile.trade,
        ", ".join(profile.languages),
        str(profile.get_family_display()) if profile.family else "",
        ", ".join(
            str(SponsorProfile.Availability(availability).label)
            for availability in profile.availability
        ),
        profile.words,
        _("téléphone montré aux ménages accompagnés") if profile.shows_phone else "",
        _("proposé(e) par %(name)s") % {"name": profile.offered_by.name}
        if profile.offered_by and profile.offered_by_id != profile.person_id
        else "",
    ]


@before_erasure(rank=310)
def communes_sponsored(erasure: Erasure) -> None:
    """Closes the sponsor profiles of a person whose account ends: their households are proposed to
    another sponsor, and the town halls are notified.
    """
    for mandate in Mandate.objects.filter(person=erasure.person, role=Role.SPONSOR):
        close_sponsor_of(mandate=mandate, now=erasure.now)


@erases(gettext_lazy("Votre fiche de parrain ou marraine, et vos nouvelles des ménages"), rank=330)
def profiles_and_contacts(erasure: Erasure) -> None:
    """Erases what a person wrote as a sponsor; the fact that a household had a sponsor, and for how
    long, is retained for the figures.
    """
    profiles = SponsorProfile.objects.filter(person=erasure.person)
    sponsorships = Sponsorship.objects.filter(sponsor__in=profiles)
    erasure.delete(SponsorContact.objects.filter(sponsorship__in=sponsorships))
    erasure.empty(
        SponsorshipFeedback.objects.filter(sponsorship__in=sponsorships, side="sponsor"),
        helped="",
        missing="",
    )
    erasure.empty(profiles, trade="", languages=[], words="")
