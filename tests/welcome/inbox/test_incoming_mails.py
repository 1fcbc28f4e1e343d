"""Mails that answer ours: into the thread, to the town hall's answer, or held for the team."""

from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail.incoming import reply_address
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail, ReceivedMail
from bocage.people.models import Mandate, Role
from bocage.welcome.inbox.errors import NotForAHousehold
from bocage.welcome.inbox.operations import accept_held_mail, set_mail_aside
from bocage.welcome.inbox.waiting_mails import mails_to_look_at
from bocage.welcome.messages.operations.thread import write_to_household
from bocage.welcome.models import ProjectMessage, RelayReply, SettlementProject
from bocage.welcome.relays.operations.relays import answer_relay
from tests.foundation.mail.test_reading_mails import BOUNCE
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import RelayFactory, coordinator, town_hall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "accueil@bocage.example"}
    )


@pytest.fixture
def project():
    return ProjectFactory(adults=[PersonFactory(email="camille@exemple.example", name="Camille")])


@pytest.fixture
def claire(project):
    return coordinator(project.departement)


def receive_reply(sender, kind, key, text="Oui, samedi.", number=1, **headers):
    return receive_mail_at(reply_address(kind, key), sender, text, number, **headers)


def receive_mail_at(address, sender, text="Oui, samedi.", number=1, *, photo=b"", **headers):
    message = EmailMessage()
    message["From"] = sender
    message["To"] = address
    message["Message-ID"] = f"<{number}@exemple.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if photo:
        message.add_attachment(photo, maintype="image", subtype="jpeg", filename="maison.jpg")
    return receive_mail(message.as_bytes())


def kinds():
    return [kind.rpartition(".")[2] for kind in OutgoingMail.objects.values_list("kind", flat=True)]


def test_a_household_answers_into_the_thread(project, claire):
    held_mail = receive_reply("Camille <CAMILLE@exemple.example>", "project", project.pk)

    message = ProjectMessage.objects.get()
    assert held_mail.state == "taken"
    assert (message.words, message.channel, message.is_from_household) == (
        "Oui, samedi.",
        "mail",
        True,
    )
    assert message.author.email == "camille@exemple.example"
    assert OutgoingMail.objects.get().recipient == claire.email


def test_mail_to_a_household_can_be_answered(project, claire):
    write_to_household(by=claire, project=project, words="Bonjour")
    mail = OutgoingMail.objects.get(recipient="camille@exemple.example")

    message = EmailMessage()
    message["From"] = "camille@exemple.example"
    message["To"] = mail.reply_to
    message.set_content("Merci !\n\nLe 27/11/2026 à 10:02, Bocage a écrit :\n> Bonjour\n")
    receive_mail(message.as_bytes())

    assert ProjectMessage.objects.get(is_from_household=True).words == "Merci !"


def test_team_is_notified_of_dropped_attachments(client, project, claire, deliver_mails):
    address = reply_address("project", project.pk)

    receive_mail_at(address, "camille@exemple.example", photo=b"\xff" * 4_000)

    (notice,) = [mail for mail in deliver_mails() if mail.recipient == claire.email]
    assert "maison.jpg (" in notice.text
    client.force_login(claire)
    page = text_of(client.get(reverse("project_file", args=[project.pk])))
    assert "maison.jpg (" in page


def test_answer_without_its_address_is_held_for_the_coordinators(project, claire):
    write_to_household(by=claire, project=project, words="Bonjour")
    OutgoingMail.objects.update(message_id="<bonjour@bocage.example>")

    held_mail = receive_mail_at(
        "bonjour@bocage.example",
        "camille.bureau@travail.example",
        In_Reply_To="<bonjour@bocage.example>",
    )

    assert (held_mail.state, held_mail.kind, held_mail.key) == ("held", "project", project.pk)
    assert accept_held_mail(by=claire, received=held_mail).project == project


def test_mail_of_an_adult_that_answers_nothing_goes_into_their_thread(client, project, claire):
    ProjectFactory(
        status="closed",
        closed_at=timezone.now(),
        close_reason="elsewhere",
        adults=[project.adults.get().person],
    )
    held_mail = receive_mail_at("accueil@bocage.example", "camille@exemple.example", photo=b"\xff")
    client.force_login(claire)
    page = text_of(client.get(reverse("held_mails")))
    assert "mettre dans le fil" in page
    assert project.name in page

    message = accept_held_mail(by=claire, received=held_mail)

    assert (message.project, message.left_out) == (project, ["maison.jpg (1 ko)"])


