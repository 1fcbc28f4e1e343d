"""Screens of the setup: each saves its form, from which its progress is computed."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bocage.first_steps.models import MailTrial, StepPutOff, TerritoryArrival
from bocage.first_steps.operations.arrivals import ask_for_departement, import_departement
from bocage.first_steps.operations.places import put_places_off
from bocage.first_steps.operations.trials import note_return, try_sender
from bocage.first_steps.steps import steps_of
from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import forget_instance
from bocage.foundation.models import InstanceSettings
from bocage.people.models import Mandate, Role
from bocage.territory.errors import ReferenceUnreadable, UnknownDepartement
from bocage.territory.models import Commune
from bocage.territory.operations import departements
from bocage.workspaces.models import Place
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def waiting(person):
    return [step.name for step in steps_of(person) if step.waits]


def test_every_step_waits_on_an_empty_instance_and_none_of_what_is_there(administrator):
    assert waiting(administrator) == ["territory", "look", "mail", "key", "coordinator", "places"]

    CommuneFactory()
    InstanceSettings.objects.create(territory_name="le Perche")
    MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True))
    PlaceFactory()

    assert waiting(administrator) == ["mail", "key"]


def test_nobody_but_an_administrator_takes_a_step():
    person = PersonFactory()

    for refused in (
        lambda: ask_for_departement(by=person, code="61"),
        lambda: try_sender(by=person, sender_email=""),
        lambda: put_places_off(by=person),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_departement_comes_by_the_worker_with_what_is_in_it(
    signed_in_client, administrator, one_departement, run_tasks
):
    client, page = signed_in_client(administrator), reverse("first_steps_territory")

    assert client.post(page, {"departement": "61"}).url == page
    before = client.get(page).content.decode()
    run_tasks()
    after = text_of(client.get(page))

    assert 'hx-trigger="every 2s"' in before
    assert "Arrivé 1 commune, 1 intercommunalité" in after
    assert Commune.objects.get().name == "Boitron"
    arrival = TerritoryArrival.objects.get()
    import_departement(arrival_id=arrival.pk)  # Run again, it changes nothing.
    assert TerritoryArrival.objects.get().ended_at == arrival.ended_at


@pytest.mark.parametrize("code", ["", "99", "61; DROP", "6" * 5000, "\0"])
def test_what_is_no_departement_is_refused_on_the_page(signed_in_client, administrator, code):
    client = signed_in_client(administrator)

    answer = client.post(reverse("first_steps_territory"), {"departement": code})

    assert answer.status_code == 422
    assert not TerritoryArrival.objects.exists()


def test_departement_that_nobody_knows_is_refused(administrator, one_departement):
    with pytest.raises(UnknownDepartement):
        ask_for_departement(by=administrator, code="62")


def test_arrival_that_is_refused_says_why_and_may_be_asked_for_again(
    administrator, one_departement, run_tasks, monkeypatch
):
    def refuse():
        raise ReferenceUnreadable

    monkeypatch.setattr(departements, "read_reference", refuse)
    arrival = ask_for_departement(by=administrator, code="61")
    run_tasks()

    arrival.refresh_from_db()
    assert arrival.stage == "refused"
    assert "illisibles" in arrival.reason
    assert ask_for_departement(by=administrator, code="61") != arrival


def test_communes_that_arrive_are_placed_by_the_official_api(
    signed_in_client, administrator, one_departement, run_tasks, geo_api
):
    geo_api.will_answer()
    ask_for_departement(by=administrator, code="61")
    run_tasks()

    assert Commune.objects.get().position_source == "centre"
    page = text_of(signed_in_client(administrator).get(reverse("first_steps_territory")))
    assert "même secteur" not in page


def test_communes_arrive_without_the_official_api_and_the_page_says_so(
    signed_in_client, administrator, one_departement, run_tasks, geo_api
):
    geo_api.will_answer(body=b"<html>maintenance</html>")
    arrival = ask_for_departement(by=administrator, code="61")
    run_tasks()

    arrival.refresh_from_db()
    assert (arrival.stage, arrival.communes) == ("done", 1)
    page = text_of(signed_in_client(administrator).get(reverse("first_steps_territory")))
    assert "n’est pas une liste de communes" in page
    assert "« même secteur »" in page


def test_rows_that_make_no_sense_are_refused_by_the_database():
    for wrong in (
        lambda: TerritoryArrival.objects.create(departement="61", name="Orne", stage="done"),
        lambda: TerritoryArrival.objects.create(
            departement="61", name="Orne", stage="refused", ended_at=timezone.now()
        ),
        lambda: MailTrial.objects.create(sender="a@b.example", came_back_at=timezone.now()),
        lambda: StepPutOff.objects.create(step="mail"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_look_saves_name_and_territory_and_goes_on(signed_in_client, administrator):
    client, page = signed_in_client(administrator), reverse("first_steps_look")
    fields = {
        "name": "Perche d’accueil",
        "territory_name": "le Perche",
        "brand_colour": "#1f4d3a",
        "accent_colour": "#b93c27",
    }

    assert client.post(page, fields | {"territory_name": ""}).status_code == 422
    assert client.post(page, fields | {"accent_colour": "#ffff66"}).status_code == 422
    svg = SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    assert client.post(page, fields | {"logo_file": svg}).status_code == 422
    assert not InstanceSettings.objects.exists()
    assert client.post(page, fields).url == reverse("first_steps_mail")
    row = InstanceSettings.objects.get()
    assert (row.name, row.territory_name) == ("Perche d’accueil", "le Perche")


@pytest.mark.parametrize("colour", ["#ffff66", "jaune"])
def test_logo_is_kept_while_a_colour_is_chosen_again(signed_in_client, administrator, colour):
    client, page = signed_in_client(administrator), reverse("first_steps_look")
    drawn = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(drawn, "PNG")
    logo = SimpleUploadedFile("logo.png", drawn.getvalue(), "image/png")
    fields = {"name": "Perche", "territory_name": "le Perche", "brand_colour": "#1f4d3a"}

    refused = client.post(page, fields | {"accent_colour": colour, "logo_file": logo})

    assert refused.status_code == 422
    assert "Le logo est gardé." in text_of(refused)
    assert InstanceSettings.objects.get().logo
    svg = SimpleUploadedFile("logo.svg", b"<svg/>", "image/svg+xml")
    assert (
        client.post(page, fields | {"accent_colour": colour, "logo_file": svg}).status_code == 422
    )
    assert client.post(page, fields | {"accent_colour": "#b93c27"}).status_code == 302
    row = InstanceSettings.objects.get()
    assert (row.name, bool(row.logo)) == ("Perche", True)


def test_coordinator_is_entrusted_and_written_to(signed_in_client, administrator, mails_to):
    commune = CommuneFactory()
    client, page = signed_in_client(administrator), reverse("first_steps_coordinator")
    fields = {
        "email": "Lou@perche.example",
        "scope": f"departement-{commune.departement_id}",
    }

    assert client.post(page, fields | {"scope": "departement-99"}).status_code == 422
    assert client.post(page, fields | {"email": "lou"}).status_code == 422
    assert client.post(page, fields).status_code == 302
    assert client.post(page, fields).status_code == 422  # The same mandate twice.
    assert Mandate.objects.get(role=Role.COORDINATOR).person.email == "lou@perche.example"
    assert len(mails_to("lou@perche.example")) == 1


def test_coordinator_waits_for_the_territory(signed_in_client, administrator):
    page = text_of(signed_in_client(administrator).get(reverse("first_steps_coordinator")))

    assert "Le territoire d’abord" in page


def test_place_is_written_and_the_next_is_asked_for(signed_in_client, administrator):
    commune = CommuneFactory(boitron=True)
    client, page = signed_in_client(administrator), reverse("first_steps_places")
    fields = {"name": "La Clairière", "kind": "third_place", "commune": commune.name}

    assert client.post(page, fields).url == page
    assert client.post(page, fields).status_code == 422  # It is there already.
    place = Place.objects.get()
    assert (place.name, place.commune) == ("La Clairière", commune)
    assert "La Clairière" in text_of(client.get(page))


def test_places_may_come_later(signed_in_client, administrator):
    client = signed_in_client(administrator)

    for _twice in range(2):
        assert client.post(reverse("first_steps_places_later")).status_code == 302

    assert "places" not in waiting(administrator)
    assert "Plus tard" in text_of(client.get(reverse("first_steps")))


def test_steps_are_whole_in_english(signed_in_client, administrator):
    CommuneFactory()
    client = signed_in_client(administrator)

    overview = text_of(client.get("/en/espace/premiers-pas/"))

    assert "First steps" in overview
    assert "The first month" in overview


def test_trial_leaves_from_the_new_sender_and_comes_back_by_its_link(
    signed_in_client, administrator, client, mails_to
):
    browser, page = signed_in_client(administrator), reverse("first_steps_mail")

    assert browser.post(page, {"sender_email": "bonjour@perche.example"}).url == page
    mail = mails_to(administrator.email)[-1]
    link = next(word for word in mail.text.split() if "http" in word and ":" in word[8:])
    path = "/" + link.split("/", 3)[3]

    client.get(path)  # A program that opens every link proves nothing.
    assert MailTrial.objects.get().came_back_at is None
    assert "Les courriels arrivent" in text_of(client.post(path))
    first = MailTrial.objects.get()
    client.post(path)
    assert MailTrial.objects.get().came_back_at == first.came_back_at
    assert (first.sender, first.return_method) == ("bonjour@perche.example", "link")
    forget_instance()
    assert "mail" not in waiting(administrator)

    try_sender(by=administrator, sender_email="autre@perche.example")
    forget_instance()
    assert "mail" in waiting(administrator)


@pytest.mark.parametrize(
    "sender", ["nobody", "a@b.example\nBcc: x@y.example", "é@perche.example", "a" * 5000, "\0"]
)
def test_what_no_mail_may_bear_is_refused_as_sender(signed_in_client, administrator, sender):
    client = signed_in_client(administrator)

    answer = client.post(reverse("first_steps_mail"), {"sender_email": sender})

    assert answer.status_code == 422
    assert not MailTrial.objects.exists()
    with pytest.raises(ValidationError):
        try_sender(by=administrator, sender_email=sender)


def test_trials_of_an_hour_are_counted(signed_in_client, administrator):
    client, page = signed_in_client(administrator), reverse("first_steps_mail")

    fields = {"sender_email": "bonjour@perche.example"}
    statuses = [client.post(page, fields).status_code for _one in range(13)]

    assert statuses == [302] * 12 + [422]


def test_sender_is_asked_for_where_the_server_gives_none(
    signed_in_client, administrator, monkeypatch
):
    client, page = signed_in_client(administrator), reverse("first_steps_mail")

    refused = client.post(page, {"sender_email": ""})
    given = settings.BOCAGE.model_copy(update={"email_from": "Ici <ici@perche.example>"})
    monkeypatch.setattr(settings, "BOCAGE", given)

    assert refused.status_code == 422
    assert "écrivez une adresse" in text_of(refused)
    assert "celle que donne le serveur, ici@perche.example" in text_of(client.get(page))
    assert client.post(page, {"sender_email": ""}).url == page


def test_return_of_a_trial_that_is_gone_is_nothing():
    trial = MailTrial(sender="a@b.example")

    assert note_return(trial_id=trial.pk, return_method=MailTrial.ReturnMethod.ANSWER) is None
