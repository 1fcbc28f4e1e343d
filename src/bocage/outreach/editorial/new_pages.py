"""Bulk creation of new pages, published at once.

Wagtail creates a page in thirty statements, most of which read again what was just written. A new
site has eight pages, and the site of a territory forty.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from bocage.outreach.editorial.routing import is_taken

if TYPE_CHECKING:
    from bocage.outreach.editorial.models.pages import EditorialPage

RELATIONS = frozenset(field.name for field in Page._meta.concrete_fields if field.is_relation)


def add_published(
    pages: Sequence[EditorialPage], *, under: Page, author_id: object | None, at: datetime
) -> None:
    """Adds pages after the existing children of another page, each with an entry in its history.

    Takes a handful of statements, and five for each page.

    Raises:
        ValidationError: one lacks a required field, or its address is taken.
    """
    parent = Page.objects.select_for_update().select_related("locale").get(pk=under.pk)
    last = parent.get_last_child()
    path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    for page in pages:
        page.path, page.depth, page.numchild = path, parent.depth + 1, 0
        page.content_type = ContentType.objects.get_for_model(type(page))
        page.draft_title = page.title
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = page.last_published_at = at
        page.latest_revision_created_at = at
        page.owner_id = author_id
        page.set_url_path(parent)
        path = page._inc_path()
    _check(pages, parent)
    rows = Page.objects.bulk_create(_row(page) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
        page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type=page.content_type,
            label=page.title,
            action="wagtail.publish",
            timestamp=at,
            user_id=author_id,
            content_changed=True,
        )
        for page in pages
    )


def _check(pages: Sequence[EditorialPage], parent: Page) -> None:
    slugs = set(parent.get_children().values_list("slug", flat=True))
    above = None if parent.is_root() else parent.get_url()
    for page in pages:
        page.clean_fields(exclude=RELATIONS | {"page_ptr", "picture", "consent"})
        is_another = above is not None and is_taken(f"{above}{page.slug}/", page.locale)
        if page.slug in slugs or is_another:
            raise ValidationError({"slug": _("Le site a déjà autre chose à cette adresse.")})
        slugs.add(page.slug)


def _row(page: EditorialPage) -> Page:
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{field.attname: getattr(page, field.attname) for field in fields})
