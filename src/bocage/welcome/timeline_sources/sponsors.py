"""What sponsorship tells on the timeline of a project."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.models.sponsors import Sponsorship
from bocage.welcome.project_contents import rows_of
from bocage.welcome.timeline import TimelineEntry, timeline_source

Status = Sponsorship.Status


@timeline_source
def sponsorships(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Who was asked, who said yes, what was noted and how it ended; two queries."""
    asked = (
        rows_of(project, project.sponsorships.all())
        .select_related("sponsor__person", "sponsor__commune", "proposed_by")
        .prefetch_related("contacts")
        .order_by("proposed_at", "pk")
    )
    for sponsorship in asked:
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
            % {"way": str(contact.get_way_display()).capitalize(), **words},
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
