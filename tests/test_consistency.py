"""Rules of the whole repository, enforced automatically."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, UniqueConstraint
from django.template.loader import get_template

from bocage.people.models import DeviceGrant

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = PROJECT / "src" / "bocage"
TEMPLATES = sorted(SOURCES.glob("*/templates/**/*.html")) + sorted(
    SOURCES.glob("*/templates/**/*.txt")
)
ROOMS = [config for config in apps.get_app_configs() if config.name.startswith("bocage.")]
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}
RULE_IN_THE_WRONG_PLACE = r"def save\(self(?!.*request)|post_save|(?<!\.)\bpre_save|m2m_changed"
READ_BY_LIBRARIES = re.compile(r"^(mfa/|cotton/|django/|\d{3}\.html$)")
"""Templates that a library loads by their path."""


def name_of(path: Path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


@pytest.mark.parametrize("room", sorted({path.relative_to(SOURCES).parts[0] for path in TEMPLATES}))
def test_template_is_well_formed(room):
    """It parses, and no other template has the same name."""
    paths = [path for path in TEMPLATES if path.relative_to(SOURCES).parts[0] == room]

    origins = {path: Path(get_template(name_of(path)).origin.name) for path in paths}

    assert {path: origin for path, origin in origins.items() if origin != path} == {}


def test_template_is_used_by_a_view_or_another_template():
    texts = (
        path.read_text()
        for pattern in ("*.py", "*.html", "*.txt")
        for path in SOURCES.rglob(pattern)
        if "migrations" not in path.parts
    )
    # Each word once: there are ten times as many, and every template is looked for among them.
    words = "\n".join({word for text in texts for word in re.split(r"[\s\"'=<>(),]+", text)})
    unused = [
        name_of(path)
        for path in TEMPLATES
        if not READ_BY_LIBRARIES.match(name_of(path))
        and name_of(path) not in words
        and re.sub(r"(\.subject)?\.(html|txt)$", "", name_of(path)) not in words
        and f"{name_of(path).rpartition('/')[0]}/{{" not in words  # A name made in an f-string.
    ]

    assert unused == [], unused


def test_template_holds_no_style_and_no_handler():
    """The Content-Security-Policy would stop them. Mails alone have styles in their tags."""
    guilty = [
        name_of(path)
        for path in TEMPLATES
        if "/mail/" not in name_of(path)
        and re.search(r"\s(style|on[a-z]+)=[\"']", path.read_text())
    ]

    assert guilty == []


def test_module_is_named_after_what_it_holds():
    assert [path for path in SOURCES.rglob("*.py") if path.name in FORBIDDEN_NAMES] == []


def test_module_and_its_folder_stay_short():
    """Beyond these limits, code is split by subject (docs/decisions/subjects-first.md)."""
    modules = [path for path in SOURCES.rglob("*.py") if "migrations" not in path.parts]
    lengths = {path: len(path.read_text().splitlines()) for path in modules}
    around = [path for folder in ("tests", "bench") for path in (PROJECT / folder).rglob("*.py")]
    folders = Counter(path.parent for path in modules + around if path.name != "__init__.py")

    assert {path: length for path, length in lengths.items() if length > 600} == {}
    assert {folder: count for folder, count in folders.items() if count > 30} == {}


def test_function_stays_short():
    long = [
        f"{path.relative_to(SOURCES)}:{node.name}"
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 60
    ]

    assert long == []


def test_constraint_is_named_and_says_what_a_person_reads():
    unnamed = [
        constraint.name
        for config in ROOMS
        for model in config.get_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{config.label}_")
    ]

    assert unnamed == []


def test_constraint_of_what_people_fill_in_has_a_sentence():
    silent = [
        constraint.name
        for model in apps.get_app_config("people").get_models()
        # The library creates it without a form, and defines its constraint.
        if model is not DeviceGrant
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


def test_signals_and_save_hold_no_rule():
    """Consequences of a change belong to operations, never to `save()` or a signal."""
    guilty = [
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        if "migrations" not in path.parts
        and re.search(
            r"def save\(self(?!.*request)|post_save|(?<!\.)\bpre_save|m2m_changed", path.read_text()
        )
    ]

    assert guilty == []
