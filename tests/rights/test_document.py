"""docs/security/rights.md matches the matrix."""

from tests.rights import document
from tests.rights.matrix import ROOMS


def test_document_is_as_the_matrix_is() -> None:
    assert document.DOCUMENT.read_text() == document.document(), "Run `python -m tests.rights`"


def test_group_is_distinguished_by_its_words() -> None:
    for room, groups in ROOMS.items():
        purposes = [group.purpose for group in groups]
        assert len(purposes) == len(set(purposes)), room
