"""The pages of the Orne, as Léa writes and publishes them in both languages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from bocage.demo.cast import EDITOR, SETTLED_TELEWORKER, SPONSOR
from bocage.demo.outreach.editorial_english import ENGLISH
from bocage.demo.outreach.editorial_french import FRENCH
from bocage.demo.outreach.editorial_words import NEWS, ON_THE_HOME_PAGE, TESTIMONIES, DemoPage
from bocage.outreach.editorial.operations.consents import ConsentGiven, record_consent
from bocage.outreach.editorial.operations.pages import publish_change, publish_new_pages
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.models import EditorialPage, HomePage, TestimonyConsent
from bocage.people.models import Person

AGREED_DAYS_AGO = 40
AGREES_FOR = timedelta(days=730)
WORDS_SHOWN = (
    "Votre prénom et votre nom, votre phrase et votre histoire sont montrés sur le site, en "
    "français "
    "et en anglais, pendant deux ans. Vous pouvez changer d’avis à tout moment : la page se retire "
    "aussitôt."
)


def write_pages(people: Mapping[str, Person], now: datetime) -> int:
    """Opens the site, records two consents, and publishes the pages; returns how many."""
    lea = people[EDITOR.email]
    open_site(by=lea)
    consents = _consents(lea, people, now)
    keys: dict[str, UUID] = {}
    for language, pages in (("fr", FRENCH), ("en", ENGLISH)):
        home = HomePage.objects.select_related("locale").get(locale__language_code=language)
        under: dict[str, EditorialPage] = {"": home}
        for parent in ("", TESTIMONIES, NEWS):
            children = [page for page in pages if page.under == parent]
            new_pages = [_page_of(demo_page, consents) for demo_page in children]
            for page in new_pages:
                page.translation_key = keys.setdefault(page.slug, page.translation_key)
            publish_new_pages(by=lea, under=under[parent], pages=new_pages, now=now)
            under |= {page.slug: page for page in new_pages}
        home.body = list(ON_THE_HOME_PAGE[language])
        publish_change(by=lea, page=home)
    return len(FRENCH) + len(ENGLISH)


def _page_of(demo_page: DemoPage, consents: Mapping[str, TestimonyConsent]) -> EditorialPage:
    model: type[EditorialPage] = apps.get_model("outreach", demo_page.kind)
    fields: dict[str, Any] = dict(demo_page.fields)
    if demo_page.kind == "TestimonyPage":
        fields["consent"] = consents[fields["person_name"]]
    return model(
        title=demo_page.title,
        slug=demo_page.slug,
        introduction=demo_page.introduction,
        body=list(demo_page.body),
        **fields,
    )


def _consents(
    lea: Person, people: Mapping[str, Person], now: datetime
) -> dict[str, TestimonyConsent]:
    """Records the consents of Julien, in writing, and of Odile, orally."""
    given_on = timezone.localdate(now - timedelta(days=AGREED_DAYS_AGO))
    given_consents = (
        (people[SETTLED_TELEWORKER.email], "signed"),
        (people[SPONSOR.email], "spoken"),
    )
    return {
        person.name: record_consent(
            by=lea,
            consent=ConsentGiven(
                name=person.name,
                person=person,
                words_shown=WORDS_SHOWN,
                collection_method=way,
                given_on=given_on,
                ends_on=given_on + AGREES_FOR,
            ),
        )
        for person, way in given_consents
    }
