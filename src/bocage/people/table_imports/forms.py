"""Upload form of a table, and validation forms of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.bodies import MEGABYTE
from bocage.people.table_imports.errors import RowRefused
from bocage.territory.spelling import normalise

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.people.table_imports.kinds import TableImportKind


class TableForm(forms.Form):
    """Form that uploads one file, whose content is only checked when it is read.

    A kind of table with more options has a form of its own.
    """

    file = forms.FileField(label=gettext_lazy("Tableau (CSV)"), allow_empty_file=True)

    def __init__(self, *args: Any, by: Person, kind: TableImportKind[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by, self.kind = by, kind
        self.fields["file"].help_text = limits_of(kind)

    def clean_file(self) -> UploadedFile:
        """Refuses a file that is empty or too heavy.

        Raises:
            ValidationError: it is.
        """
        file: UploadedFile = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(_("Le fichier est vide."))
        if file.size > self.kind.max_octets:
            raise forms.ValidationError(too_heavy(self.kind))
        return file

    def options(self) -> dict[str, Any]:
        """Returns the options given with the file, as JSON."""
        return {}


def limits_of(kind: TableImportKind[Any]) -> str:
    """Returns the maximum size of a table, in a sentence."""
    limits = {"rows": kind.max_rows, "megabytes": kind.max_octets // MEGABYTE}
    if kind.max_rows is None:
        return _("Une ligne de titres, puis les autres. %(megabytes)d Mo au plus.") % limits
    return _("%(rows)d lignes et %(megabytes)d Mo au plus.") % limits


def too_heavy(kind: TableImportKind[Any]) -> str:
    """Returns the sentence that refuses a file above the maximum size of its kind."""
    return _("Le fichier est trop lourd : %(megabytes)d Mo au plus.") % {
        "megabytes": kind.max_octets // MEGABYTE
    }


class RowForm(forms.Form):
    """The cells of a row, by the names of the columns."""

    def refuse_problems(self, labels: Mapping[str, str]) -> None:
        """Checks that the row can be written.

        Raises:
            RowRefused: with the errors, each with the name of its column.
        """
        if self.errors:
            name = next(iter(self.errors))
            raise RowRefused(
                *(
                    _("%(column)s : %(problem)s")
                    % {"column": labels.get(name, name), "problem": problem}
                    for name, problems in self.errors.items()
                    for problem in problems
                ),
                column=name,
                cell=str(self.data.get(name, ""))[:80],
            )


class NamedField(forms.CharField):
    """Field that takes one of a few labels, in French or in English, with or without accents, or
    its code; cleans to the code.
    """

    def __init__(self, labels: Mapping[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.labels = labels

    def clean(self, value: Any) -> str:
        typed = normalise(super().clean(value))
        if not typed:
            return ""
        codes = {normalise(code): code for code in self.labels}
        for language in ("fr", "en"):
            with translation.override(language):
                codes |= {normalise(str(label)): code for code, label in self.labels.items()}
        if typed not in codes:
            raise forms.ValidationError(
                _("inconnu. Écrivez l’un de ceux-ci : %(choices)s."),
                params={"choices": ", ".join(str(label) for label in self.labels.values())},
            )
        return codes[typed]


class UsualNumberField(forms.IntegerField):
    """A whole number; the initial one where nothing is written."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if (value or "").strip() else self.initial


class WrittenDayField(forms.DateField):
    """A day, as spreadsheets and people write it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)
        self.error_messages["invalid"] = gettext_lazy("écrivez le jour ainsi : 31/12/2026.")
