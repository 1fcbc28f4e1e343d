"""The site itself: opened with its first pages, and made again after a change."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.editorial.first_pages import add_first_pages
from bocage.outreach.editorial.models.pages import EditorialVersion
from bocage.outreach.editorial.models.tasks import EditorApproval
from bocage.people.models import Person

SINGLETON_KEY = 1


@transaction.atomic
def open_site(*, by: Person | None) -> bool:
    """Makes the first pages, with the words that the product has until then: the home page and
    the three that every foot leads to, in each language. Opened twice, it is open.

    Returns whether it was opened now.

    Raises:
        NotAllowed: `by` has no pages to write.
    """
    if by is not None and not by.has_perm("outreach.enter_redaction"):
        raise NotAllowed
    _version, is_first = EditorialVersion.objects.get_or_create(
        pk=SINGLETON_KEY
    )  # Another one waits here.
    if not is_first:
        return False
    locales = {code: Locale.objects.create(language_code=code) for code, _n in settings.LANGUAGES}
    Collection.add_root(name="Root")
    root = Page.add_root(
        instance=Page(
            title="Root",
            slug="root",
            locale=locales[settings.LANGUAGE_CODE],
            content_type=ContentType.objects.get_for_model(Page),
        )
    )
    home = add_first_pages(root, locales)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    Site.clear_site_root_paths_cache()
    _add_workflow(root)
    return True


def have_pages_made_again() -> None:
    """Invalidates all cached pages; one statement."""
    EditorialVersion.objects.filter(pk=SINGLETON_KEY).update(number=F("number") + 1)


@periodic("* * * * *", description=_("Publie et retire les pages à leur heure"))
def publish_due_pages(*, now: datetime | None = None) -> None:
    """Publishes the pages whose scheduled time has come, and unpublishes those that expire."""
    moment = now or timezone.now()
    due = Page.objects.filter(live=True, expire_at__lt=moment)
    if due.exists() or _waits_for_publication(moment):
        call_command("publish_scheduled", verbosity=0)


def _waits_for_publication(moment: datetime) -> bool:
    from wagtail.models import Revision

    return bool(Revision.objects.filter(approved_go_live_at__lt=moment).exists())


def _add_workflow(root: Page) -> None:
    workflow = Workflow.objects.create(name="Relecture", active=True)
    task = EditorApproval.objects.create(name="Relecture par la rédaction", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
