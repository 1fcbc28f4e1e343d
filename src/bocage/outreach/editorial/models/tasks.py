"""The one step of Wagtail's workflow: somebody who publishes pages looks at what is proposed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class EditorApproval(Task):
    """Whoever publishes pages settles it; it names no group, as there is none."""

    class Meta:
        verbose_name = _("relecture par la rédaction")
        verbose_name_plural = _("relectures par la rédaction")

    def user_can_access_editor(self, _page: Any, user: Any) -> bool:
        """Who publishes may change what is proposed."""
        return bool(user.is_superuser)

    def locked_for_user(self, _page: Any, user: Any) -> bool:
        """A writer waits for the answer."""
        return not user.is_superuser

    def get_actions(self, _page: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What the one who looks at it may answer; the last says whether words go with it."""
        if not user.is_superuser:
            return []
        return [("reject", _("Demander des changements"), True), ("approve", _("Publier"), False)]

    def get_task_states_user_can_moderate(self, user: Any, **_options: Any) -> Any:
        """What waits for them."""
        if not user.is_superuser:
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls) -> Any:
        """Shown where a workflow is made."""
        return _("Une personne qui publie les pages relit et publie.")
