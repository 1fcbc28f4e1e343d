"""Form field of a commune, with suggestions while typing, or by its name alone."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.territory.models import Commune, resolve_commune
from bocage.territory.spelling import normalise

LONGEST_NAME = 120
CODE_LENGTH = 5


class CommuneInput(forms.TextInput):
    """Text input of a commune, with the code of the chosen suggestion in `<name>_code`."""

    template_name = "territory/forms/commune_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        text, code = value if isinstance(value, (tuple, list)) else (value, "")
        context = super().get_context(name, text, attrs)
        context["widget"] |= {
            "code": code,
            "code_name": f"{name}_code",
            "source": reverse("commune_suggestions"),
        }
        return context

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> tuple[str, str]:
        return data.get(name, "").strip(), data.get(f"{name}_code", "").strip()


class CommuneField(forms.Field):
    """Current commune. Without JavaScript, it is given by its name, its postcode or its INSEE code.

    A name of several communes is refused with the codes that distinguish them.
    """

    widget = CommuneInput

    def clean(self, value: tuple[str, str]) -> Commune | None:
        text, code = value
        if not text and not code:
            super().validate(None)
            return None
        if len(text) > LONGEST_NAME or "\0" in text + code:
            raise self._unknown()
        if code:
            return self._of_code(code)
        return self._of_text(text)

    def _of_code(self, code: str) -> Commune:
        commune = resolve_commune(code) if len(code) <= CODE_LENGTH else None
        if commune is None or not commune.is_current:
            raise self._unknown()
        return commune

    def _of_text(self, text: str) -> Commune:
        matches = Commune.objects.search(text)
        same_name = [match for match in matches if normalise(match.name) == normalise(text)]
        candidates = same_name or matches
        if not candidates:
            raise self._unknown()
        if len(candidates) > 1:
            choices = ", ".join(f"{candidate.name} ({candidate.code})" for candidate in candidates)
            raise forms.ValidationError(
                _("Plusieurs communes répondent : écrivez le code de la bonne. %(choices)s."),
                code="ambiguous",
                params={"choices": choices},
            )
        return candidates[0]

    @staticmethod
    def _unknown() -> forms.ValidationError:
        return forms.ValidationError(
            _("Aucune commune ne ressemble à cela : écrivez son nom ou son code postal."),
            code="unknown",
        )
