"""Notifications about charters and commitments. Operations call these functions."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from bocage.foundation.mail import Mail
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.notifications import managers_of
from bocage.welcome.charters.mails import (
    CharterFollowsMail,
    CharterSignedMail,
    ChartersJoinedMail,
    CharterToSignMail,
    CommitmentsDueMail,
    CommitmentsLateMail,
    PromiseFacts,
)
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.communes.commune_portrait import referents_of
from bocage.welcome.communes.town_halls import coordinators_of


def request_signature(commune: Commune, *, requested_by: Person) -> int:
    """Sends each elected person of the commune the invitation to sign. Returns how many were
    written to.
    """
    elected = [
        referent.person for referent in referents_of(commune) if referent.role == Role.ELECTED
    ]
    for person in elected:
        write_to(
            person,
            CharterToSignMail(
                commune_name=commune.name,
                commune_code=commune.pk,
                person_id=person.pk,
                requested_by=requested_by.name,
            ),
        )
    return len(elected)


def notify_signature(charter: WelcomeCharter) -> None:
    """Notifies the town hall and the welcome team of the charter that was signed, and of its
    commitments.
    """
    promises = _promises(charter.commitments.order_by("due_on", "pk"))
    for person in _recipients(charter.commune):
        write_to(
            person,
            CharterSignedMail(
                commune_name=charter.commune.name,
                commune_code=charter.commune_id,
                signer=_signer(charter),
                promises=promises,
            ),
        )


def notify_commune_merged(charter: WelcomeCharter, former_name: str) -> None:
    """Notifies the signatory, and the town hall of the commune to which the charter now belongs."""
    mail = CharterFollowsMail(signer=_signer(charter), **_follows(charter, former_name))
    _to_signers(mail, [charter])


def notify_charters_merged(
    charter: WelcomeCharter, ended: WelcomeCharter, former_name: str
) -> None:
    """Notifies the signatories of two charters, and the town hall, of the one that remains in
    force, and of its commitments.
    """
    mail = ChartersJoinedMail(
        signer=_signer(charter), ended_signer=_signer(ended), **_follows(charter, former_name)
    )
    _to_signers(mail, [charter, ended])


def recall(commitments: Sequence[Commitment]) -> None:
    """Reminds each town hall, in one mail, of all its commitments that are due soon."""
    for commune, due in _by_commune(commitments):
        for person in managers_of(commune):
            write_to(
                person,
                CommitmentsDueMail(
                    commune_name=commune.name, commune_code=commune.pk, promises=_promises(due)
                ),
            )


def report_late_commitments(commitments: Sequence[Commitment]) -> None:
    """Notifies each town hall and the welcome team, in one mail, of all commitments that are
    late.
    """
    for commune, due in _by_commune(commitments):
        for person in _recipients(commune):
            write_to(
                person,
                CommitmentsLateMail(
                    commune_name=commune.name, commune_code=commune.pk, promises=_promises(due)
                ),
            )


def _recipients(commune: Commune) -> list[Person]:
    return _unique(managers_of(commune) + coordinators_of(commune))


def _follows(charter: WelcomeCharter, former_name: str) -> dict[str, Any]:
    to_do = charter.commitments.filter(done_on=None).order_by("due_on", "pk")
    return {
        "commune_name": charter.commune.name,
        "commune_code": charter.commune_id,
        "promises": _promises(to_do),
        "former_name": former_name,
    }


def _to_signers(mail: Mail, charters: Sequence[WelcomeCharter]) -> None:
    signers = [charter.signed_by for charter in charters if charter.signed_by is not None]
    for person in _unique([*signers, *managers_of(charters[0].commune)]):
        write_to(person, mail)


def _signer(charter: WelcomeCharter) -> str:
    return f"{charter.signer_name}, {charter.signer_title}"


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def _by_commune(commitments: Iterable[Commitment]) -> Iterable[tuple[Commune, list[Commitment]]]:
    def code(commitment: Commitment) -> str:
        return str(commitment.charter.commune_id)

    for _code, group in groupby(sorted(commitments, key=code), key=code):
        due = list(group)
        yield due[0].charter.commune, due


def _promises(commitments: Iterable[Commitment]) -> list[PromiseFacts]:
    return [
        PromiseFacts(kind=commitment.kind, words=commitment.words, due_on=commitment.due_on)
        for commitment in commitments
    ]
