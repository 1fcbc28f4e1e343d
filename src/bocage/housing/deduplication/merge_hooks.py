"""Hooks by which other apps move their rows when two dwellings are merged into one.

    @on_dwellings_merged
    def homes_that_households_follow(absorbed: Mapping[UUID, UUID]) -> None: ...

`absorbed` gives, for each dwelling that goes, the one that it was merged into. It is called in the
transaction that merges them, before the old ones are deleted.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from bocage.foundation.registry import Registry, qualified_name

MergeHook = Callable[[Mapping[UUID, UUID]], None]

_hooks = Registry[MergeHook](name=qualified_name)

on_dwellings_merged = _hooks.add
"""Registers the hook of an app."""


def run_merge_hooks(absorbed: Mapping[UUID, UUID]) -> None:
    """Calls every registered hook with the dwellings that disappear, each with the one that
    survives it.
    """
    for hook in _hooks:
        hook(absorbed)