def test_mail_that_nothing_explains_is_for_no_other_departement(project, claire):
    stranger = receive_mail_at("accueil@bocage.example", "perdu@exemple.example", number=1)
    own_mail = receive_mail_at("accueil@bocage.example", "camille@exemple.example", number=2)
    mayor = town_hall(CommuneFactory(boitron=True))
    of_mayor = receive_mail_at("accueil@bocage.example", mayor.email, number=3)
    assert set(mails_to_look_at(claire)) == {stranger, own_mail, of_mayor}

    neighbour = coordinator(DepartementFactory(sarthe=True))
    administrator = MandateFactory(role=Role.ADMIN, scope=ScopeFactory()).person

    assert set(mails_to_look_at(claire)) == {own_mail, of_mayor}
    assert list(mails_to_look_at(neighbour)) == []
    assert set(mails_to_look_at(administrator)) == {stranger, own_mail, of_mayor}
    with pytest.raises(NotAllowed):
        accept_held_mail(by=neighbour, received=own_mail)


def test_household_of_another_departement_is_neither_named_nor_written_to(client, claire):
    alix = PersonFactory(email="alix@exemple.example")
    distant_project = ProjectFactory(
        departement=DepartementFactory(sarthe=True), name="Famille Sarthoise", adults=[alix]
    )
    held_mail = receive_mail_at("accueil@bocage.example", alix.email)
    client.force_login(claire)

    page = client.get(reverse("held_mails")).content.decode()

    assert alix.email in page
    assert "Famille Sarthoise" not in page
    assert str(distant_project.pk) not in page
    assert reverse("held_mail_accept", args=[held_mail.pk]) not in page
    with pytest.raises(NotForAHousehold):
        accept_held_mail(by=claire, received=held_mail)
    assert not ProjectMessage.objects.exists()


def test_later_project_elsewhere_does_not_hide_the_one_that_is_followed(client, project, claire):
    ProjectFactory(
        departement=DepartementFactory(sarthe=True),
        adults=[project.adults.get().person],
        sent_at=timezone.now(),
    )
    held_mail = receive_mail_at("accueil@bocage.example", "camille@exemple.example")
    client.force_login(claire)

    page = client.get(reverse("held_mails")).content.decode()

    assert project.get_absolute_url() in page
    assert reverse("held_mail_accept", args=[held_mail.pk]) in page
    assert accept_held_mail(by=claire, received=held_mail).project == project


def test_the_team_answers_into_the_thread(project, claire):
    held_mail = receive_reply(claire.email, "team", project.pk, "Je vous appelle demain.")

    project.refresh_from_db()
    message = ProjectMessage.objects.get()
    assert (held_mail.state, message.author, message.is_from_household) == ("taken", claire, False)
    assert project.answered_at is not None


def test_a_household_cannot_write_in_the_name_of_the_team(project, claire):
    for sender, kind in ((claire.email, "project"), ("camille@exemple.example", "team")):
        held_mail = receive_reply(sender, kind, project.pk, number=kind)
        assert held_mail.state == "held"
    assert not ProjectMessage.objects.exists()


def test_another_address_is_held_and_accepted(project, claire):
    held_mail = receive_reply("camille.bureau@travail.example", "project", project.pk)
    assert (held_mail.state, "adulte du ménage" in held_mail.reason) == ("held", True)
    assert list(mails_to_look_at(claire)) == [held_mail]

    accept_held_mail(by=claire, received=held_mail)
    accept_held_mail_again = mails_to_look_at(claire)

    message = ProjectMessage.objects.get()
    assert (message.words, message.author, message.is_from_household) == (
        "Oui, samedi.",
        None,
        True,
    )
    assert not accept_held_mail_again.exists()


def test_outsiders_read_no_held_mail(project, claire):
    held_mail = receive_reply("autre@travail.example", "project", project.pk)
    strangers = [PersonFactory(), coordinator(DepartementFactory(sarthe=True))]
    strangers.append(town_hall(CommuneFactory(boitron=True)))

    for person in strangers:
        with pytest.raises(NotAllowed):
            accept_held_mail(by=person, received=held_mail)
        with pytest.raises(NotAllowed):
            set_mail_aside(by=person, received=held_mail)
    set_mail_aside(by=claire, received=held_mail)
    assert ReceivedMail.objects.get().is_closed


