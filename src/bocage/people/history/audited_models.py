"""Models with a history page: each subject declares its own in its `audit.py`.

add_tracked(
    Tracked(
        slug="mandat", model=Mandate, label=_("Mandat"), right="people.end_mandate", ...
    )
)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.people.models import Person


def _notes_nothing(_reader: Person, _row: Any) -> None:
    """Records no access: the default of most histories."""


def _itself(row: Any) -> Any:
    return row


def _own_page(row: Any) -> str:
    """Returns the page of an object, or an empty string."""
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""


@dataclass(frozen=True, kw_only=True)
class AuditedModel:
    """Kind of object with a history page.

    It has a slug for its address, a label, the permission to open it (checked on the object or on
    its parent), and the access record of its readers, if any.
    """

    slug: str
    model: type[models.Model]
    label: str | Promise
    right: str
    joined: tuple[str, ...] = ()
    """Relations that its permission and its name read."""
    target_of: Callable[[Any], Any] = _itself
    """Function that returns the target of the permission, if it is not the object itself."""
    note_reading: Callable[[Person, Any], None] = _notes_nothing
    title: Callable[[Any], str] = str
    page: Callable[[Any], str] = _own_page
    """Function that returns the page of the object, if it is shown on the page of another."""

    def is_for(self, reader: Person, row: Any) -> bool:
        """Checks whether a person may read the history of an object."""
        return reader.has_perm(self.right, self.target_of(row))

    def find(self, key: str) -> Any | None:
        """Returns the object of a key, or None if the key is invalid or unknown; one query."""
        try:
            parsed_key = self.model._meta.pk.to_python(key)
        except ValidationError:
            return None
        return self.find_all([parsed_key]).get(parsed_key)

    def find_all(self, keys: Iterable[Any]) -> dict[Any, Any]:
        """Returns the objects that still exist among these keys, by key; one query."""
        rows = self.model._default_manager.filter(pk__in=keys)
        if self.joined:
            rows = rows.select_related(*self.joined)
        return {row.pk: row for row in rows}


_audited = Registry[AuditedModel](name=attrgetter("slug"), order=attrgetter("slug"))

add_audited_model = _audited.declaring(AuditedModel)
"""Give the objects of a kind a page of their history."""


def find_audited_model(slug: str) -> AuditedModel | None:
    return _audited.get(slug)


def audited_models() -> Iterable[AuditedModel]:
    """Lists the kinds of objects with a history, by slug."""
    return _audited
