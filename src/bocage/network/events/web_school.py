"""What happens to editions of the École du Web."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ProgrammePublished:
    """The programme of an edition is published, for the first time or changed."""

    edition_id: UUID
