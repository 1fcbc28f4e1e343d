"""Proposed pages: publishers are notified, then the author is notified of the answer."""

from django.urls import reverse
from wagtail.models import WorkflowState

from bocage.outreach.editorial.mails import PageProposed, ProposalAnswered
from bocage.outreach.editorial.policies import PUBLISH
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person


def notify_publishers(state: WorkflowState) -> None:
    """Writes to each who publishes pages that one waits, but for who proposed it; one query, and
    two inserts a person."""
    page, writer = state.content_object, state.requested_by
    mail = PageProposed(
        title=page.get_admin_display_title(),
        proposed_by=str(writer) if writer else "",
        path=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )
    for person in publishers():
        if writer is None or person.pk != writer.pk:
            write_to(person, mail)


def notify_author(state: WorkflowState, *, words: str = "") -> None:
    """Mails the author of a proposed page that it is published, or what must be changed."""
    page, writer = state.content_object, state.requested_by
    task_state = state.current_task_state
    if writer is None or (task_state and task_state.finished_by_id == writer.pk):
        return
    is_published = state.status == WorkflowState.STATUS_APPROVED
    address = page.get_url() if is_published else None
    mail = ProposalAnswered(
        title=page.get_admin_display_title(),
        is_published=is_published,
        path=address or reverse("wagtailadmin_pages:edit", args=[page.pk]),
        words=words,
    )
    write_to(writer, mail)


def publishers() -> list[Person]:
    """Lists the active accounts that publish pages today, the oldest mandate first; one query."""
    mandates = Mandate.objects.in_force().filter(role__in=PUBLISH, person__is_active=True)
    ordered = mandates.select_related("person").order_by("starts_on", "pk")
    return list({mandate.person_id: mandate.person for mandate in ordered}.values())
