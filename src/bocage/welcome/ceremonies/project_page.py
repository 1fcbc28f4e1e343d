"""Additions of ceremonies to the pages of a project: papers, a section, timeline entries."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.people.models import Person
from bocage.welcome.ceremonies.formatting import answer_words
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.papers import Paper, paper_source
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.shared.formatting import when_words


@paper_source
def ceremony_papers(project: SettlementProject) -> Iterator[Paper]:
    """Yields the documents of a household: invitation, booklet of the commune, certificate if it
    attended; one query.
    """
    guests = rows_of(project, CeremonyGuest.objects.filter(project=project)).select_related(
        "ceremony__commune"
    )
    for guest in guests.exclude(ceremony__status=Ceremony.Status.CALLED_OFF):
        yield from _of(guest)


def _of(guest: CeremonyGuest) -> Iterator[Paper]:
    commune = guest.ceremony.commune.name
    words = {"of_commune": of_name(commune), "commune": commune}
    date_words = when_words(guest.ceremony.starts_at)
    yield _paper(
        reverse("ceremony_guest_paper", args=[guest.pk, "invitation"]),
        guest.invited_at,
        _("Invitation à la cérémonie d’accueil %(of_commune)s") % words,
        date_words,
    )
    yield _paper(
        reverse("ceremony_guest_paper", args=[guest.pk, "livret"]),
        guest.invited_at,
        _("Livret d’accueil %(of_commune)s") % words,
    )
    if guest.has_come:
        yield _paper(
            reverse("ceremony_certificate", args=[guest.pk]),
            guest.thanked_at or guest.ceremony.held_at or guest.ceremony.starts_at,
            _("Certificat de bienvenue %(of_commune)s") % words,
            date_words,
        )


def _paper(url: str, at: datetime, title: str, detail: str = "") -> Paper:
    return Paper(at=at, title=title, detail=detail, own_url=url, file_url=url)


def own_ceremonies(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, its invitations, latest first; None if there are none. One
    query.
    """
    guests = _guests(project)
    return {"invitations": guests} if guests else None


def ceremonies_of_file(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns, for the project's file, the invitations of its household; if it has arrived and was
    not invited, the next ceremony of its commune, or the way to choose a date.
    """
    guests = _guests(project)
    if not guests and not (project.has_arrived and project.commune_id):
        return None
    may_plan = project.commune is not None and person.has_perm(
        "welcome.plan_ceremony", project.commune
    )
    next_one = _next_of_commune(project) if may_plan and not guests else None
    return {
        "invitations": guests,
        "may_plan": may_plan,
        "next_one": next_one,
        "next_one_when": when_words(next_one.starts_at) if next_one else "",
        "commune_code": project.commune_id,
    }


def _next_of_commune(project: SettlementProject) -> Ceremony | None:
    coming = Ceremony.objects.filter(
        commune=project.commune_id, status__in=Ceremony.COMING, starts_at__gt=timezone.now()
    )
    return coming.order_by("starts_at", "pk").first()


def _guests(project: SettlementProject) -> list[dict[str, Any]]:
    guests = (
        rows_of(project, CeremonyGuest.objects.filter(project=project))
        .select_related("ceremony__commune")
        .order_by("-ceremony__starts_at", "pk")
    )
    return [
        {
            "guest": guest,
            "ceremony": guest.ceremony,
            "when": when_words(guest.ceremony.starts_at),
            "of_commune": of_name(guest.ceremony.commune.name),
            "said": answer_words(guest),
            "is_open": guest.ceremony.status == Ceremony.Status.INVITED
            and not guest.ceremony.has_begun,
        }
        for guest in guests
    ]


add_household_section(
    name="accueil-officiel",
    title=pgettext_lazy("section", "Accueil officiel"),
    template="welcome/ceremonies/household_section.html",
    rank=70,
    context=own_ceremonies,
)
add_file_section(
    name="ceremonie",
    title=pgettext_lazy("section", "Cérémonie"),
    template="welcome/ceremonies/file_section.html",
    rank=70,
    context=ceremonies_of_file,
)


@timeline_source
def ceremonies(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's ceremonies: invited, answered, presented; one
    query.
    """
    guests = rows_of(project, CeremonyGuest.objects.filter(project=project)).select_related(
        "ceremony__commune", "answered_by"
    )
    for guest in guests:
        commune = guest.ceremony.commune.name
        yield TimelineEntry(
            at=guest.invited_at,
            kind="ceremony",
            title=_("Invitation à la cérémonie d’accueil %(of_commune)s")
            % {"of_commune": of_name(commune), "commune": commune},
            detail=when_words(guest.ceremony.starts_at),
            is_shown_to_household=True,
        )
        if guest.answered_at is not None:
            yield TimelineEntry(
                at=guest.answered_at,
                kind="ceremony",
                title=_("Réponse à l’invitation : %(answer)s") % {"answer": answer_words(guest)},
                by=guest.answered_by.name if guest.answered_by else "",
                is_shown_to_household=True,
            )
        if guest.has_come:
            yield TimelineEntry(
                at=guest.ceremony.starts_at,
                kind="ceremony",
                title=_("Présenté à la commune : certificat de bienvenue"),
                detail=commune,
                is_shown_to_household=True,
            )
