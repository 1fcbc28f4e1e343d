"""Manifest of a backup: its instance, its date, and the content to check."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

FORMAT = 1
MANIFEST_NAME = "manifest.json"
DUMP_NAME = "database.dump"


class TableSum(BaseModel):
    """Number of rows of a table, and the sum of the hashes of their texts.

    The sum (of `hashtextextended` over each row as text) does not depend on the order of the rows,
    and one changed letter changes it.
    """

    model_config = ConfigDict(frozen=True)

    rows: int
    checksum: str


class Manifest(BaseModel):
    """The last entry of an archive: an archive without it was cut short.

    `made_at` is aware, in UTC. `tables` is keyed by name with schema, `sequences` has the last
    value of each, `files` the SHA-256 of each file by its path in the archive. `migrations` are
    those applied, as `room.0001_name`. `secret_key_hint` allows to check whether an instance signs
    with the same key, without revealing it.
    """

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    made_at: datetime
    version: str
    postgresql: int
    migrations: list[str]
    secret_key_hint: str
    tables: dict[str, TableSum]
    sequences: dict[str, int | None]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())
