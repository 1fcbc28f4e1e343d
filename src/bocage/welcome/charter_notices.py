"""Who is told what about charters and commitments: the operations call these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bocage.foundation.mail import Mail, send_mail
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.welcome.ceremony_notices import keepers_of
from bocage.welcome.commune_portrait import referents_of
from bocage.welcome.mails.charters import (
    CharterSignedMail,
    CharterToSignMail,
    CommitmentsDueMail,
    CommitmentsLateMail,
    PromiseFacts,
)
from bocage.welcome.models import Commitment, WelcomeCharter
from bocage.welcome.town_halls import coordinators_of


def ask_to_sign(commune: Commune, *, asked_by: Person) -> int:
    """To each elected person of the commune. Answers with how many were written to."""
    elected = [one.person for one in referents_of(commune) if one.role == Role.ELECTED]
    for person in elected:
        _send(
            CharterToSignMail(
                commune_name=commune.name,
                commune_code=commune.pk,
                person_id=person.pk,
                asked_by=asked_by.name,
            ),
            person,
        )
    return len(elected)


def tell_it_is_signed(charter: WelcomeCharter) -> None:
    """To the town hall and to the welcome: what was signed, and what it commits to."""
    promises = _promises(charter.commitments.order_by("due_on", "pk"))
    for person in _everybody(charter.commune):
        _send(
            CharterSignedMail(
                commune_name=charter.commune.name,
                commune_code=charter.commune_id,
                signer=f"{charter.signer_name}, {charter.signer_title}",
                promises=promises,
            ),
            person,
        )


def recall(commitments: Sequence[Commitment]) -> None:
    """To the town hall, one message for all that is due soon."""
    for commune, due in _by_commune(commitments):
        for person in keepers_of(commune):
            _send(
                CommitmentsDueMail(
                    commune_name=commune.name, commune_code=commune.pk, promises=_promises(due)
                ),
                person,
            )


def tell_late(commitments: Sequence[Commitment]) -> None:
    """To the town hall and to the welcome, one message for all that is late."""
    for commune, due in _by_commune(commitments):
        for person in _everybody(commune):
            _send(
                CommitmentsLateMail(
                    commune_name=commune.name, commune_code=commune.pk, promises=_promises(due)
                ),
                person,
            )


def _everybody(commune: Commune) -> list[Person]:
    people = keepers_of(commune) + coordinators_of(commune)
    return list({person.pk: person for person in people}.values())


def _by_commune(commitments: Iterable[Commitment]) -> Iterable[tuple[Commune, list[Commitment]]]:
    def code(one: Commitment) -> str:
        return str(one.charter.commune_id)

    for _code, group in groupby(sorted(commitments, key=code), key=code):
        due = list(group)
        yield due[0].charter.commune, due


def _promises(commitments: Iterable[Commitment]) -> list[PromiseFacts]:
    return [PromiseFacts(kind=one.kind, words=one.words, due_on=one.due_on) for one in commitments]


def _send(mail: Mail, person: Person) -> None:
    if person.is_active:
        send_mail(mail, to=person.email, language=person.language, person=person)
