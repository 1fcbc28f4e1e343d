"""Entries of a registry, replaced for a test."""

from collections.abc import Mapping
from typing import Any

import pytest

from bocage.foundation.registry import Registry


def replace_entries(
    monkeypatch: pytest.MonkeyPatch, registry: Registry[Any], entries: Mapping[str, Any]
) -> None:
    """Gives the registry other entries until the test ends. Their order, which the registry keeps,
    is forgotten."""
    monkeypatch.setattr(registry, "_entries", dict(entries))
    monkeypatch.setattr(registry, "_ordered", None)
