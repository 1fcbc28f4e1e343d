"""Entries of a registry, replaced for a test."""

from collections.abc import Mapping
from typing import Any

import pytest

from bocage.foundation.registry import Registry


def replace_entries(
    monkeypatch: pytest.MonkeyPatch, registry: Registry[Any], entries: Mapping[str, Any]
) -> None:
    """Replaces the entries of a registry until the test ends. Their cached order is cleared."""
    monkeypatch.setattr(registry, "_entries", dict(entries))
    monkeypatch.setattr(registry, "_ordered", None)
