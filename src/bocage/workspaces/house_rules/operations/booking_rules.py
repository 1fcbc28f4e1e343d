"""Deciding the rules of booking, for a place or for one of its resources."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES, RulesInvalid
from bocage.workspaces.booking_rules.models import BookingRules
from bocage.workspaces.booking_rules.rules import RULE_NAMES
from bocage.workspaces.places.models import Place, Resource


def set_booking_rules(
    *, by: Person, place: Place, resource: Resource | None = None, **values: Any
) -> BookingRules:
    """Sets some rules of a place, or of one of its resources; the others stay unchanged.

    A rule set to None (or to an empty text) is inherited again.

    Raises:
        NotAllowed: `by` does not run the place.
        RulesInvalid: a value is out of bounds.
        TypeError: a name is not one of `RULE_NAMES`.
    """
    by.require("workspaces.change_place", place)
    unknown = values.keys() - set(RULE_NAMES)
    if unknown:
        raise TypeError(f"not rules: {sorted(unknown)}")
    with refusing(RULES):
        rules, _is_new = lock_rows(BookingRules.objects.all()).get_or_create(
            place=place, resource=resource
        )
        for name, value in values.items():
            setattr(rules, name, value)
        _check_values(rules, values.keys())
        rules.save(update_fields=list(values))
    place.refresh_from_db(fields=["plan_version"])
    return rules


def _check_values(rules: BookingRules, names: Collection[str]) -> None:
    """Rejects values that a column cannot hold, before the constraints of the database do."""
    unchanged = {field.name for field in BookingRules._meta.fields} - set(names)
    try:
        rules.clean_fields(exclude=unchanged)
    except ValidationError as error:
        raise RulesInvalid from error
