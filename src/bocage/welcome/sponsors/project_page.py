"""Additions of sponsorship to the pages of a project: a section for the household, one for the
team, and the timeline entries.
"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.shared.faces import address_of_face
from bocage.welcome.sponsors.forms import EndForm
from bocage.welcome.sponsors.models import Sponsorship
from bocage.welcome.sponsors.notifications import phone_shown
from bocage.welcome.sponsors.ranking import rank_sponsors

FEW_PROPOSED = 5


def sponsor_of_household(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns the household's sponsor for its own page; None if there is none. One query."""
    active = (
        rows_of(project, project.sponsorships.all())
        .filter(status=Sponsorship.Status.ACTIVE)
        .select_related("sponsor__person__portrait", "sponsor__commune")
        .first()
    )
    if active is None:
        return None
    return {
        "sponsorship": active,
        "sponsor": active.sponsor,
        "phone": phone_shown(active.sponsor),
        "photo": address_of_face(active.sponsor.person),
        "is_contact_given": active.contact_given_by_id == person.pk,
        "end_form": EndForm(reasons=EndForm.BY_HOUSEHOLD, auto_id="parrain_%s"),
    }


def sponsors_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the welcome team, the sponsors already requested, the current one, and the
    candidates.
    """
    sponsorships = list(
        rows_of(project, project.sponsorships.all())
        .select_related("sponsor__person", "sponsor__commune")
        .prefetch_related("contacts", "feedback")
    )
    current = next((sponsorship for sponsorship in sponsorships if sponsorship.is_open), None)
    may_ask = current is None and project.is_open
    has_agreed = "helpers" in known_uses(project)
    return {
        "project": project,
        "current": current,
        "past": [sponsorship for sponsorship in sponsorships if not sponsorship.is_open],
        "has_agreed": has_agreed,
        "may_ask": may_ask,
        "ranked": rank_sponsors(project, limit=FEW_PROPOSED) if may_ask and has_agreed else [],
        "end_form": EndForm(reasons=EndForm.BY_TEAM, auto_id="parrain_%s"),
    }


add_household_section(
    name="parrain",
    title=pgettext_lazy("section", "Parrainage"),
    template="welcome/sponsors/household_section.html",
    rank=25,
    context=sponsor_of_household,
)
add_file_section(
    name="parrain",
    title=pgettext_lazy("section", "Parrainage"),
    template="welcome/sponsors/file_section.html",
    rank=40,
    context=sponsors_of_file,
)


Status = Sponsorship.Status


@timeline_source
def sponsorships(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's sponsorships: requests, answers, notes and ends;
    two queries.
    """
    sponsorships = (
        rows_of(project, project.sponsorships.all())
        .select_related("sponsor__person", "sponsor__commune", "proposed_by")
        .prefetch_related("contacts")
        .order_by("proposed_at", "pk")
    )
    for sponsorship in sponsorships:
        yield from _entries(sponsorship)


def _entries(sponsorship: Sponsorship) -> Iterator[TimelineEntry]:
    sponsor = sponsorship.sponsor
    name = sponsor.person.name or sponsor.commune.name
    words = {"name": name}
    yield TimelineEntry(
        at=sponsorship.proposed_at,
        kind="sponsor",
        title=_("%(name)s sollicité(e) comme parrain ou marraine") % words,
        detail=sponsor.commune.name,
        by=sponsorship.proposed_by.name if sponsorship.proposed_by else "",
    )
    if sponsorship.status in (Status.ACTIVE, Status.ENDED) and sponsorship.answered_at:
        yield TimelineEntry(
            at=sponsorship.answered_at,
            kind="sponsor",
            title=_("%(name)s accompagne le ménage") % words,
            by=name,
            is_shown_to_household=True,
        )
    for contact in sponsorship.contacts.all():
        yield TimelineEntry(
            at=timezone.make_aware(datetime.combine(contact.happened_on, time(12))),
            kind="sponsor",
            title=_("%(way)s avec %(name)s")
            % {"way": str(contact.get_channel_display()).capitalize(), **words},
            detail=contact.line,
            by=name,
            is_shown_to_household=True,
        )
    if sponsorship.ended_at:
        is_ended = sponsorship.status == Status.ENDED
        titles = {
            Status.ENDED: _("Fin du parrainage avec %(name)s"),
            Status.DECLINED: _("%(name)s décline le parrainage"),
            Status.WITHDRAWN: _("%(name)s n’est plus sollicité(e)"),
        }
        yield TimelineEntry(
            at=sponsorship.ended_at,
            kind="sponsor",
            title=titles[Status(sponsorship.status)] % words,
            detail=" · ".join(
                filter(None, [str(sponsorship.get_reason_display()), sponsorship.words])
            ),
            is_shown_to_household=is_ended,
        )
