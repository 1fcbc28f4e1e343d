"""Log of erasures outside the database, so that they are repeated after a backup is restored.

One line per erasure, in `erasures.log` of the data folder, which no backup of the database
contains: the number, the time, the identifier of the empty account, the keyed digest of the
address.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from bocage.people.models import ErasureReceipt

FILE_NAME = "erasures.log"
_COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class NotedErasure:
    """Line of the log of erasures: the number of the receipt, and the empty account."""

    number: str
    account_id: UUID


def log_file() -> Path:
    """Returns the path of the log of erasures."""
    return Path(settings.BOCAGE.data_dir) / FILE_NAME


def note_erasure(receipt: ErasureReceipt) -> None:
    """Adds the line of an erasure, once."""
    line = "\t".join(
        [
            receipt.number,
            receipt.erased_at.isoformat(timespec="seconds"),
            str(receipt.account_id),
            receipt.address_digest,
        ]
    )
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if f"{receipt.number}\t" not in file.read():
            file.write(f"{line}\n")


def noted_erasures() -> Iterator[NotedErasure]:
    """Yields the erasures of the log, the oldest first; a truncated line is skipped."""
    path = log_file()
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == _COLUMNS:
            yield NotedErasure(number=columns[0], account_id=UUID(columns[2]))
