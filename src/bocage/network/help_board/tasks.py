"""Scheduled jobs of the help board. Each can safely run twice or concurrently."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.network.help_board.operations import scheduled


@task(description=_("Prévient les membres qu’une annonce concerne"))
def notify_concerned_members(*, help_post_id: str) -> None:
    """Notifies the members that a help post concerns."""
    scheduled.notify_concerned_members(help_post_id=UUID(help_post_id))


@periodic("20 7 * * *", description=_("Rappelle et clôt les annonces du club"))
def follow_help_posts() -> None:
    """Sends reminders of the help posts that end soon, and ends those that are over."""
    scheduled.remind_help_posts()
    scheduled.end_help_posts()
