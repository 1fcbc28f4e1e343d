"""Events published about editions of the École du Web."""

from uuid import UUID

from bocage.foundation.events import Event


class ProgrammePublished(Event):
    """The programme of an edition is published, for the first time or changed."""

    edition_id: UUID
