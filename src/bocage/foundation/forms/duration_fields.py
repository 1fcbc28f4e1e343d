"""Form fields for durations: a list of usual ones, or a number and its unit.

The row stores a whole number of one unit (minutes, hours or days, as its model defines); people
choose « 30 minutes », « 2 h », « 1 semaine », or « Autre durée » and write « 1,5 » « heures ».
Without JavaScript, the style sheet shows the number and the unit once « Autre durée » is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.durations import DAY, HOUR, MINUTE, WEEK, format_minutes

OTHER = "other"
UNITS = ((MINUTE, _("minutes")), (HOUR, _("heures")), (DAY, _("jours")), (WEEK, _("semaines")))
LONGEST_NUMBER = 12
"""The most characters of a number that are read."""


class TypedDuration(NamedTuple):
    """Raw input after « Autre durée »: the number, and the unit in minutes."""

    number: str
    unit: str


class DurationInput(forms.Widget):
    """A list of usual lengths, then a number and its unit for another one."""

    template_name = "foundation/forms/duration.html"

    field: DurationField
    empty_label: Any = ""

    def use_required_attribute(self, initial: Any) -> bool:
        """Checks whether the list has the attribute `required`: only if its first choice is
        empty.
        """
        return bool(super().use_required_attribute(initial) and self.empty_label)

    def value_from_datadict(
        self,
        data: Any,
        files: Any,  # noqa: ARG002 - Django passes them
        name: str,
    ) -> str | TypedDuration | None:
        choice: str | None = data.get(name)
        if choice != OTHER:
            return choice
        return TypedDuration(data.get(f"{name}_number") or "", data.get(f"{name}_unit") or "")

    def format_value(self, value: Any) -> Any:
        """Returns a choice of the list as text, or a `TypedDuration` if the value is not a
        duration.
        """
        if isinstance(value, TypedDuration):
            return value
        text = "" if value is None else str(value)
        if text and whole_number(text) is None:
            return TypedDuration(text, "")
        return text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        choice = context["widget"]["value"]
        typed = choice if isinstance(choice, TypedDuration) else TypedDuration("", "")
        selected = OTHER if choice is typed else choice
        units = [(str(unit), words) for unit, words in UNITS if unit >= self.field.unit]
        context["widget"] |= {
            "choices": [(key, words, key == selected) for key, words in self._choices(selected)],
            "other": self.field.takes_others,
            "number": typed.number,
            "unit": typed.unit if typed.unit in dict(units) else str(self.field.first_unit),
            "units": units,
        }
        return context

    def _choices(self, selected: str) -> list[tuple[str, Any]]:
        """Returns the usual durations, with the current one if it is not usual."""
        values = set(self.field.usual)
        if selected not in {"", OTHER}:
            values.add(int(selected))
        choices: list[tuple[str, Any]] = []
        if self.empty_label or not self.field.required:
            choices.append(("", self.empty_label))
        choices += [(str(value), capfirst(self.field.words(value))) for value in sorted(values)]
        if self.field.takes_others:
            choices.append((OTHER, _("Autre durée…")))
        return choices


class DurationField(forms.Field):
    """Field of a duration that cleans to a whole number of `unit` (given in minutes), or to None.

    `usual` are the durations offered, `minimum` and `maximum` the bounds that are checked, all in
    that unit; `labels` maps durations to labels of their own, as 0: « aucun ».
    """

    widget = DurationInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("Choisissez une durée de la liste."),
        "no_number": _("Écrivez la durée en chiffres, comme 2 ou 1,5."),
        "no_unit": _("Choisissez l’unité de la durée."),
    }

    def __init__(
        self,
        *,
        unit: int = MINUTE,
        usual: Sequence[int],
        minimum: int,
        maximum: int,
        labels: Mapping[int, Any] | None = None,
        takes_others: bool = True,
        **options: Any,
    ) -> None:
        self.unit, self.usual = unit, tuple(usual)
        self.minimum, self.maximum = minimum, maximum
        self.labels, self.takes_others = labels or {}, takes_others
        super().__init__(**options)
        self._bind()

    def __deepcopy__(self, memo: dict[int, Any]) -> DurationField:
        copied: DurationField = super().__deepcopy__(memo)
        copied._bind()
        return copied

    def _bind(self) -> None:
        self.widget.field = self

    @property
    def first_unit(self) -> int:
        """Unit that the form offers first for another length."""
        return HOUR if self.unit == MINUTE and self.maximum > DAY else self.unit

    def words(self, value: int) -> str:
        """Returns the label of a length in the list."""
        if value in self.labels:
            return str(self.labels[value])
        return gettext("1 jour") if value * self.unit == DAY else format_minutes(value * self.unit)

    def to_python(self, value: Any) -> int | None:
        """Converts the input to a whole number of units.

        Raises:
            ValidationError: it is not a duration, or not a whole number of units.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, TypedDuration):
            return self._typed(value)
        number = whole_number(str(value))
        if number is None or (not self.takes_others and number not in self.usual):
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        return number

    def _typed(self, typed: TypedDuration) -> int:
        units = {str(unit) for unit, _words in UNITS if unit >= self.unit}
        number = decimal_number(typed.number)
        if number is None or not self.takes_others:
            raise forms.ValidationError(self.error_messages["no_number"], "no_number")
        if typed.unit not in units:
            raise forms.ValidationError(self.error_messages["no_unit"], "no_unit")
        length = number * int(typed.unit) / self.unit
        if length != int(length):
            raise forms.ValidationError(
                _("Écrivez une durée en %(unit)s entières."), "not_whole", {"unit": self._unit()}
            )
        return int(length)

    def _unit(self) -> str:
        return str(dict(UNITS)[self.unit])

    def validate(self, value: int | None) -> None:
        """Rejects a missing, too short or too long duration.

        Raises:
            ValidationError: the duration is one of these.
        """
        super().validate(value)
        if value is not None and not self.minimum <= value <= self.maximum:
            limits = {"least": self._limit(self.minimum), "most": self._limit(self.maximum)}
            raise forms.ValidationError(
                _("Choisissez une durée de %(least)s à %(most)s."), "out_of_range", limits
            )

    def _limit(self, value: int) -> str:
        return self.words(value) if value else gettext("zéro")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Checks whether the submitted length differs from the initial one; an unreadable value
        counts as a change.
        """
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True


def whole_number(text: str) -> int | None:
    """Parses a whole number in plain figures; None if it is not one."""
    plain = text.strip()
    readable = plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_NUMBER
    return int(plain) if readable else None


def decimal_number(text: str) -> Decimal | None:
    """Parses a number with a comma or a point (« 1,5 »); None if it is not one."""
    plain = text.strip().replace(",", ".")
    if not plain or len(plain) > LONGEST_NUMBER or not set(plain) <= set("0123456789."):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
