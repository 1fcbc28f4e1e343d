"""The documents of docs/security that are made from the code, by the names of their files."""

from __future__ import annotations

from collections.abc import Callable

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from tests.security_documents import limits, protection, uploads, values

FOLDER = PROJECT_FOLDER / "docs" / "security"
DOCUMENTS: dict[str, Callable[[], str]] = {
    "limits.md": limits.document,
    "protection.md": protection.document,
    "uploads.md": uploads.document,
    "values.md": values.document,
}
