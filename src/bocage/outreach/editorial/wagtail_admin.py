"""Wagtail's admin application, without its mails.

Wagtail selects recipients among groups and superusers, which a `Person` does not have: submitting a
page would raise an error. Our own mails replace them (`wagtail_signals`).
"""

from wagtail.admin.apps import WagtailAdminAppConfig


class EditingConfig(WagtailAdminAppConfig):
    """Wagtail's admin application, without its notification mails."""

    default = False

    def ready(self) -> None:
        """Runs Wagtail's setup, then disconnects its mails."""
        from wagtail.admin import signal_handlers
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import (
            task_submitted,
            workflow_approved,
            workflow_rejected,
            workflow_submitted,
        )

        super().ready()
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
