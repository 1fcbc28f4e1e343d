"""What rooms above keep of dwellings, handed over when two dwellings turn out to be one.

    @inherits_from_dwellings
    def homes_that_households_follow(absorbed: Mapping[UUID, UUID]) -> None: ...

`absorbed` gives, for each dwelling that goes, the one that it was joined into. It is called in the
transaction that joins them, before the old ones are deleted.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from bocage.foundation.registry import Registry, qualified_name

Heir = Callable[[Mapping[UUID, UUID]], None]

_heirs = Registry[Heir](name=qualified_name)

inherits_from_dwellings = _heirs.add
"""Register what hands over the rows of one room."""


def hand_over_to_survivors(absorbed: Mapping[UUID, UUID]) -> None:
    """Calls every registered heir with the dwellings that disappear, each with the one that
    survives it.
    """
    for heir in _heirs:
        heir(absorbed)
