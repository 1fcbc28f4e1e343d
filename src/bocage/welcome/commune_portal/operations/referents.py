"""Proposal of a person to answer for a commune. Only the welcome team grants the mandate."""

from django.db import transaction

from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.welcome.commune_portal.mails import ReferentProposedMail
from bocage.welcome.communes.town_halls import coordinators_of


def propose_referent(*, by: Person, commune: Commune, name: str, email: str, role: str) -> int:
    """Notifies the coordinators of the commune of the person whom its town hall proposes; returns
    how many were notified. Grants no mandate, and does not write to the person proposed.

    Raises:
        NotAllowed: `by` neither answers for the commune nor coordinates it.
        ValueError: `role` is not a role of a town hall.
    """
    by.require("welcome.see_own_commune", commune)
    if Role(role) not in (Role.ELECTED, Role.TOWN_HALL):
        raise ValueError(role)
    mail = ReferentProposedMail(
        commune_code=commune.pk,
        commune_name=commune.name,
        proposed_by=str(by),
        name=name.strip(),
        email=email.strip(),
        role=role,
    )
    coordinators = coordinators_of(commune)
    with transaction.atomic():
        for person in coordinators:
            write_to(person, mail)
    return len(coordinators)
