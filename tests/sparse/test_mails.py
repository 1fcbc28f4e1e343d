"""Every mail of the product, without its optional values."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from bocage.foundation.mail import Mail, registered_mails, render_mail
from tests.mail_examples import example
from tests.sparse.reading import save_text, wrong_in
from tests.sparse.variants import HELD_BY_THE_DATABASE, sparse_variants

OURS = [mail for mail in registered_mails() if mail.__module__.startswith("bocage.")]
EMPTY_MARK = re.compile(r"<(h[1-6]|p|li|b|strong|dt)\b[^>]*>\s*</\1>")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mail_type", OURS, ids=lambda mail: mail.__name__)
def test_a_mail_says_nothing_of_what_is_missing(mail_type: type[Mail]) -> None:
    wrong, written = [], []
    for missing, mail in sparse_variants(example(mail_type)):
        for language in ("fr", "en"):
            rendered = render_mail(mail, language=language)
            text = rendered.text.partition("\n--\n")[0]
            written.append(f"[{language}] without {missing}\n{rendered.subject}\n{text}")
            findings = wrong_in(text) + wrong_in(rendered.subject)
            if re.search(r"^\s*[:,·]|[:,·]\s*$", rendered.subject):
                findings.append(f"a subject cut short: {rendered.subject!r}")
            findings += [
                f"empty mark: {finding.group()!r}" for finding in EMPTY_MARK.finditer(rendered.html)
            ]
            wrong += [f"[{language}] without {missing}: {finding}" for finding in findings]
    save_text("mails", mail_type.kind(), "\n\n".join(written))
    assert wrong == []


def test_what_the_database_fills_is_filled_by_a_constraint() -> None:
    names = {
        constraint.name for model in apps.get_models() for constraint in model._meta.constraints
    }
    assert set(HELD_BY_THE_DATABASE.values()) <= names
