"""The places of lines that their officers put in order: by their buttons, by hand, by number."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

MAX_LINES = 500
FORM_ID = "ordre"
"""HTML id of the form. Its fields are outside it, beside the buttons of each row, which are
separate forms."""


class OrderForm(forms.Form):
    """Form with the position of each row; equal positions stay in their former order."""

    def __init__(self, data: Any, *, lines: Sequence[Any]) -> None:
        super().__init__(data, auto_id="ordre-%s")
        self._lines = lines
        for place, line in enumerate(lines, start=1):
            self.fields[f"rang{line.pk}"] = forms.IntegerField(
                label=_("Rang de « %(title)s »") % {"title": line.label},
                min_value=1,
                max_value=MAX_LINES,
                initial=place,
                widget=forms.NumberInput({"form": FORM_ID}),
            )

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Lines, each with its form field."""
        return [(line, self[f"rang{line.pk}"]) for line in self._lines]

    def order(self) -> list[int]:
        """Returns the keys of the lines, in the submitted order."""
        numbers = {line.pk: self.cleaned_data[f"rang{line.pk}"] for line in self._lines}
        return sorted(numbers, key=lambda key: numbers[key])
