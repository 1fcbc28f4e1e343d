"""Proposed pages: notifications and their recipients."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.editorial.operations.pages import publish_change, publish_new_pages
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.models import Editor, HomePage, ListingPage, NewsPage, TestimonyConsent
from bocage.people.models import Person, Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open() -> None:
    open_site(by=None)


def mandated(role: str) -> Person:
    return MandateFactory(role=role, scope=ScopeFactory(of_departement=True)).person


def proposed_by(person: Person) -> NewsPage:
    home = HomePage.objects.get(locale__language_code="fr")
    news = home.add_child(instance=ListingPage(title="Actualités", slug="actualites"))
    page = news.add_child(instance=NewsPage(title="Le salon", slug="salon", live=False))
    page.save_revision(user=person)
    page.get_workflow().start(page, Editor.of(person))
    return page


@pytest.fixture
def signed_in_client() -> Callable[[Person], Client]:
    """`signed_in_client(person)` returns a browser signed in as a person."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter


def mails() -> set[tuple[str, str]]:
    return set(OutgoingMail.objects.values_list("recipient", "kind"))


def test_who_publishes_is_reported_and_who_proposed_is_notified_of_the_answer(
    signed_in_client: Callable[[Person], Client],
) -> None:
    lea, nadia = mandated(Role.EDITOR), mandated(Role.COORDINATOR)
    thomas = mandated(Role.CLUB_ORGANISER)
    page = proposed_by(thomas)
    kind = "outreach.{}"
    proposal_kind = kind.format("PageProposed")
    assert mails() == {(lea.email, proposal_kind), (nadia.email, proposal_kind)}
    espace = signed_in_client(lea).get(reverse("espace")).content.decode()
    assert "Une page attend votre relecture" in espace
    assert "Le salon" in espace
    writer = signed_in_client(thomas).get(reverse("espace")).content.decode()
    assert "Une page attend" not in writer
    assert "Pages du site" in writer
    OutgoingMail.objects.all().delete()
    state = page.current_workflow_state
    state.current_task_state.reject(user=Editor.of(lea), comment="Dites l’heure.")
    [answer] = OutgoingMail.objects.all()
    assert (answer.recipient, answer.kind) == (thomas.email, kind.format("ProposalAnswered"))
    assert answer.facts["words"] == "Dites l’heure."
    assert not answer.facts["is_published"]
    OutgoingMail.objects.all().delete()
    WorkflowState.objects.get(pk=state.pk).resume(user=Editor.of(thomas))
    page.refresh_from_db()
    page.current_workflow_state.current_task_state.approve(user=Editor.of(nadia))
    [answer] = OutgoingMail.objects.filter(kind=kind.format("ProposalAnswered"))
    assert answer.facts["is_published"]
    assert answer.facts["path"] == "/actualites/salon/"
    assert "Une page attend votre relecture" not in (
        signed_in_client(lea).get(reverse("espace")).content.decode()
    )


def test_who_answers_their_own_proposal_is_not_written_to() -> None:
    lea = mandated(Role.EDITOR)
    page = proposed_by(lea)
    page.current_workflow_state.current_task_state.approve(user=Editor.of(lea))
    assert mails() == set()


def test_only_who_publishes_puts_a_page_on_the_site(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    page = ListingPage(title="Actualités", slug="actualites")
    for person in (PersonFactory(), mandated(Role.CLUB_ORGANISER)):
        with pytest.raises(NotAllowed):
            publish_new_pages(by=person, under=home, pages=[page])
        with pytest.raises(NotAllowed):
            publish_change(by=person, page=home)
    lea = mandated(Role.EDITOR)
    publish_new_pages(by=lea, under=home, pages=[page])
    page.title = "Nouvelles"
    publish_change(by=lea, page=page)
    assert "<h1>Nouvelles</h1>" in client.get("/actualites/").content.decode()


def test_a_person_reads_what_they_agreed_to(
    signed_in_client: Callable[[Person], Client],
) -> None:
    person = PersonFactory()
    TestimonyConsent.objects.create(
        name="Camille", person=person, words_shown="Votre phrase.", collection_method="signed",
        given_on="2026-01-02", ends_on="2027-01-02",
    )  # fmt: skip
    page = signed_in_client(person).get(reverse("own_data")).content.decode()
    assert "Votre phrase." in page
    assert "2027-01-02" in page


def test_who_proposes_a_page_of_a_kind_is_asked_where(
    signed_in_client: Callable[[Person], Client],
) -> None:
    """The kind leads there from the list of its pages, with no page above it yet."""
    make = reverse("wagtailadmin_pages:choose_parent", args=["outreach", "newspage"])
    answer = signed_in_client(mandated(Role.CLUB_ORGANISER)).get(make)
    assert answer.status_code == 200
