"""A monthly gathering whose room is booked: made, registered to, seen by the host, moved, called
off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.network.models import Gathering
from bocage.people.models import Person
from bocage.workspaces.models import Booking
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox, loosely
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import club_world
from tests.workspaces.factories import HostFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_a_monthly_gathering_and_its_room(
    page: Page, live_server: Any, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    world = club_world()
    host = HostFactory(of=world.place)
    member = MemberFactory(commune=world.place.commune, public=True)
    day = timezone.localdate() + timedelta(days=7)

    sign_in(world.organiser)
    page.goto(reverse("club_gatherings"))
    page.get_by_role("link", name="Préparer une rencontre").first.click()
    page.get_by_label("Titre").fill("Le jeudi du club")
    page.get_by_label("Quel jour").fill(day.isoformat())
    page.get_by_label("Elle revient").select_option(label="Chaque mois, trois fois")
    page.get_by_label("Combien de places").fill("8")
    page.get_by_label("La salle à réserver").select_option(str(world.room.pk))
    check_page(page)
    page.get_by_role("button", name="Préparer").click()
    expect(page.get_by_text(loosely("3 rencontres sont prêtes"))).to_be_visible()
    expect(page.get_by_text("Salle réservée")).to_be_visible()
    page.get_by_role("button", name="Ouvrir toute la série").click()
    expect(page.get_by_text("Les dates sont publiées")).to_be_visible()
    check_page(page)

    sign_in(member.person)
    page.goto(reverse("gathering_list"))
    check_page(page)
    page.get_by_role("link", name="Le jeudi du club").first.click()
    page.get_by_label("Montrer aux autres que je viens").check()
    check_page(page)
    page.get_by_role("button", name="M’inscrire").click()
    expect(page.get_by_role("heading", name="Vous êtes inscrit")).to_be_visible()
    expect(page.get_by_role("heading", name="Ils viennent")).to_be_visible()
    check_page(page)

    _see_the_room(page, sign_in, host, world.place.slug, day.isoformat())

    gathering = Gathering.objects.order_by("starts_at").first()
    assert gathering is not None
    sign_in(world.organiser)
    page.goto(reverse("gathering_change", args=[gathering.pk]))
    later = day + timedelta(days=1)
    page.get_by_label("Quel jour").fill(later.isoformat())
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est changé, la salle avec")).to_be_visible()
    mailbox.open_newest_to(member.person, "La rencontre a changé")
    _see_the_room(page, sign_in, host, world.place.slug, later.isoformat())

    sign_in(world.organiser)
    page.goto(reverse("gathering_call_off", args=[gathering.pk]))
    check_page(page)
    page.get_by_label("Pourquoi").fill("La salle est sous la neige.")
    page.get_by_role("button", name="Annuler toutes celles à venir de la série").click()
    expect(page.get_by_text("C’est annulé. La salle est libérée")).to_be_visible()
    assert not Booking.objects.holding().exists()
    mailbox.open_newest_to(member.person, "La rencontre est annulée")


def _see_the_room(
    page: Page, sign_in: Callable[[Person], None], host: Person, slug: str, day: str
) -> None:
    """The host reads on the list of the day who has the room, and for what."""
    sign_in(host)
    page.goto(reverse("host_day", args=[slug, day]))
    expect(page.get_by_text(loosely("Rencontre du club : Le jeudi du club"))).to_be_visible()
