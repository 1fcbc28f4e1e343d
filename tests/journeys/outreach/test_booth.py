"""A day at a fair without a network: forty contacts are written down, and arrive once."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bocage.outreach.contact.links import booth_link
from bocage.outreach.contact.operations import open_booth
from bocage.outreach.models import Booth, Prospect, ProspectConsent, Touch
from bocage.outreach.prospects.formatting import words_of
from tests.journeys.checks import check_other_width, check_page
from tests.journeys.conftest import screens
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

TABLET = {"width": 820, "height": 1180}

FILL = """([number, wrong]) => {
  const form = document.querySelector("booth-desk form");
  form.elements.email.value = wrong ? "ada@" : `ada${number}@ville.example`;
  form.elements.name.value = `Ada ${number}`;
  form.querySelector("[name=purposes][value=letters]").checked = true;
  form.requestSubmit();
}"""

LOSE_ONE_ANSWER = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    window.fetch = real;
    throw new TypeError(`lost ${answer.status}`);
  };
}"""

COUNT_STORED = """async () => {
  const [{ name }] = await indexedDB.databases();
  const open = await new Promise((done) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => done(asked.result);
  });
  const contacts = open.transaction("contacts").objectStore("contacts");
  return new Promise((done) => {
    const asked = contacts.count();
    asked.onsuccess = () => done(asked.result);
  });
}"""


@pytest.fixture
def booth(live_server: Any) -> Booth:
    campaign = CampaignFactory(name="Salon des mobilités")
    by = coordinator_of(campaign.departement)
    return open_booth(by=by, campaign=campaign, label="Tablette 1", days=2)


def test_a_booth_day_without_network_sends_forty_contacts_once(
    page: Page, context: BrowserContext, booth: Booth
) -> None:
    page.goto(f"/stand/{booth_link.token(booth.pk)}/")
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    check_page(page)
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Sans réseau")).to_be_visible()

    page.get_by_label("Vous qui notez, votre prénom").fill("Odile")
    page.get_by_label("Adresse électronique").fill("camille@ville.example")
    page.get_by_role("button", name="Noter ce contact").click()
    expect(page.get_by_text("Cochez ce que la personne accepte")).to_be_visible()
    page.get_by_label("recevoir par courriel les lettres").check()
    page.get_by_role("button", name="Noter ce contact").click()
    expect(page.get_by_text("1 en attente")).to_be_visible()
    for number in range(2, 41):
        page.evaluate(FILL, [number, number == 40])
        expect(page.get_by_text(f"{number} en attente")).to_be_visible()
    check_page(page)
    page.reload()
    expect(page.get_by_text("40 en attente")).to_be_visible()
    assert not Touch.objects.exists()

    page.evaluate(LOSE_ONE_ANSWER)
    context.set_offline(False)
    expect(page.get_by_text("1 à corriger")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("39 arrivés")).to_be_visible()
    check_page(page)
    check_other_width(page, TABLET)
    page.get_by_role("button", name="Corriger").click()
    page.get_by_label("Adresse électronique").fill("ada40@ville.example")
    page.get_by_role("button", name="Noter ce contact").click()
    expect(page.get_by_text("40 arrivés")).to_be_visible()
    expect(page.get_by_text("0 en attente")).to_be_visible()
    assert page.evaluate(COUNT_STORED) == 0
    assert (Prospect.objects.count(), Touch.objects.count()) == (40, 40)
    spoken_consents = ProspectConsent.objects.filter(collection_method="spoken", confirmed_at=None)
    assert (
        spoken_consents.filter(words=words_of("letters", "fr"), recorded_by=booth.opened_by).count()
        == 40
    )
    note = "Accord donné de vive voix, noté par Odile."
    assert {touch.note for touch in Touch.objects.all()} == {note}
