"""Pages of sponsorship: rights, forms, lists, to-dos, and personal data."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.models import Role
from bocage.welcome.communes.page_registry import commune_sections
from bocage.welcome.communes.welcoming_criteria import welcoming_states
from bocage.welcome.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.dashboard import (
    offers_to_answer,
    sponsors_to_approve,
    sponsorships_to_answer,
)
from bocage.welcome.sponsors.links import feedback_link
from bocage.welcome.sponsors.operations.contacts import give_contact, note_contact
from bocage.welcome.sponsors.personal_data import profile_rows, sponsorship_rows
from bocage.welcome.sponsors.project_page import (
    sponsor_of_household,
    sponsors_of_file,
    sponsorships,
)
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.sponsors.factories import (
    SponsorProfileFactory,
    SponsorshipFactory,
    agreeing_project,
    coordinator_of,
)

pytestmark = pytest.mark.django_db

Status = SponsorProfile.Status
HOSTILE = "<script>alert(1)</script>\x01" + "é" * 5000


def adult_of(project):
    return project.adults.get(is_first=True).person


def get_card(client, sponsorship):
    client.force_login(sponsorship.sponsor.person)
    return client.get(reverse("sponsorship", args=[sponsorship.pk]))


def test_card_tells_enough_to_say_yes_and_no_more(client):
    sponsorship = SponsorshipFactory()

    page = get_card(client, sponsorship).content.decode()

    assert "2 adultes, 2 enfants" in page
    assert adult_of(sponsorship.project).email not in page
    assert "Oui, je les accompagne" in page


def test_card_shows_the_contact_that_the_household_gave(client):
    sponsorship = SponsorshipFactory(active=True)
    person = adult_of(sponsorship.project)

    assert person.email not in get_card(client, sponsorship).content.decode()
    give_contact(by=person, sponsorship=sponsorship)
    assert person.email in get_card(client, sponsorship).content.decode()


@pytest.mark.parametrize("outsider", ["ended", "lost", "neighbour", "mayor", "stranger"])
def test_card_is_for_its_sponsor_alone(client, outsider, boitron):
    sponsorship = SponsorshipFactory(active=True)
    people = {
        "ended": lambda: SponsorshipFactory(project=sponsorship.project, ended=True).sponsor.person,
        "lost": lambda: _without_mandate(sponsorship.sponsor.person),
        "neighbour": lambda: SponsorProfileFactory().person,
        "mayor": lambda: town_hall(boitron, Role.ELECTED),
        "stranger": PersonFactory,
    }
    client.force_login(people[outsider]())

    assert client.get(reverse("sponsorship", args=[sponsorship.pk])).status_code == 404
    assert client.post(reverse("sponsorship_note", args=[sponsorship.pk])).status_code == 404


def test_card_closes_when_it_ends(client):
    sponsorship = SponsorshipFactory(ended=True)

    assert get_card(client, sponsorship).status_code == 404


def _without_mandate(person):
    person.mandates.update(ends_on=timezone.localdate())
    return person


def test_sponsor_answers_in_the_espace(client):
    sponsorship = SponsorshipFactory()
    client.force_login(sponsorship.sponsor.person)

    answer = client.post(reverse("sponsorship_accept", args=[sponsorship.pk]), follow=True)

    assert "Vous accompagnez" in answer.content.decode()
    sponsorship.refresh_from_db()
    assert sponsorship.is_active


def test_sponsor_declines_with_a_word(client):
    sponsorship = SponsorshipFactory()
    client.force_login(sponsorship.sponsor.person)
    url = reverse("sponsorship_decline", args=[sponsorship.pk])

    assert client.post(url, {"reason": "castle", "words": HOSTILE}).status_code == 422
    assert client.post(url, {"reason": "no_fit", "words": "Trop loin"}).status_code == 302

    sponsorship.refresh_from_db()
    assert (sponsorship.status, sponsorship.words) == ("declined", "Trop loin")


def test_yes_in_a_click_asks_first_and_tells_the_same_twice(client):
    sponsorship = SponsorshipFactory()
    payload = {
        "sponsorship": str(sponsorship.pk),
        "person": str(sponsorship.sponsor.person_id),
    }
    path = signed_action_path("welcome.accept_sponsorship", payload)

    assert "Oui, je les accompagne" in client.get(path).content.decode()
    sponsorship.refresh_from_db()
    assert not sponsorship.is_active
    for _time in range(2):
        assert "vous accompagnez" in client.post(path).content.decode()
    sponsorship.refresh_from_db()
    assert sponsorship.is_active


def test_yes_in_a_click_after_somebody_else_has_a_clear_sentence(client):
    project = agreeing_project()
    expired_sponsorship = SponsorshipFactory(
        project=project, status="withdrawn", reason="no_answer", ended_at=timezone.now()
    )
    SponsorshipFactory(project=project, active=True)
    payload = {
        "sponsorship": str(expired_sponsorship.pk),
        "person": str(expired_sponsorship.sponsor.person_id),
    }

    answer = client.post(signed_action_path("welcome.accept_sponsorship", payload))

    assert (
        answer.status_code,
        "Une autre personne vient d’accepter" in answer.content.decode(),
    ) == (
        409,
        True,
    )


def test_no_in_a_click_and_a_mandate_that_is_over(client):
    sponsorship = SponsorshipFactory()
    payload = {
        "sponsorship": str(sponsorship.pk),
        "person": str(sponsorship.sponsor.person_id),
    }
    path = signed_action_path("welcome.decline_sponsorship", payload)
    mandates = sponsorship.sponsor.person.mandates
    mandates.update(ends_on=timezone.localdate())
    assert client.post(path).status_code == 410

    mandates.update(ends_on=None)
    answer = client.post(path).content.decode()
    assert "Merci d’avoir répondu." in answer
    assert "quelqu’un d’autre" not in answer


def test_offer_is_accepted_and_declined_in_a_click(client, boitron):
    mayor = town_hall(boitron, Role.ELECTED)
    for action, status in (
        ("accept_sponsor_offer", Status.ACTIVE),
        ("decline_sponsor_offer", Status.REFUSED),
    ):
        profile = SponsorProfileFactory(mandate=False, status=Status.OFFERED, offered_by=mayor)
        payload = {"profile": str(profile.pk), "person": str(profile.person_id)}
        path = signed_action_path(f"welcome.{action}", payload)
        assert client.get(path).status_code == 200
        assert client.post(path).status_code == 200
        profile.refresh_from_db()
        assert profile.status == status


def test_town_hall_offers_from_a_phone(client, boitron, deliver_mails):
    client.force_login(town_hall(boitron))
    url = reverse("sponsor_offer", args=[boitron.pk])

    assert client.get(url).status_code == 200
    for address in ("", "pas-une-adresse", HOSTILE):
        assert client.post(url, {"email": address, "name": "Yves"}).status_code == 422
    assert client.post(url, {"email": "yves@exemple.example", "name": "Yves"}).status_code == 302

    assert [mail.recipient for mail in deliver_mails()] == ["yves@exemple.example"]


def test_town_hall_of_the_next_commune_offers_nobody_here(client, boitron):
    client.force_login(town_hall(CommuneFactory(essay=True), Role.ELECTED))

    assert client.get(reverse("sponsor_offer", args=[boitron.pk])).status_code == 404


def test_person_proposes_themself_by_the_form(client, boitron):
    person = PersonFactory()
    client.force_login(person)
    url = reverse("sponsor_oneself")
    form = {
        "commune": "Boitron",
        "code": "61051",
        "max_at_once": "2",
        "languages": "anglais, anglais,",
    }

    assert client.get(url).status_code == 200
    for bad_form in ({}, {"commune": HOSTILE}, {**form, "commune": "Nulle-Part", "code": "99999"}):
        assert client.post(url, bad_form).status_code == 422
    assert client.post(url, {**form, "max_at_once": "99"}).status_code == 422
    assert client.post(url, form).status_code == 302

    profile = SponsorProfile.objects.get()
    assert (profile.commune, profile.status, profile.max_at_once, profile.languages) == (
        boitron,
        Status.REQUESTED,
        2,
        ["anglais"],
    )


def test_page_of_a_commune_leads_who_is_no_sponsor_to_the_form(client, boitron):
    form = reverse("sponsor_oneself")

    def page() -> str:
        return client.get(boitron.get_absolute_url()).content.decode()

    assert form not in page()
    client.force_login(PersonFactory())
    assert f'href="{form}"' in page()
    client.force_login(SponsorProfileFactory().person)
    assert form not in page()


def test_profile_is_changed_by_the_form(client):
    profile = SponsorProfileFactory()
    client.force_login(profile.person)
    url = reverse("sponsor_profile", args=[profile.pk])

    assert "infirmière" in client.get(url).content.decode()
    assert client.post(url, {"max_at_once": "3", "availability": ["weekends"]}).status_code == 302

    profile.refresh_from_db()
    assert (profile.max_at_once, profile.availability, profile.is_open) == (3, ["weekends"], False)
    client.force_login(PersonFactory())
    assert client.get(url).status_code == 404


def test_notes_by_the_form(client):
    sponsorship = SponsorshipFactory(active=True)
    client.force_login(sponsorship.sponsor.person)
    url = reverse("sponsorship_note", args=[sponsorship.pk])
    today = timezone.localdate().isoformat()

    for bad_form in (
        {},
        {"day": "2999-01-01", "channel": "call"},
        {"day": today, "channel": "x"},
    ):
        assert client.post(url, bad_form).status_code == 422
    assert client.post(url, {"day": today, "channel": "call", "line": "Ok"}).status_code == 302
    note = sponsorship.contacts.get()
    client.post(reverse("sponsorship_unnote", args=[sponsorship.pk, note.pk]))

    assert sponsorship.contacts.count() == 0


def test_sponsor_ends_it_by_the_form_and_both_say_how_it_went(client, deliver_mails):
    sponsorship = SponsorshipFactory(active=True)
    client.force_login(sponsorship.sponsor.person)
    url = reverse("sponsorship_end", args=[sponsorship.pk])
    assert client.post(url, {"reason": "team"}).status_code == 422
    assert client.post(url, {"reason": "done"}).status_code == 302
    client.logout()

    links = {
        mail.recipient: re.search(r"/parrainage/retour/\S+", mail.text)[0]
        for mail in deliver_mails()
    }
    assert len(links) == 2
    for link in links.values():
        assert client.get(link).status_code == 200
        assert client.post(link, {"mark": "9"}).status_code == 422
        assert client.post(link, {"mark": "4", "helped": "Le marché"}).status_code == 302
        assert "Vos réponses sont notées" in client.get(f"{link}?merci=1").content.decode()

    assert sponsorship.feedback.count() == 2


def test_feedback_needs_its_link(client):
    sponsorship = SponsorshipFactory(ended=True)
    token = feedback_link.token(sponsorship.pk, "sponsor")

    assert client.get(reverse("sponsorship_feedback", args=[f"{token}x"])).status_code == 404
    assert client.get(reverse("sponsorship_feedback", args=["cut"])).status_code == 404


def test_household_gives_its_contact_and_prefers_without(client):
    sponsorship = SponsorshipFactory(active=True)
    client.force_login(adult_of(sponsorship.project))
    give_url, end_url = (
        reverse("own_sponsor_contact", args=[sponsorship.pk]),
        reverse("own_sponsor_end", args=[sponsorship.pk]),
    )

    client.post(give_url)
    sponsorship.refresh_from_db()
    assert sponsorship.contact_given_by == adult_of(sponsorship.project)
    client.post(give_url, {"reprendre": "1"})
    sponsorship.refresh_from_db()
    assert sponsorship.contact_given_by is None
    client.post(end_url, {"reason": "household", "words": "Merci"})
    sponsorship.refresh_from_db()
    assert (sponsorship.status, sponsorship.reason) == ("ended", "household")

    other_sponsorship = SponsorshipFactory(active=True)
    assert client.post(reverse("own_sponsor_end", args=[other_sponsorship.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_the_welcome_costs_as_much_for_many(
    client, boitron, number, django_assert_num_queries
):
    for _number in range(number):
        SponsorshipFactory(active=True)
        SponsorProfileFactory(mandate=False, status=Status.REQUESTED)
        SponsorProfileFactory(mandate=False, status=Status.OFFERED)
    client.force_login(coordinator(boitron))
    client.get(reverse("sponsor_list"))

    with django_assert_num_queries(6):
        client.get(reverse("sponsor_list"))


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_sponsor_costs_as_much_for_many(client, number, django_assert_num_queries):
    profile = SponsorProfileFactory(max_at_once=6)
    for _number in range(number):
        SponsorshipFactory(sponsor=profile)
    client.force_login(profile.person)
    client.get(reverse("sponsoring"))

    with django_assert_num_queries(8):
        client.get(reverse("sponsoring"))


def test_list_of_the_welcome_is_searched_and_settled(client, boitron):
    profile = SponsorProfileFactory(mandate=False, status=Status.REQUESTED)
    SponsorProfileFactory(trade="menuisier")
    distant_profile = SponsorProfileFactory(
        commune=CommuneFactory(code="72001", departement__sarthe=True)
    )
    client.force_login(coordinator(boitron))
    url = reverse("sponsor_list")

    assert len(client.get(url).context["page"].object_list) == 1
    assert client.get(f"{url}?q=menuis").context["page"].object_list[0].trade == "menuisier"
    assert "Personne ne répond" in client.get(f"{url}?q=zzzz").content.decode()
    client.post(reverse("sponsor_confirm", args=[profile.pk]))
    profile.refresh_from_db()
    assert profile.status == Status.ACTIVE
    assert client.post(reverse("sponsor_confirm", args=[distant_profile.pk])).status_code == 404
    client.force_login(town_hall(boitron))
    assert client.get(url).status_code == 404


def test_tasks_of_welcome_and_sponsors(boitron):
    person = coordinator(boitron)
    sponsorship = SponsorshipFactory()
    profile_to_answer = SponsorProfileFactory(mandate=False, status=Status.OFFERED)
    offered_profile = SponsorProfileFactory(mandate=False, status=Status.REQUESTED)
    lonely_project = agreeing_project(name="Famille Seule")
    SponsorshipFactory(
        project=lonely_project, status="declined", reason="no_time", ended_at=timezone.now()
    )

    assert len(list(sponsorships_to_answer(sponsorship.sponsor.person))) == 1
    assert [task.title for task in offers_to_answer(profile_to_answer.person)] == [
        "Parrainer à Boitron\u202f?"
    ]
    assert [task.title.replace("\u00a0", " ") for task in sponsors_to_approve(person)] == [
        f"{offered_profile.person.name} veut bien parrainer à Boitron",
        "Famille Seule : personne pour les parrainer",
    ]
    assert list(sponsors_to_approve(offered_profile.person)) == []


def test_commune_lists_its_sponsors_and_missing_criteria(boitron):
    mayor = town_hall(boitron, Role.ELECTED)
    states = {state.name: state.holds for state in welcoming_states(boitron)}
    assert states["sponsor_named"] is False

    profile = SponsorProfileFactory(commune=boitron)

    states = {state.name: state.holds for state in welcoming_states(boitron)}
    assert states["sponsor_named"] is True
    (section,) = [
        commune_section
        for commune_section in commune_sections(boitron, mayor)
        if commune_section.name == "parrains"
    ]
    assert section.context["sponsors"] == [profile]


def test_sections_show_each_side_its_part():
    sponsorship = SponsorshipFactory(active=True)
    project, person = sponsorship.project, coordinator_of(sponsorship.project)

    household = sponsor_of_household(project, adult_of(project))
    file = sponsors_of_file(project, person)

    assert (household["sponsor"], household["phone"]) == (sponsorship.sponsor, "")
    assert (file["current"], file["ranked"]) == (sponsorship, [])
    assert sponsor_of_household(ProjectFactory(), PersonFactory()) is None
    other_project = agreeing_project()
    SponsorProfileFactory()
    assert len(sponsors_of_file(other_project, person)["ranked"]) == 1
    assert sponsors_of_file(ProjectFactory(), person)["ranked"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_file_and_timeline_cost_as_much_for_many(number, django_assert_num_queries):
    project = agreeing_project()
    for _number in range(number):
        sponsorship = SponsorshipFactory(project=project, ended=True)
        sponsorship.contacts.create(
            happened_on=timezone.localdate(), channel="call", written_at=timezone.now()
        )

    with django_assert_num_queries(2):
        assert len(list(sponsorships(project))) == 4 * number
    with django_assert_num_queries(8):
        sponsors_of_file(project, PersonFactory.build())


@pytest.mark.parametrize("number", [1, 3])
def test_personal_data_cost_as_much_for_many(number, django_assert_num_queries):
    profile = SponsorProfileFactory(max_at_once=6, words="Bonjour")
    for _number in range(number):
        sponsorship = SponsorshipFactory(sponsor=profile, active=True)
        note_contact(
            by=profile.person,
            sponsorship=sponsorship,
            happened_on=timezone.localdate(),
            channel="call",
            line="Cherche un médecin",
        )

    with django_assert_num_queries(3):
        rows = sponsorship_rows(profile.person, None)
    assert len(rows) == number
    assert all("Cherche un médecin" in row.detail for row in rows)
    assert "Bonjour" in profile_rows(profile.person, None)[0].detail
    (own_row,) = sponsorship_rows(adult_of(sponsorship.project), None)
    assert "Cherche un médecin" in own_row.detail


def test_welcome_asks_the_sponsor_that_it_chose(client):
    project = agreeing_project()
    sponsor = SponsorProfileFactory()
    client.force_login(coordinator_of(project))
    url = reverse("project_propose_sponsor", args=[project.pk])

    for choice in ("nonsense", str(sponsor.pk)):
        client.post(url, {"parrain": choice})

    sponsorship = Sponsorship.objects.get()
    assert sponsorship.sponsor == sponsor
    client.post(reverse("project_end_sponsorship", args=[project.pk, sponsorship.pk]))
    sponsorship.refresh_from_db()
    assert (sponsorship.status, sponsorship.reason) == ("withdrawn", "team")
    client.force_login(town_hall(CommuneFactory(boitron=True)))
    assert client.post(url).status_code == 404
