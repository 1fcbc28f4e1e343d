"""Partner employers: opening, changes, agreement, publication, end; and their contacts."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bocage.foundation.company_register import CompanyStatus, SiretUnknown
from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.files.sent_documents import DocumentUnreadable
from bocage.outreach.campaigns.results import LinkResults, StepCounts
from bocage.outreach.employers.errors import (
    AgreementEndsTooSoon,
    AgreementMissing,
    ContactNotNamed,
    ContactThere,
    EmployerNotNamed,
    EmployerThere,
    NotReadyToShow,
    StepWithoutDate,
)
from bocage.outreach.employers.operations.contacts import add_contact, remove_contact
from bocage.outreach.employers.operations.employers import (
    AgreementTerms,
    EmployerTerms,
    change_employer,
    hide_employer,
    move_employer,
    note_step,
    open_employer,
    publish_employer,
    save_agreement,
    save_document,
    save_logo,
)
from bocage.outreach.employers.results import PublishedNumbers, publishable_numbers
from bocage.outreach.models import Campaign, EmployerContact, EmployerMove, PartnerEmployer
from bocage.outreach.prospects.errors import NotAnAddress
from bocage.people.errors import NotALogo, NotAPhone
from bocage.people.models import Person
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

PARVIS = EmployerTerms(name=" Assurances  du Parvis ", city="Paris", siret="73282932000074")
SIGNED = AgreementTerms(
    agreement="convention",
    signed_on=date(2026, 3, 9),
    promises="Quatre jours de télétravail.",
    offers="Un bureau gratuit le premier mois.",
)


@pytest.fixture
def by(orne: Departement) -> Person:
    return coordinator_of(orne)


@pytest.fixture
def parvis(orne: Departement, by: Person) -> PartnerEmployer:
    return open_employer(by=by, departement=orne, terms=PARVIS)


def publish(by: Person, employer: PartnerEmployer) -> PartnerEmployer:
    save_agreement(by=by, employer=employer, terms=SIGNED)
    move_employer(by=by, employer=employer, state="agreed", note="Signé à Alençon")
    return publish_employer(by=by, employer=employer, introduction="Un assureur.")


def test_an_employer_comes_with_its_campaign_its_link_and_its_history(
    parvis: PartnerEmployer,
) -> None:
    assert (parvis.name, parvis.slug, parvis.state) == (
        "Assurances du Parvis",
        "assurances-du-parvis",
        "contacted",
    )
    assert (parvis.campaign.channel, parvis.campaign.status) == ("employer", "running")
    assert (parvis.link.campaign, parvis.link.destination) == (parvis.campaign, "/")
    assert parvis.siret_checked_at is None
    assert EmployerMove.objects.get().to_state == "contacted"


def test_an_employer_is_written_once(
    orne: Departement, by: Person, parvis: PartnerEmployer
) -> None:
    for terms in (
        PARVIS,
        replace(PARVIS, siret=""),
        replace(PARVIS, name="Un autre nom"),
    ):
        with pytest.raises(EmployerThere):
            open_employer(by=by, departement=orne, terms=terms)
    with pytest.raises(EmployerNotNamed):
        open_employer(by=by, departement=orne, terms=replace(PARVIS, name=" \0 "))
    with pytest.raises(NotAllowed):
        open_employer(by=PersonFactory(), departement=orne, terms=PARVIS)
    assert (PartnerEmployer.objects.get(), Campaign.objects.count()) == (parvis, 1)
    changed = change_employer(by=by, employer=parvis, terms=replace(PARVIS, name="Parvis"))
    assert (changed.name, changed.slug) == ("Parvis", "assurances-du-parvis")


def test_a_siret_is_asked_of_the_register(
    orne: Departement, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([CompanyStatus.UNKNOWN, CompanyStatus.OPEN, CompanyStatus.NOT_ANSWERED])
    monkeypatch.setattr(
        "bocage.foundation.company_register.company_status", lambda _siret: next(answers)
    )
    with pytest.raises(SiretUnknown):
        open_employer(by=by, departement=orne, terms=PARVIS)
    assert not Campaign.objects.exists()
    opened = open_employer(by=by, departement=orne, terms=PARVIS)
    assert opened.siret_checked_at is not None
    unchanged = change_employer(by=by, employer=opened, terms=replace(PARVIS, city="Lyon"))
    assert unchanged.siret_checked_at == opened.siret_checked_at
    other_terms = replace(PARVIS, siret="55208131766522")
    assert change_employer(by=by, employer=opened, terms=other_terms).siret_checked_at is None


def test_what_is_agreed_is_written_before_it_is_stated(by: Person, parvis: PartnerEmployer) -> None:
    with pytest.raises(AgreementMissing):
        move_employer(by=by, employer=parvis, state="agreed")
    with pytest.raises(AgreementEndsTooSoon):
        save_agreement(by=by, employer=parvis, terms=replace(SIGNED, ends_on=date(2026, 3, 8)))
    save_agreement(by=by, employer=parvis, terms=SIGNED)
    move_employer(by=by, employer=parvis, state="talking")
    agreed = move_employer(by=by, employer=parvis, state="agreed", note=" Signé \n à Alençon ")
    assert move_employer(by=by, employer=parvis, state="agreed").state == agreed.state
    moves = list(EmployerMove.objects.order_by("pk").values_list("from_state", "to_state", "note"))
    assert moves == [
        ("", "contacted", ""),
        ("contacted", "talking", ""),
        ("talking", "agreed", "Signé à Alençon"),
    ]


def test_a_page_is_shown_once_agreed_and_its_link_leads_there(
    by: Person, parvis: PartnerEmployer
) -> None:
    with pytest.raises(NotReadyToShow):
        publish_employer(by=by, employer=parvis, introduction="Un assureur.")
    page = publish(by, parvis)
    page.link.refresh_from_db()
    assert page.link.destination == "/employeurs/assurances-du-parvis/"
    today = timezone.localdate()
    assert PartnerEmployer.objects.shown_on(today).get() == page
    with pytest.raises(NotReadyToShow):
        save_agreement(by=by, employer=parvis, terms=replace(SIGNED, offers=" "))
    save_agreement(by=by, employer=parvis, terms=replace(SIGNED, ends_on=today))
    assert PartnerEmployer.objects.shown_on(today).exists()
    assert not PartnerEmployer.objects.shown_on(today + timedelta(days=1)).exists()
    ended = move_employer(by=by, employer=parvis, state="ended")
    ended.link.refresh_from_db()
    assert (ended.is_published, ended.link.destination) == (False, "/")
    assert hide_employer(by=by, employer=parvis).is_published is False


def test_a_next_step_has_words_and_a_date(by: Person, parvis: PartnerEmployer) -> None:
    day = timezone.localdate()
    assert note_step(by=by, employer=parvis, step="Rappeler", due_on=day).next_step == "Rappeler"
    for step, due_on in (("Rappeler", None), (" ", day)):
        with pytest.raises(StepWithoutDate):
            note_step(by=by, employer=parvis, step=step, due_on=due_on)
    assert note_step(by=by, employer=parvis, step="", due_on=None).next_step_on is None


def test_people_are_written_down_once_and_forgotten(by: Person, parvis: PartnerEmployer) -> None:
    nora = add_contact(by=by, employer=parvis, name="Nora", email=" Nora@Parvis.example ")
    refused: dict[type[Refusal], dict[str, str]] = {
        ContactThere: {"name": "N.", "email": "nora@parvis.example"},
        ContactNotNamed: {"name": " ", "email": "x@parvis.example"},
        NotAnAddress: {"name": "X", "email": "x@"},
        NotAPhone: {"name": "X", "phone": "douze"},
    }
    for refusal, sentence in refused.items():
        with pytest.raises(refusal):
            add_contact(by=by, employer=parvis, **sentence)
    with pytest.raises(ContactNotNamed):
        add_contact(by=by, employer=parvis, name="Sans rien")
    with pytest.raises(NotAllowed):
        remove_contact(by=PersonFactory(), contact=nora)
    for _twice in range(2):
        remove_contact(by=by, contact=nora)
    assert not EmployerContact.objects.exists()


def test_files_are_read_in_what_they_hold(by: Person, parvis: PartnerEmployer) -> None:
    with pytest.raises(NotALogo):
        save_logo(by=by, employer=parvis, file=io.BytesIO(b"<svg onload='x'/>"), octets=17)
    for content in (b"", b"%PDF-1.7 then nothing", b"MZ\x90"):
        with pytest.raises(DocumentUnreadable):
            save_document(by=by, employer=parvis, file=io.BytesIO(content), name="accord.pdf")
    parvis.refresh_from_db()
    assert not parvis.document


@pytest.mark.parametrize(
    ("candidates", "settled", "published"),
    [
        (0, 0, PublishedNumbers(candidates=None, settled=None)),
        (4, 4, PublishedNumbers(candidates=None, settled=None)),
        (5, 5, PublishedNumbers(candidates=5, settled=5)),
        (9, 4, PublishedNumbers(candidates=9, settled=None)),
        (7, 6, PublishedNumbers(candidates=7, settled=None)),
        (12, 6, PublishedNumbers(candidates=12, settled=6)),
    ],
)
def test_small_numbers_are_not_published(
    candidates: int, settled: int, published: PublishedNumbers
) -> None:
    first = StepCounts(prospects=40, candidates=candidates, visits=settled, settled=settled)
    assert publishable_numbers(LinkResults(clicks=90, first=first)) == published
