"""What follows when Wagtail says that a page changed, and what it would do that we do ourselves."""

from __future__ import annotations

from typing import Any

from wagtail.admin import signal_handlers
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)


def follow_wagtail() -> None:
    """Makes pages again when one changes; Wagtail's mails, which look for groups, do not leave."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_pages_changed, dispatch_uid="outreach_pages_changed")
    for signal, notifier, sender, name in (
        (
            task_submitted,
            signal_handlers.task_submission_email_notifier,
            TaskState,
            "group_approval_task_submitted_email_notification",
        ),
        (
            workflow_submitted,
            signal_handlers.workflow_submission_email_notifier,
            WorkflowState,
            "workflow_state_submitted_email_notification",
        ),
        (
            workflow_rejected,
            signal_handlers.workflow_rejection_email_notifier,
            WorkflowState,
            "workflow_state_rejected_email_notification",
        ),
        (
            workflow_approved,
            signal_handlers.workflow_approval_email_notifier,
            WorkflowState,
            "workflow_state_approved_email_notification",
        ),
    ):
        signal.disconnect(notifier, sender=sender, dispatch_uid=name)


def _pages_changed(**_told: Any) -> None:
    from bocage.outreach.operations.editorial_site import have_pages_made_again

    have_pages_made_again()
