"""The only task of Wagtail's workflow: a publisher reviews the proposed page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class EditorApproval(Task):
    """Workflow task that any publisher of pages may complete; it names no group, as there is
    none."""

    class Meta:
        verbose_name = _("relecture par la rédaction")
        verbose_name_plural = _("relectures par la rédaction")

    def user_can_access_editor(self, _page: Any, user: Any) -> bool:
        """Checks whether a user publishes pages, and may therefore change a proposed one."""
        return bool(user.is_superuser)

    def locked_for_user(self, _page: Any, user: Any) -> bool:
        """Checks whether the page is locked for a user: it is, for writers, until the review is
        done.
        """
        return not user.is_superuser

    def get_actions(self, _page: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Returns the actions of the reviewer as (name, label, whether it takes a comment); none
        for others.
        """
        if not user.is_superuser:
            return []
        return [("reject", _("Demander des changements"), True), ("approve", _("Publier"), False)]

    def get_task_states_user_can_moderate(self, user: Any, **_options: Any) -> Any:
        """Returns the reviews in progress that a user may complete."""
        if not user.is_superuser:
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls) -> Any:
        """Returns the description shown in the editor of workflows."""
        return _("Une personne qui publie les pages relit et publie.")
