"""Changes of an object in words: what, who, when and from which page.

They are read from the versions that triggers write (`foundation.db.history`): a change without a
person was made by a task, a command or the scheduler.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.people.erasure.erasure import events_of
from bocage.people.history.audited_models import AuditedModel, audited_models
from bocage.people.models import Person

MAX_VERSIONS = 200
MAX_CHANGES = 500
LONGEST_WORDS = 160
EMPTY = "—"
KINDS = {
    "insert": gettext_lazy("Création"),
    "update": gettext_lazy("Changement"),
    "delete": gettext_lazy("Suppression"),
}
_ADDRESS_PART = re.compile(r"<[^>]*>|\(\?P<[^)]*\)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Parameters of a route, and keys in the whole addresses that old versions have instead of routes.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """Column whose value differs from the version before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Version of an object: what happened, when, by whom, and from which page.

    The author is empty if nobody acted; the page is empty for a task.
    """

    at: datetime
    kind: str
    by: str
    page: str
    differences: Sequence[Difference] = ()


@dataclass(frozen=True, slots=True)
class RecentChange:
    """Change in the list of all kinds of objects.

    `version` is its row of the history. `title`, `address` and `labels` (the changed columns) are
    empty until `describe_changes` fills them for a reader who may open it; they stay empty if the
    object is gone.
    """

    at: datetime
    kind: str
    by: str
    page: str
    tracked: AuditedModel
    key: Any
    version: Any
    title: str = ""
    address: str = ""
    labels: tuple[str, ...] = ()


def changes_of(tracked: AuditedModel, row: Any) -> list[Change]:
    """Returns the latest changes of an object, the last first; three queries and one for each table
    to which its columns refer.
    """
    changes: list[Change] = []
    for model in events_of(tracked.model):
        latest = model._default_manager.filter(pgh_obj_id=row.pk).select_related("pgh_context")
        versions: list[Any] = list(latest.order_by("-pgh_id")[: MAX_VERSIONS + 1])[::-1]
        names = _names_of_keys(model, versions)
        people = _people(versions)
        pairs: Iterable[tuple[Any, Any]] = pairwise([None, *versions])
        if len(versions) > MAX_VERSIONS:
            pairs = pairwise(versions)
        for before, after in pairs:
            differences = list(_differences(before, after, names))
            if differences or after.pgh_label != "update":
                changes.append(_change(after, people, differences))
    return sorted(changes, key=lambda change: change.at, reverse=True)


def recent_changes(*, slug: str = "", day: date | None = None) -> list[RecentChange]:
    """Returns the latest changes of every kind of object, or of one, until the end of a day."""
    end = None
    if day is not None:
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    tracked_versions: list[tuple[AuditedModel, Any]] = []
    for tracked in audited_models():
        if slug and tracked.slug != slug:
            continue
        for model in events_of(tracked.model):
            rows = model._default_manager.select_related("pgh_context").only(
                "pgh_id", "pgh_label", "pgh_created_at", "pgh_obj_id", "pgh_context"
            )
            until = rows.filter(Q(pgh_created_at__lt=end) if end else Q())
            tracked_versions += [
                (tracked, version) for version in until.order_by("-pgh_id")[:MAX_CHANGES]
            ]
    tracked_versions.sort(key=lambda pair: pair[1].pgh_created_at, reverse=True)
    tracked_versions = tracked_versions[:MAX_CHANGES]
    people = _people([version for _audited, version in tracked_versions])
    return [
        RecentChange(
            at=version.pgh_created_at,
            kind=_kind(version),
            by=_by(version, people),
            page=_page_url(version),
            tracked=tracked,
            key=version.pgh_obj_id,
            version=version,
        )
        for tracked, version in tracked_versions
    ]


def describe_changes(reader: Person, changes: Sequence[RecentChange]) -> list[RecentChange]:
    """Adds to recent changes the title of their object and the columns that changed, where the
    reader may open its history; a query for each kind of object, and two for each table of its
    versions.
    """
    rows = _readable_rows(reader, changes)
    labels = _labels_of(
        [change.version for change in changes if (change.tracked.slug, change.key) in rows]
    )
    return [
        replace(
            change,
            title=change.tracked.title(row),
            address=change.tracked.page(row),
            labels=labels.get((type(change.version), change.version.pk), ()),
        )
        if (row := rows.get((change.tracked.slug, change.key))) is not None
        else change
        for change in changes
    ]


def _readable_rows(reader: Person, changes: Sequence[RecentChange]) -> dict[tuple[str, Any], Any]:
    rows = {}
    for tracked in {change.tracked.slug: change.tracked for change in changes}.values():
        keys = {change.key for change in changes if change.tracked is tracked}
        for key, row in tracked.find_all(keys).items():
            if tracked.is_for(reader, row):
                rows[tracked.slug, key] = row
    return rows


def _labels_of(versions: Sequence[Any]) -> dict[tuple[type[models.Model], Any], tuple[str, ...]]:
    """Returns the labels of the columns that each version changed; two queries a table."""
    labels = {}
    for model in {type(version) for version in versions}:
        manager = model._default_manager
        earlier = manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        previous = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
        keys = [version.pk for version in versions if type(version) is model]
        annotated = list(manager.filter(pk__in=keys).annotate(previous=previous))
        before = manager.in_bulk({version.previous for version in annotated} - {None})
        for instance in annotated:
            if instance.previous is not None:
                differences = _differences(before[instance.previous], instance, {})
                labels[model, instance.pk] = tuple(difference.label for difference in differences)
    return labels


def _change(version: Any, people: dict[str, str], differences: list[Difference]) -> Change:
    return Change(
        at=version.pgh_created_at,
        kind=_kind(version),
        by=_by(version, people),
        page=_page_url(version),
        differences=differences,
    )


def _differences(before: Any, after: Any, names: dict[Any, str]) -> Iterator[Difference]:
    for column in _columns(type(after)):
        now = getattr(after, column.attname)
        old_value = getattr(before, column.attname) if before is not None else None
        if now == old_value or (before is None and now in (None, "", [], {})):
            continue
        yield Difference(
            label=str(column.verbose_name),
            before=_in_words(column, old_value, names),
            after=_in_words(column, now, names),
        )


def _columns(model: type[models.Model]) -> list[Any]:
    """Returns the columns of the object: without its key, and without those of the history."""
    return [
        column
        for column in model._meta.concrete_fields
        if not column.name.startswith("pgh_") and column.name != "id"
    ]


def _in_words(column: Any, value: Any, names: dict[Any, str]) -> str:
    if value in (None, "", [], {}):
        return EMPTY
    if column.is_relation:
        return names.get((column.related_model, value), str(value))
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, list):
        labels = dict(getattr(column, "base_field", column).flatchoices)
        words = ", ".join(str(labels.get(item, item)) for item in value)
    else:
        words = str(dict(column.flatchoices).get(value, value))
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"


def _names_of_keys(model: type[models.Model], versions: list[Any]) -> dict[Any, str]:
    """Returns the names of the objects that versions refer to, if they still exist."""
    names: dict[Any, str] = {}
    for column in _columns(model):
        if column.is_relation:
            related: Any = column.related_model
            keys = {getattr(version, column.attname) for version in versions} - {None}
            for key, instance in related._default_manager.in_bulk(keys).items():
                names[related, key] = str(instance)
    return names


def _people(versions: Iterable[Any]) -> dict[str, str]:
    keys = {UUID(key) for version in versions if (key := _metadata(version).get("person"))}
    return {str(key): str(person) for key, person in Person.objects.in_bulk(keys).items()}


def _by(version: Any, people: dict[str, str]) -> str:
    metadata = _metadata(version)
    name = people.get(metadata.get("person") or "", "")
    if name and ("token" in metadata or "application" in metadata):
        return _("%s, par un logiciel") % name
    return name


def _page_url(version: Any) -> str:
    """Returns the pattern of the address, with dots for its parameters."""
    route = str(_metadata(version).get("route") or "")
    return _ADDRESS_PART.sub("…", route.lstrip("/"))


def _kind(version: Any) -> str:
    return str(KINDS.get(version.pgh_label, version.pgh_label))


def _metadata(version: Any) -> dict[str, Any]:
    return (version.pgh_context.metadata or {}) if version.pgh_context else {}
