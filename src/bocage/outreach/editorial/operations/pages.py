"""Pages that are put on the site at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.outreach.editorial.models.pages import EditorialPage
from bocage.outreach.editorial.models.people import Editor
from bocage.outreach.editorial.new_pages import add_published
from bocage.outreach.editorial.operations.site import have_pages_made_again
from bocage.people.models import Person


@transaction.atomic
def publish_new_pages(
    *,
    by: Person,
    under: EditorialPage,
    pages: Sequence[EditorialPage],
    now: datetime | None = None,
) -> None:
    """Adds new pages under a page, and publishes them.

    Raises:
        NotAllowed: `by` does not publish pages.
        ValidationError: a page is incomplete, or its address is taken.
    """
    by.require("outreach.publish_pages")
    for page in pages:
        page.locale = under.locale
    add_published(pages, under=under, author_id=by.pk, at=now or timezone.now())
    have_pages_made_again()


@transaction.atomic
def publish_change(*, by: Person, page: EditorialPage) -> EditorialPage:
    """Publishes the changes of a page as a new revision in its history.

    Raises:
        NotAllowed: `by` does not publish pages.
        ValidationError: it lacks a required field, or its address is taken.
    """
    by.require("outreach.publish_pages")
    editor = Person.objects.get(pk=by.pk)
    page.save_revision(user=editor, log_action=True).publish(user=Editor.of(editor))
    return page