def test_automatic_answers_never_reach_the_thread(project):
    for number, headers in enumerate(({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"})):
        sender = "camille@exemple.example"
        held_mail = receive_reply(sender, "project", project.pk, "Absente", number, **headers)
        assert held_mail.state == "automatic"
    assert not ProjectMessage.objects.exists()


def test_bounce_is_notified_to_the_coordinator(client, project, claire):
    OutgoingMail.objects.create(
        kind="x",
        channel="x",
        recipient="camille@exemple.example",
        language="fr",
        message_id="<0199@bocage.example>",
        reply_to=reply_address("project", project.pk),
    )
    receive_mail(BOUNCE)
    client.force_login(claire)

    assert not ProjectMessage.objects.exists()
    assert "1 courriel à regarder" in text_of(client.get(reverse("espace")))
    page = text_of(client.get(reverse("held_mails")))
    assert "Non remis à camille@exemple.example" in page
    assert "mettre dans le fil" not in page


def test_an_erased_project_takes_nothing(project):
    SettlementProject.objects.update(erased_at=timezone.now())

    assert receive_reply("camille@exemple.example", "project", project.pk).state == "held"
    assert not ProjectMessage.objects.exists()


def test_a_town_hall_answers_with_words(client, deliver_mails):
    boitron = CommuneFactory(boitron=True)
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)

    held_mail = receive_reply(mayor.email, "relay", relay.pk, "La maison de la poste se libère.")

    relay.refresh_from_db()
    reply = RelayReply.objects.get()
    assert (held_mail.state, relay.status, reply.state) == ("taken", "sent", "to_confirm")
    [mail] = [mail for mail in deliver_mails() if mail.recipient == mayor.email]
    assert "La maison de la poste se libère." in mail.text
    client.force_login(mayor)
    page = client.get(reverse("relay_choice", args=[relay.pk, "logement"]))
    assert "La maison de la poste se libère." in text_of(page)


def test_words_of_a_town_hall_that_cannot_count():
    boitron = CommuneFactory(boitron=True)
    claire = coordinator(boitron.departement)
    relay = RelayFactory(commune=boitron)
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)
    answer_relay(by=secretary, relay=relay, answer="no")
    former_mayor = town_hall(boitron, Role.ELECTED)
    Mandate.objects.filter(person=former_mayor).update(ends_on=timezone.localdate())

    for number, (person, state) in enumerate(((mayor, "answered"), (former_mayor, "mandate_over"))):
        held_mail = receive_reply(person.email, "relay", relay.pk, "Mais si !", number)
        assert held_mail.state == "taken"
        assert RelayReply.objects.get(person=person).state == state
    assert kinds().count("WordsSavedMail") == 2
    stranger = receive_reply("qui@ailleurs.example", "relay", relay.pk, number=8)
    neighbour = town_hall(CommuneFactory(essay=True))
    assert (
        stranger.state
        == receive_reply(neighbour.email, "relay", relay.pk, number=9).state
        == "held"
    )
    assert mails_to_look_at(claire).count() == 2


def test_the_page_of_held_mails(client, project, claire):
    receive_reply(
        "<script>x</script> <autre@travail.example>", "project", project.pk, "<b>Bonjour</b>"
    )
    receive_mail(b"From: perdu@exemple.example\r\nTo: accueil@bocage.example\r\n\r\nBonjour ?")
    client.force_login(claire)

    page = client.get(reverse("held_mails"))
    assert "Cette adresse n’est celle d’aucun adulte du ménage." in text_of(page)
    assert "perdu@exemple.example" in text_of(page)
    assert b"<b>Bonjour" not in page.content
    first_mail, second_mail = mails_to_look_at(claire).order_by("received_at")
    client.post(reverse("held_mail_accept", args=[first_mail.pk]))
    client.post(reverse("held_mail_aside", args=[second_mail.pk]))

    assert "Aucun courriel à regarder" in text_of(client.get(reverse("held_mails")))
    assert ProjectMessage.objects.get().words == "<b>Bonjour</b>"
    client.force_login(PersonFactory())
    assert client.get(reverse("held_mails")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_little_for_three(
    client, django_assert_num_queries, project, claire, number
):
    for sender_number in range(number):
        receive_reply(
            f"autre{sender_number}@travail.example", "project", project.pk, number=sender_number
        )
    client.force_login(claire)
    client.get(reverse("held_mails"))
    with django_assert_num_queries(7):
        client.get(reverse("held_mails"))
