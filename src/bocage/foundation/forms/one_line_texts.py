"""One-line text fields: names of people, places and projects, titles, addresses, search terms.

A line break, a control character or a bidirectional override is invisible where a name is shown,
and makes it read as another: in a list, the subject of a mail, the name of a file. Forms have no
common base (Django's, allauth's and Wagtail's are not ours), so the field itself rejects them,
wherever it is drawn as a text input.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HIDDEN_SIGNS = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # Control characters, line breaks and tabulations among them.
    "\u2028\u2029"  # Separators of lines and of paragraphs.
    "\u202a-\u202e\u2066-\u2069"  # Embeddings, overrides and isolates of direction.
    "]"
)
SENTENCE = _(
    "Ce texte contient un signe invisible, comme un saut de ligne ou une tabulation : "
    "effacez-le et écrivez-le à la main."
)

_validate = forms.CharField.validate


def refuse_hidden_signs(text: str) -> None:
    """Rejects characters that a one-line text must not contain.

    Raises:
        ValidationError: it holds a control character, a line break or a change of direction.
    """
    if HIDDEN_SIGNS.search(text):
        raise ValidationError(SENTENCE, code="hidden_signs")


def _validate_one_line(field: forms.CharField, value: Any) -> None:
    if isinstance(field.widget, forms.TextInput) and isinstance(value, str):
        refuse_hidden_signs(value)
    _validate(field, value)


def have_text_inputs_refuse_hidden_signs() -> None:
    """Wires the rule into every field of one line, once, before any form is read."""
    forms.CharField.validate = _validate_one_line  # type: ignore[assignment,method-assign]
