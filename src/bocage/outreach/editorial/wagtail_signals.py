"""Signal handlers for Wagtail pages that change, are proposed, or are answered."""

from typing import Any

from wagtail.models import WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)


def follow_wagtail() -> None:
    """Connects the handlers that clear the page cache and send the mails about proposals."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_pages_changed, dispatch_uid="outreach_pages_changed")
    workflow_submitted.connect(_page_proposed, dispatch_uid="outreach_page_proposed")
    workflow_approved.connect(_page_answered, dispatch_uid="outreach_page_published")
    workflow_rejected.connect(_page_answered, dispatch_uid="outreach_page_to_change")


def _pages_changed(**_params: Any) -> None:
    from bocage.outreach.editorial.operations.site import have_pages_made_again

    have_pages_made_again()


def _page_proposed(instance: WorkflowState, **_params: Any) -> None:
    from bocage.outreach.editorial.operations.proposals import notify_publishers

    notify_publishers(instance)


def _page_answered(instance: WorkflowState, **_params: Any) -> None:
    from bocage.outreach.editorial.operations.proposals import notify_author

    state = instance.current_task_state
    notify_author(instance, words=state.comment if state else "")
