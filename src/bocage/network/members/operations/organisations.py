"""Operations on organisations: created by their first member, edited by those who lead them."""

from datetime import datetime
from typing import Any

from bocage.foundation.company_register import confirmed_at
from bocage.foundation.db.constraints import refusing
from bocage.foundation.forms.slugs import free_slug
from bocage.network.members.errors import SiretTaken
from bocage.network.members.models.organisations import Organisation
from bocage.people.models import Person

MAX_ALIKE = 50


def save_organisation(
    *, by: Person, organisation: Organisation | None, **values: Any
) -> Organisation:
    """Changes an organisation, or creates one if none is given; its slug is made from its name
    once. A changed SIRET is looked up in the official register, if the instance uses one;
    `siret_checked_at` is when the register confirmed it.

    Raises:
        NotAllowed: `by` neither leads it nor runs its club, or may not join the club.
        SiretTaken: another organisation has this SIRET.
        SiretUnknown, SiretClosed: the register does not know it, or knows it as closed.
    """
    right = (
        ("network.join_club", None)
        if organisation is None
        else (
            "network.update_organisation",
            organisation,
        )
    )
    by.require(*right)
    values |= _as_registered(organisation, values)
    with refusing({"network_organisation_siret_once": SiretTaken}):
        saved = organisation or Organisation(
            slug=free_slug(
                values["name"], Organisation.objects.all(), longest=70, default="structure"
            )
        )
        for name, value in values.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def _as_registered(
    organisation: Organisation | None, values: dict[str, Any]
) -> dict[str, datetime | None]:
    """Returns when the register confirmed a changed SIRET, as a value of `siret_checked_at`; empty
    if the SIRET is unchanged. Called before the transaction, which must not wait for the register.

    Raises:
        SiretUnknown, SiretClosed: the register does not know it, or knows it as closed.
    """
    siret = values.get("siret", organisation.siret if organisation is not None else "")
    if organisation is not None and siret == organisation.siret and organisation.siret_checked_at:
        return {}
    if not siret:
        return {"siret_checked_at": None}
    return {"siret_checked_at": confirmed_at(siret)}
