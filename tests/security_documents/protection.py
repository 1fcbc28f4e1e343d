"""docs/security/protection.md: how each processing is protected, by its level in the register."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from bocage.foundation.privacy import Processing, Protection, declared_processing
from tests.security_documents.tables import WRITTEN_BY, files, table

OPENING = f"""\
# How data is protected

{WRITTEN_BY}
Each processing of the register (`bocage privacy report`) has a level, which its declaration
cannot leave out (`src/bocage/foundation/privacy/processing.py`). A level asks all that those
above it ask, and more. What a processing keeps at most counts: one telephone number makes a
directory personal.
"""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Requirement of a level, and the files that implement or test it."""

    text: str
    held_by: tuple[str, ...]


RULES: dict[Protection, tuple[Rule, ...]] = {
    Protection.OPEN: (
        Rule(
            text="changed by whom a right lets alone; who changed what is in the history",
            held_by=("tests/rights/test_every_route.py", "tests/foundation/db/test_web_role.py"),
        ),
        Rule(
            text="in backups that are tried, and sealed where the instance has recipients",
            held_by=("docs/operations/backups.md", "tests/foundation/ops/test_backups.py"),
        ),
        Rule(
            text="given over TLS where the instance has a public name (HSTS, Secure cookies)",
            held_by=("src/bocage/settings.py", "tests/foundation/http/test_secure_answers.py"),
        ),
    ),
    Protection.PERSONAL: (
        Rule(
            text="seen by its person and by whom a right on that very object lets; nobody else "
            "learns that it exists",
            held_by=("tests/rights/test_every_route.py", "tests/api/test_reach_of_tokens.py"),
        ),
        Rule(
            text="kept no longer than the register says; each night forgets",
            held_by=("tests/foundation/test_privacy.py",),
        ),
        Rule(
            text="told whole to its person, and gone with their account",
            held_by=(
                "tests/people/personal_data/test_personal_data.py",
                "tests/people/erasure/test_erasure.py",
            ),
        ),
        Rule(
            text="in no log: routes instead of addresses, identifiers instead of names",
            held_by=(
                "src/bocage/foundation/monitoring/logs.py",
                "tests/foundation/monitoring/test_logs.py",
            ),
        ),
        Rule(
            text="in no cache but that of its reader's browser, which asks again; signing out "
            "empties it",
            held_by=(
                "tests/people/sign_in/test_session_ends.py",
                "tests/outreach/editorial/test_page_cache.py",
            ),
        ),
        Rule(
            text="given to no other site and to no service that measures",
            held_by=("src/bocage/settings.py", "habits/html/nothing-from-elsewhere.yml"),
        ),
    ),
    Protection.CONFIDENTIAL: (
        Rule(
            text="each field that not every reader of the object may see has its own rule",
            held_by=("docs/security/fields.md", "tests/housing/leads/test_visibility.py"),
        ),
        Rule(
            text="files are given by a view that asks for the right, and no browser stores them",
            held_by=(
                "src/bocage/foundation/files/sent_documents.py",
                "tests/foundation/files/test_sent_documents.py",
            ),
        ),
        Rule(
            text="figures made of it hide the few",
            held_by=(
                "tests/evidence/nights/test_confidentiality.py",
                "tests/welcome/figures/test_confidentiality.py",
            ),
        ),
        Rule(
            text="of settlement projects and applications to a course, pages read behind a second "
            "wall in the database, and who opened a project is told to its household",
            held_by=("tests/welcome/test_second_wall.py", "docs/decisions/welcome-privacy.md"),
        ),
    ),
    Protection.WAY_IN: (
        Rule(
            text="tokens and codes are shown once, kept by their digest and compared in one time",
            held_by=(
                "tests/people/tokens/test_tokens.py",
                "habits/python/secrets-are-compared-in-one-time.yml",
            ),
        ),
        Rule(text="in no log", held_by=("habits/python/secrets-are-not-logged.yml",)),
        Rule(
            text="ended from another device, and has an end in any case",
            held_by=("docs/security/keys.md", "tests/people/sign_in/test_session_ends.py"),
        ),
    ),
}


def document() -> str:
    """The whole document, as Markdown, in English."""
    with translation.override("en"):
        return "\n".join([OPENING, *map(_level, Protection)]).rstrip() + "\n"


def _level(level: Protection) -> str:
    sentence = " ".join((_docstrings()[level]).split())
    rules = [(rule.text, files(*rule.held_by)) for rule in RULES[level]]
    rows = [_row(processing) for processing in declared_processing() if processing.level is level]
    return "\n".join(
        [
            f"## {level.value.capitalize()}\n",
            f"{sentence}\n",
            table(["asks", "held by"], rules),
            table(["processing", "of", "what is kept"], rows),
        ]
    )


def _row(processing: Processing) -> tuple[str, str, str]:
    return f"`{processing.name}`", str(processing.people), str(processing.data)


def _docstrings() -> dict[Protection, str]:
    return {
        Protection.OPEN: "Meant for everybody: only changing it takes a right.",
        Protection.PERSONAL: "Of somebody, and seen by whom a right lets.",
        Protection.CONFIDENTIAL: (
            "Told in confidence, or worth something to others: a plan, an answer, a signature."
        ),
        Protection.WAY_IN: "What lets somebody in: whoever has it is taken for them.",
    }
