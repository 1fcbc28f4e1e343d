"""What every test may ask for, and what the whole suite refuses."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bocage.foundation.models import OutgoingMail
from tests.pending_tasks import run_pending_tasks

RunTasks = Callable[..., int]
DeliverMails = Callable[[], list[OutgoingMail]]


@pytest.fixture
def run_tasks() -> RunTasks:
    """`run_tasks()` runs every due task, and those they defer, here and now.

    Returns how many ran. The error of a task is raised. `until=` also runs those that are
    scheduled up to then.
    """

    def run(*, until: datetime | None = None) -> int:
        return run_pending_tasks(until=until)

    return run


@pytest.fixture
def deliver_mails(run_tasks: RunTasks) -> DeliverMails:
    """`deliver_mails()` runs every due task, and returns all mails so far, oldest first.

    Each is an OutgoingMail with `recipient`, `subject`, `text`, `html`, `kind`, `facts`,
    and `attachments.all()`.
    """

    def deliver() -> list[OutgoingMail]:
        run_tasks()
        return list(OutgoingMail.objects.order_by("id").prefetch_related("attachments"))

    return deliver
