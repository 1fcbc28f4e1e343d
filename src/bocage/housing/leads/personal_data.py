"""Export of the data of leads about a person: reports, requests, readings and decisions."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.housing.leads.formatting import line_words
from bocage.housing.leads.models.leads import Lead, LeadRelease, LeadShowing
from bocage.people.erasure import retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="leads_told",
    title=gettext_lazy("Les logements que vous avez signalés"),
    rank=53,
    named_in=("housing.Lead.reported_by",),
)
def reported_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the homes that a person reported, whole, the latest first; one query."""
    leads = (
        Lead.objects.filter(reported_by=person)
        .select_related("commune", "owner")
        .order_by("-reported_at", "pk")
    )
    for lead in leads[:limit]:
        yield DataItem(
            title=f"{lead.commune.name}, {long_date(lead.reported_at)}",
            detail=[
                line_words(lead),
                lead.about_where,
                lead.words,
                *_owner_words(lead),
                str(lead.get_status_display()),
            ],
            url=reverse("lead", args=[lead.pk]),
        )


def _owner_words(lead: Lead) -> tuple[str, ...]:
    owner = getattr(lead, "owner", None)
    return (owner.name, owner.phone) if owner is not None else ()


@data_section(
    name="lead_numbers",
    title=gettext_lazy("Les numéros de propriétaires demandés, reçus, lus ou donnés"),
    rank=54,
    named_in=(
        "housing.LeadRelease.person",
        "housing.LeadRelease.released_by",
        "housing.LeadShowing.person",
    ),
)
def number_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the leads whose owner's number a person requested, received, read, released or
    refused, latest first; two queries. The number itself is never included.
    """
    releases = (
        LeadRelease.objects.filter(Q(person=person) | Q(released_by=person))
        .select_related("lead__commune", "person")
        .order_by("-pk")[:limit]
    )
    showings = (
        LeadShowing.objects.filter(person=person)
        .select_related("lead__commune")
        .order_by("-shown_at", "pk")[:limit]
    )
    rows = [
        (moment, _home(release.lead), _released(release, person))
        for release in releases
        if (moment := release.requested_at or release.released_at or release.refused_at)
    ]
    rows += [(showing.shown_at, _home(showing.lead), _("numéro lu")) for showing in showings]
    rows.sort(key=lambda row: row[0], reverse=True)
    for moment, home, words in rows:
        yield DataItem(title=home, detail=f"{words} · {long_date(moment)}")


def _released(release: LeadRelease, person: Person) -> str:
    """Returns the outcome of a request, for its author or for the person who answered it."""
    if release.person_id != person.pk:
        gave = release.released_at is not None
        return _("numéro donné par vous") if gave else _("numéro refusé par vous")
    words = [_("« %(words)s »") % {"words": release.words}] if release.words else []
    if release.released_at is not None:
        words.append(_("numéro reçu"))
    elif release.refused_at is not None:
        words.append(_("numéro non donné"))
    else:
        words.append(_("numéro demandé"))
    return " · ".join(words)


def _home(lead: Lead) -> str:
    return f"{line_words(lead)}, {lead.commune.name}"


retained_after_erasure(
    rank=600,
    data=gettext_lazy("Les logements que vous avez signalés, sans votre nom"),
    why=gettext_lazy("Ils parlent d’une maison et de son propriétaire, non de vous."),
    until=gettext_lazy("comme tout signalement"),
)
