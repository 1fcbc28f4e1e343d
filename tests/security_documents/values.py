"""docs/security/values.md: what a value must look like, and what values must be together."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils import translation

from tests.security_documents.tables import WRITTEN_BY, files, table

OPENING = f"""\
# What values must be

{WRITTEN_BY}
Three places say so, each for the others as well: a form or a model of the API, before anything is
done (length, kind, choices: they stand in the form, and in the description of the API); the
operation, which refuses with a sentence; and PostgreSQL, which has the last word. The first table
has the kinds of values whose look is fixed; the second every rule of the database, in the
sentence that a person reads.
"""

KINDS = [
    (
        "e-mail address",
        "one `@`, a domain with a dot, ASCII, 254 characters; in small letters",
        ("src/bocage/people/addresses.py", "tests/people/sign_in/test_sign_in.py"),
    ),
    (
        "telephone",
        "ten digits of France, or + and 8 to 15 digits; kept in one way",
        ("src/bocage/people/phones.py", "tests/workspaces/front_desk/test_desk.py"),
    ),
    (
        "six digits of a sign-in",
        "six digits, spaces left out",
        ("src/bocage/people/forms.py", "tests/people/sign_in/test_sign_in.py"),
    ),
    (
        "SIRET",
        "fourteen digits whose key is right, known to the register where one is set",
        ("src/bocage/foundation/company_register.py", "tests/foundation/test_company_register.py"),
    ),
    (
        "commune, intercommunalité, département",
        "an INSEE or SIREN code that is in the tables of the territory",
        ("src/bocage/territory/models.py", "tests/territory/test_models.py"),
    ),
    (
        "address of a page or a feed",
        "http or https, no user, no private network",
        ("src/bocage/foundation/http/fetching.py", "tests/foundation/http/test_fetching.py"),
    ),
    (
        "address to come back to",
        "a path of this instance",
        ("habits/python/redirects-stay-here.yml", "tests/people/sign_in/test_sign_in.py"),
    ),
    (
        "address of return of an application",
        "https, or http on the loopback; compared whole",
        (
            "src/bocage/people/operations/applications.py",
            "tests/people/tokens/test_applications.py",
        ),
    ),
    (
        "colour",
        "`#` and six digits, readable on the grounds of the pages",
        (
            "src/bocage/foundation/formatting/colours.py",
            "tests/people/instance/test_instance_settings.py",
        ),
    ),
    (
        "identifier",
        "a UUID",
        ("src/bocage/foundation/db/identifiers.py", "tests/foundation/db/test_identifiers.py"),
    ),
    (
        "signed link",
        "what this instance signed, for this purpose, not too long ago",
        (
            "src/bocage/foundation/http/signed_texts.py",
            "tests/foundation/http/test_signed_actions.py",
        ),
    ),
    (
        "key of idempotency",
        "1 to 255 visible characters of ASCII",
        ("src/bocage/foundation/api/idempotency.py", "tests/api/test_frame.py"),
    ),
    (
        "any text",
        "UTF-8 without the character zero, as long as its field says; never markup",
        ("tests/foundation/forms/test_forms.py", "tests/test_fuzz.py"),
    ),
    (
        "cell of a table",
        "no beginning of a formula when it is written again",
        ("src/bocage/foundation/files/table_text.py", "tests/foundation/files/test_table_text.py"),
    ),
    (
        "file",
        "what its content is, as large as its field says",
        ("docs/security/uploads.md", "tests/foundation/files/test_sent_documents.py"),
    ),
]


def document() -> str:
    """The whole document, as Markdown; sentences are in French, as they are written."""
    with translation.override(None):
        rooms = "\n".join(_rooms())
    kinds = table(
        ["kind", "must be", "in"], [(kind, must, files(*paths)) for kind, must, paths in KINDS]
    )
    return "\n".join([OPENING, kinds, "## Together, by table\n", rooms]).rstrip() + "\n"


def rules_of(model: type[models.Model]) -> list[tuple[str, str]]:
    """The constraints of a table that a person could meet, with their sentences."""
    return sorted(
        (rule.name, str(rule.violation_error_message or "")) for rule in model._meta.constraints
    )


def our_tables() -> list[type[models.Model]]:
    """The tables that hold rules, in the order of their names."""
    own_models = [model for model in apps.get_models() if model.__module__.startswith("bocage.")]
    constrained = [our for our in own_models if our._meta.constraints]
    return sorted(constrained, key=lambda model: model._meta.label)


def _rooms() -> Iterator[str]:
    for model in our_tables():
        rows = [(f"`{name}`", sentence) for name, sentence in rules_of(model)]
        yield f"### {model._meta.label}\n\n{table(['rule', 'in words'], rows)}"
