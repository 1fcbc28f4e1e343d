"""Charters: requested, signed, withdrawn; their commitments added, done, reminded."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.territory.models import FormerCommune
from bocage.welcome.charters.errors import (
    CharterOver,
    CharterSignedAlready,
    DateOutOfReach,
    NobodyToAsk,
    NothingPromised,
    PromisedAlready,
    RequestedRecently,
)
from bocage.welcome.charters.operations.charters import (
    Promise,
    Signature,
    add_commitment,
    ask_for_signature,
    fulfil_commitment,
    postpone_commitment,
    reopen_commitment,
    sign_charter,
    withdraw_charter,
)
from bocage.welcome.charters.operations.scheduled import (
    mark_fulfilled_commitments,
    recall_commitments,
)
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.communes.welcoming_criteria import welcoming_states
from bocage.welcome.models import Commitment, WelcomeCharter
from tests.housing.leads.factories import coordinator, elected_of_epci, town_hall
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory
from tests.welcome.charters.factories import CharterFactory, CommitmentFactory

pytestmark = pytest.mark.django_db

ODILE = Signature(name="Odile Prévost", title="maire")


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def promise(kind="ceremony", days=90, words=""):
    return Promise(kind=kind, due_on=in_days(days), words=words)


def sign(person, commune, *promises):
    return sign_charter(
        by=person, commune=commune, signature=ODILE, promises=promises or [promise()]
    )


def mail_count_of(person):
    return OutgoingMail.objects.filter(recipient=person.email).count()


def test_signed_by_the_mayor_with_what_the_commune_commits_to(boitron, mayor):
    secretary, nadia = town_hall(boitron), coordinator(boitron)

    charter = sign(mayor, boitron, promise(), promise("own", words="Rouvrir la poste"))

    assert (charter.signed_by, charter.signer_name) == (mayor, "Odile Prévost")
    assert {commitment.title for commitment in charter.commitments.all()} == {
        "tenir une cérémonie d’accueil",
        "Rouvrir la poste",
    }
    assert [mail_count_of(person) for person in (mayor, secretary, nadia)] == [1, 1, 1]


@pytest.mark.parametrize(
    "signer",
    [
        town_hall,
        elected_of_epci,
        coordinator,
        lambda _commune: MandateFactory().person,
        lambda _commune: town_hall(CommuneFactory(essay=True), role=Role.ELECTED),
        lambda commune: town_hall(commune, role=Role.ELECTED, over=True),
        lambda commune: town_hall(commune, role=Role.ELECTED, not_begun=True),
        lambda _commune: PersonFactory(),
    ],
    ids=["secretary", "epci", "coordinator", "admin", "neighbour", "over", "not begun", "nobody"],
)
def test_signature_by_another_person_is_refused(signer, boitron):
    with pytest.raises(NotAllowed):
        sign(signer(boitron), boitron)


def test_signed_again_by_the_same_and_by_another(boitron, mayor):
    charter = sign(mayor, boitron)

    assert sign(mayor, boitron, promise("sponsor")) == charter
    with pytest.raises(CharterSignedAlready):
        sign(town_hall(boitron, role=Role.ELECTED), boitron)
    assert Commitment.objects.count() == 1


def test_signed_without_a_promise_twice_the_same_or_out_of_reach(boitron, mayor):
    with pytest.raises(NothingPromised):
        sign_charter(by=mayor, commune=boitron, signature=ODILE, promises=[])
    with pytest.raises(PromisedAlready):
        sign(mayor, boitron, promise(), promise())
    for days in (-1, 2000):
        with pytest.raises(DateOutOfReach):
            sign(mayor, boitron, promise(days=days))
    boitron.is_current = False
    with pytest.raises(CommuneMerged):
        sign(mayor, boitron)
    assert not WelcomeCharter.objects.exists()


def test_database_refuses_two_charters_in_force():
    charter = CharterFactory()

    with pytest.raises(IntegrityError, match="welcome_charter_one_in_force"):
        CharterFactory(commune=charter.commune)


def test_withdrawal_leaves_fulfilled_commitments_and_allows_signing_again(boitron, mayor):
    charter = sign(mayor, boitron)
    commitment = charter.commitments.get()

    for _time in range(2):
        withdraw_charter(by=mayor, charter=charter)

    with pytest.raises(CharterOver):
        fulfil_commitment(by=mayor, commitment=commitment)
    with pytest.raises(NotAllowed):
        withdraw_charter(by=town_hall(boitron), charter=charter)
    assert sign(mayor, boitron) != charter


def test_asked_for_once_a_week_of_those_who_are_elected(boitron, mayor):
    nadia, secretary = coordinator(boitron), town_hall(boitron)

    ask_for_signature(by=nadia, commune=boitron)
    with pytest.raises(RequestedRecently):
        ask_for_signature(by=nadia, commune=boitron)
    next_week = timezone.now() + timedelta(days=8)
    ask_for_signature(by=nadia, commune=boitron, now=next_week)

    assert (mail_count_of(mayor), mail_count_of(secretary)) == (2, 0)
    with pytest.raises(NotAllowed):
        ask_for_signature(by=secretary, commune=boitron)


def test_asked_for_where_nobody_is_known_or_once_signed(boitron):
    nadia = coordinator(boitron)

    with pytest.raises(NobodyToAsk):
        ask_for_signature(by=nadia, commune=boitron)
    CharterFactory()
    with pytest.raises(CharterSignedAlready):
        ask_for_signature(by=nadia, commune=boitron)


def test_commitment_added_moved_kept_and_opened_again(boitron):
    secretary, charter = town_hall(boitron), CharterFactory()

    commitment = add_commitment(by=secretary, charter=charter, promise=promise())
    with pytest.raises(PromisedAlready):
        add_commitment(by=secretary, charter=charter, promise=promise(days=10))
    postponed_commitment = postpone_commitment(
        by=secretary, commitment=commitment, due_on=in_days(200)
    )
    assert postponed_commitment.due_on == in_days(200)

    for _time in range(2):
        fulfilled = fulfil_commitment(by=secretary, commitment=commitment)
    assert (fulfilled.done_on, fulfilled.done_by) == (timezone.localdate(), secretary)
    other_commitment = add_commitment(by=secretary, charter=charter, promise=promise(days=300))
    with pytest.raises(PromisedAlready):
        reopen_commitment(by=secretary, commitment=commitment)
    other_commitment.delete()
    assert reopen_commitment(by=secretary, commitment=commitment).done_on is None


def test_neighbour_changes_no_commitment(boitron):
    neighbour = town_hall(CommuneFactory(essay=True), role=Role.ELECTED)
    commitment = CommitmentFactory()

    for operation in (
        lambda: add_commitment(by=neighbour, charter=commitment.charter, promise=promise("own")),
        lambda: postpone_commitment(by=neighbour, commitment=commitment, due_on=in_days(3)),
        lambda: fulfil_commitment(by=neighbour, commitment=commitment),
        lambda: reopen_commitment(by=neighbour, commitment=commitment),
        lambda: withdraw_charter(by=neighbour, charter=commitment.charter),
    ):
        with pytest.raises(NotAllowed):
            operation()


def test_recalled_once_before_and_reported_once_when_late(boitron, mayor):
    nadia = coordinator(boitron)
    charter = CharterFactory()
    CommitmentFactory(charter=charter, due_on=in_days(10))
    CommitmentFactory(charter=charter, due_on=in_days(-8), kind="sponsor")
    CommitmentFactory(charter=charter, due_on=in_days(-8), kind="leads", done_on=in_days(-9))
    CommitmentFactory(charter=charter, due_on=in_days(100), kind="referent")

    assert (recall_commitments(), recall_commitments()) == (2, 0)

    assert (mail_count_of(mayor), mail_count_of(nadia)) == (2, 1)


def test_recalled_again_at_another_date(boitron, mayor):
    commitment = CommitmentFactory(due_on=in_days(10))
    recall_commitments()

    postpone_commitment(by=mayor, commitment=commitment, due_on=in_days(15))

    assert recall_commitments() == 1


def test_ceremony_that_was_held_keeps_the_promise(boitron):
    commitment = CommitmentFactory()
    other_commitment = CommitmentFactory(
        charter=commitment.charter, kind="own", words="Rouvrir la poste"
    )
    assert mark_fulfilled_commitments() == 0

    CeremonyFactory(held=True, commune=commitment.charter.commune)

    assert (mark_fulfilled_commitments(), mark_fulfilled_commitments()) == (1, 0)
    commitment.refresh_from_db()
    other_commitment.refresh_from_db()
    assert (commitment.done_on is not None, commitment.done_by, other_commitment.done_on) == (
        True,
        None,
        None,
    )


def test_criteria_of_a_welcoming_commune(boitron):
    def criteria_held():
        states = {
            welcoming_state.name: welcoming_state.holds
            for welcoming_state in welcoming_states(boitron)
        }
        return states["charter_signed"], states["ceremony_held"]

    assert criteria_held() == (False, False)
    CharterFactory()
    CeremonyFactory(held=True)
    assert criteria_held() == (True, True)


def test_charter_follows_a_commune_that_merged_and_of_two_the_first_stays(boitron):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)
    older_charter = CharterFactory(commune=essay, signed_at=timezone.now() - timedelta(days=90))
    CommitmentFactory(charter=older_charter)
    newer_charter = CharterFactory()
    CommitmentFactory(charter=newer_charter)
    CommitmentFactory(charter=newer_charter, kind="own", words="Rouvrir la poste")

    assert (follow_merged_communes(), follow_merged_communes()) == (1, 0)

    older_charter.refresh_from_db()
    newer_charter.refresh_from_db()
    assert (older_charter.commune, older_charter.former_name, older_charter.is_in_force) == (
        boitron,
        "Essay",
        True,
    )
    assert (newer_charter.is_in_force, newer_charter.end_reason) == (False, "merged")
    assert sorted(commitment.kind for commitment in older_charter.commitments.all()) == [
        "ceremony",
        "own",
    ]


def test_those_who_signed_learn_that_the_charter_follows(boitron, deliver_mails):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)
    signer = PersonFactory()
    CommitmentFactory(charter=CharterFactory(commune=essay, signed_by=signer))
    mayor = town_hall(boitron, role=Role.ELECTED)

    for _time in range(2):
        follow_merged_communes()

    mails = deliver_mails()
    assert {mail.recipient for mail in mails} == {signer.email, mayor.email}
    assert len(mails) == 2
    assert {mail.kind.rpartition(".")[2] for mail in mails} == {"CharterFollowsMail"}
    assert "Essay" in mails[0].subject


def test_of_two_charters_both_signers_learn_which_stays(boitron, deliver_mails):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)
    signed_at = timezone.now() - timedelta(days=90)
    first_charter = CharterFactory(commune=essay, signed_at=signed_at, signed_by=PersonFactory())
    second_charter = CharterFactory(signed_by=PersonFactory(), signer_name="Jean Roussel")
    CharterFactory(
        commune=essay,
        signed_by=PersonFactory(),
        signed_at=signed_at,
        ended_at=timezone.now(),
        end_reason="withdrawn",
    )

    follow_merged_communes()

    mails = deliver_mails()
    assert {mail.recipient for mail in mails} == {
        first_charter.signed_by.email,
        second_charter.signed_by.email,
    }
    assert "Jean Roussel" in mails[0].text
