"""Subjects of the rights on relays, « ma commune », and unassigned mails."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bocage.foundation.models import ReceivedMail
from bocage.people.models import Person
from bocage.welcome.models import Relay, SettlementProject
from tests.rights.grid import Subject, Tree, add_subject


def _relay(tree: Tree, **stands: Any) -> Relay:
    return Relay(
        project=SettlementProject(departement=tree.departement.departement),
        commune=tree.commune.commune,
        **stands,
    )


def _new_relay(tree: Tree, _holder: Person) -> Relay:
    return _relay(tree)


def _relay_of_the_epci(tree: Tree, _holder: Person) -> Relay:
    return _relay(tree, epci_notified_at=timezone.now())


add_subject(
    Subject(
        name="a relay to a town hall",
        rights=("welcome.see_relay", "welcome.answer_relay", "welcome.withdraw_relay"),
        make=_new_relay,
    )
)
add_subject(
    Subject(
        name="a relay that came to the intercommunalité",
        rights=("welcome.see_relay", "welcome.answer_relay"),
        make=_relay_of_the_epci,
    )
)
add_subject(
    Subject(
        name="the page of a commune",
        rights=("welcome.see_own_commune",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(
        name="pages of communes, anywhere",
        rights=("welcome.see_own_communes",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a mail that nobody took",
        rights=("welcome.look_at_mail",),
        make=lambda _tree, _holder: ReceivedMail(state=ReceivedMail.State.HELD),
    )
)
