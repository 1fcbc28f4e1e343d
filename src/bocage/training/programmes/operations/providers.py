"""The legal identity of a partner that teaches."""

from collections.abc import Mapping
from typing import Any

from bocage.foundation.company_register import confirmed_at
from bocage.people.models import Person
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.providers import TrainingProvider


def keep_provider(
    *, by: Person, programme: Programme, values: Mapping[str, Any]
) -> TrainingProvider:
    """Stores the legal identity of a programme's partner, used on all its documents.
    `siret_checked_at` is when the official register confirmed the number.

    Raises:
        NotAllowed: `by` does not run the programmes of the partner.
        SiretUnknown, SiretClosed: the register does not know the number, or knows it as
            closed.
    """
    by.require("training.keep_programme", programme)
    values = dict(values)
    kept = TrainingProvider.objects.filter(partner_id=programme.partner_id).first()
    if kept is None or kept.siret_checked_at is None or kept.siret != values["siret"]:
        values["siret_checked_at"] = confirmed_at(values["siret"])
    provider, _is_new = TrainingProvider.objects.update_or_create(
        partner_id=programme.partner_id, defaults=values
    )
    return provider
