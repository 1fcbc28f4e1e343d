"""The documents of security that come from the code are as the code is, and leave nothing out."""

import re

import pytest

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from bocage.foundation.privacy import Protection, declared_processing
from tests.security_documents.documents import DOCUMENTS, FOLDER
from tests.security_documents.limits import declarations, is_limit
from tests.security_documents.protection import RULES
from tests.security_documents.uploads import UPLOADS, fields_that_take_files

FILE = re.compile(r"`((?:src|tests|docs|habits)/[\w./-]+)`")
BY_HAND = {"fields.md"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_as_the_code_is(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == DOCUMENTS[name](), (
        "Run `.venv/bin/python -m tests.security_documents`"
    )


@pytest.mark.parametrize("name", sorted({*DOCUMENTS, *BY_HAND}))
def test_document_names_files_that_exist(name: str) -> None:
    paths = FILE.findall((FOLDER / name).read_text(encoding="utf-8"))

    assert paths
    assert [path for path in paths if not (PROJECT_FOLDER / path).exists()] == []


def test_each_field_that_takes_a_file_is_documented() -> None:
    assert fields_that_take_files() == set(UPLOADS)


def test_each_limit_is_shown_with_its_amount_and_its_window() -> None:
    limits = [declaration for declaration in declarations() if is_limit(declaration.value)]
    document = (FOLDER / "limits.md").read_text(encoding="utf-8")

    assert len(limits) > 30
    assert [limit.name for limit in limits if f"`{limit.module}`" not in document] == []


@pytest.mark.parametrize("level", Protection)
def test_each_level_has_rules_and_something_to_protect(level: Protection) -> None:
    assert RULES[level]
    assert any(processing.level is level for processing in declared_processing())
