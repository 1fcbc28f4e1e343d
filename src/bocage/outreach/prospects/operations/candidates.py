"""Prospects who send a settlement project: their record is linked to it, with how they came.

The welcome room stores the project itself. For a household that no campaign brought and that was
not a prospect, nothing is written here.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.models import TrackedLink
from bocage.outreach.prospects.hooks import candidate_known
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.welcome.models import SettlementProject


def add_candidate(*, project_id: UUID) -> Prospect | None:
    """Records that a prospect sent a project and is a candidate. Finds the prospect by the
    confirmed address, or creates one if the link of a campaign led here. Sending a project gives
    no consent: no letter follows from it.

    It is idempotent, and safe to run concurrently. A second project of the same address adds a
    touch; the record then leads to the latest project.

    Returns: the record, or None if the household is unknown to the campaigns or erased.
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
    if link is None and not _is_known(project, adult.person):
        return None
    with transaction.atomic():
        prospect = capture_prospect(
            capture=Capture(
                departement=project.departement,
                kind=Touch.Kind.PROJECT,
                email=adult.person.email,
                name=project.name,
                origin=project.origin,
                trade=project.trade,
                language=project.language,
                campaign=link.campaign if link else None,
                link=link,
                sent_as=project.pk,
            ),
            now=project.sent_at,
        )
        prospect = lock_row(prospect)
        if prospect.erased_at is None:
            _become_candidate(prospect, project, adult.person)
    return prospect


def forget_candidate(*, project_id: UUID) -> None:
    """Erases the prospects who were known only by a project that is now erased, and who consented
    to nothing else. It is idempotent.
    """
    for prospect in Prospect.objects.current().filter(project=project_id):
        met_otherwise = prospect.touches.exclude(kind=Touch.Kind.PROJECT).exists()
        if not met_otherwise and not prospect.consents.filter(withdrawn_at=None).exists():
            erase_prospect(prospect=prospect)


def _is_known(project: SettlementProject, person: Person) -> bool:
    records = Prospect.objects.filter(departement=project.departement_id, erased_at=None)
    return records.filter(email=person.email.lower()).exists()


def _become_candidate(prospect: Prospect, project: SettlementProject, person: Person) -> None:
    current_project = prospect.project
    if current_project is None or current_project.sent_at <= project.sent_at:
        Prospect.objects.filter(project=project).exclude(pk=prospect.pk).update(project=None)
        prospect.project = project
    prospect.status = Prospect.Status.CANDIDATE
    prospect.person = person
    prospect.save(update_fields=["project", "status", "person"])
    for follow in candidate_known:
        follow(prospect, now=timezone.now())
