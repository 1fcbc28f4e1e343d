"""The legal identity of a partner that teaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.training.models import Programme, TrainingProvider


def keep_provider(
    *, by: Person, programme: Programme, values: Mapping[str, Any]
) -> TrainingProvider:
    """Writes who the partner of a programme is, on all its papers. Written again, it is corrected.

    Raises:
        NotAllowed: `by` does not run the programmes of the partner.
    """
    if not by.has_perm("training.keep_programme", programme):
        raise NotAllowed
    provider, _is_new = TrainingProvider.objects.update_or_create(
        partner_id=programme.partner_id, defaults=dict(values)
    )
    return provider
