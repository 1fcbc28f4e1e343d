"""Prospects who send a settlement project: their record says so, and how they came.

What the welcome keeps of a project is its own. Of a household that no campaign brought and that
was no prospect, nothing is written here.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from bocage.outreach.models import Prospect, Touch, TrackedLink
from bocage.outreach.operations.consents import lock_prospect
from bocage.people.models import Person
from bocage.territory.models import Departement
from bocage.welcome.models import SettlementProject


def keep_candidate(*, project_id: UUID) -> Prospect | None:
    """Finds the prospect who sent a project, by the address that was confirmed, or makes one where
    a link of a campaign led here; writes the touch, and that they are a candidate. Nothing is
    agreed to by sending a project: no letter follows from it.

    Done twice, or by two workers at once, it is written once. A second project of the same
    address is one more touch; the record then leads to the latest.

    Returns: the record, or None where the household is none of ours to keep.
    """
    project = (
        SettlementProject.objects.select_related("departement")
        .filter(pk=project_id, erased_at=None)
        .first()
    )
    adult = project and project.adults.select_related("person").first()
    if project is None or not adult:
        return None
    links = TrackedLink.objects.select_related("campaign")
    link = links.filter(code=project.came_by).first() if project.came_by else None
    with transaction.atomic():
        _one_at_a_time(project.departement, adult.person.email)
        found = _found(project.departement, adult.person)
        if found is None and link is None:
            return None
        prospect = lock_prospect(found or _new(project, adult.person))
        Touch.objects.get_or_create(
            sent_as=project.pk,
            defaults={
                "prospect": prospect,
                "campaign": link.campaign if link else None,
                "link": link,
                "kind": Touch.Kind.PROJECT,
                "at": project.sent_at,
            },
        )
        _become_candidate(prospect, project, adult.person)
    return prospect


def _become_candidate(prospect: Prospect, project: SettlementProject, person: Person) -> None:
    known = prospect.project
    if known is None or known.sent_at <= project.sent_at:
        Prospect.objects.filter(project=project).exclude(pk=prospect.pk).update(project=None)
        prospect.project = project
    prospect.status = Prospect.Status.CANDIDATE
    prospect.person = person
    prospect.last_touch_at = max(prospect.last_touch_at, project.sent_at)
    prospect.save(update_fields=["project", "status", "person", "last_touch_at"])


def _found(departement: Departement, person: Person) -> Prospect | None:
    """The record of an address, or that which it was joined into."""
    records = Prospect.objects.filter(
        departement=departement, email=person.email.lower(), erased_at=None
    ).select_related("joined_into")
    found = records.filter(joined_into=None).first() or records.order_by("captured_at").first()
    while found is not None and found.joined_into is not None:
        found = found.joined_into
    return found


def _new(project: SettlementProject, person: Person) -> Prospect:
    return Prospect.objects.create(
        departement=project.departement,
        email=person.email.lower(),
        name=project.name,
        origin=project.origin,
        trade=project.trade,
        language=project.language,
        captured_at=project.sent_at,
        last_touch_at=project.sent_at,
    )


def _one_at_a_time(departement: Departement, email: str) -> None:
    """Two writings about one address wait for each other: the second finds the record of the
    first. The unique constraint stands behind."""
    key = f"outreach.prospect:{departement.pk}:{email.lower()}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
