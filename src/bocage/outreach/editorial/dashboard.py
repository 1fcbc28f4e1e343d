"""Dashboard blocks of editorial pages: entry to the editor, and pages to review."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

MAX_TASKS = 5

add_item(
    label=_("Pages du site"),
    url_name="wagtailadmin_home",
    icon="edit",
    rank=73,
    group="outreach",
    right="outreach.enter_redaction",
)


@todo_provider
def pages_to_read(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each proposed page that a publisher has to review; two queries."""
    if not person.has_perm("outreach.publish_pages"):
        return
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status="in_progress"
    ).select_related("workflow_state__requested_by", "revision")
    for task in waiting.order_by("started_at", "pk")[:MAX_TASKS]:
        yield Todo(
            title=_("Une page attend votre relecture"),
            detail=f"{task.revision.object_str} · {task.workflow_state.requested_by or ''}",
            action=_("La relire"),
            url=reverse("wagtailadmin_pages:edit", args=[task.revision.object_id]),
        )
