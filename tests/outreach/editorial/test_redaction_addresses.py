"""Every URL of Wagtail, opened twice by a publisher and by a proposer: none fails."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLResolver, reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Collection, Task, Workflow
from wagtail.users.models import UserProfile

from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.urls.redaction import urlpatterns
from bocage.outreach.models import HomePage, LandingPage, TestimonyConsent
from bocage.people.models import Person, Role
from tests.outreach.assets.factories import a_picture
from tests.people.factories import MandateFactory, ScopeFactory

pytestmark = pytest.mark.django_db

GOES_AWAY = {"wagtailadmin_logout"}


def editor(role: str = Role.EDITOR) -> Person:
    return MandateFactory(role=role, scope=ScopeFactory(of_departement=True)).person


def addresses(entries: list[Any], route: str = "", names: str = "") -> Iterator[tuple[str, str]]:
    """The route and the whole name of each."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            within = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from addresses(entry.url_patterns, route + str(entry.pattern), within)
        else:
            yield route + str(entry.pattern), names + str(entry.name)


ADDRESSES = list(addresses(urlpatterns))


def parts_of_the_site() -> dict[str, Any]:
    """Returns the parameters of the URLs: a page with revisions and a pending proposal, a
    picture…"""
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=LandingPage(title="Venir de Rouen", slug="rouen"))
    revision = page.save_revision()
    revision.publish()
    task = Task.objects.first() or Task.objects.create(
        name="Relire", content_type=ContentType.objects.get_for_model(Task)
    )
    workflow = Workflow.objects.first() or Workflow.objects.create(name="Relecture")
    image = get_image_model().objects.create(
        title="Le bourg", file=a_picture(), description="Un bourg"
    )
    consent = TestimonyConsent.objects.create(
        name="Camille",
        words_shown="Une phrase",
        collection_method="signed",
        given_on=timezone.localdate(),
        ends_on=timezone.localdate(),
    )
    numbers = dict.fromkeys(
        ("page_id", "parent_page_id", "page_pk", "page_to_move_id", "destination_id"), page.pk
    )
    return numbers | {
        "parent_page_id": home.pk,
        "destination_id": home.pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": task.pk,
        "workflow_pk": workflow.pk,
        "image_id": image.pk,
        "uploaded_file_id": 0,
        "task_state_id": 0,
        "workflow_state_id": 0,
        "redirect_id": 0,
        "session_id": 0,
        "collection_id": Collection.get_first_root_node().pk,
        "object_id": str(page.pk),
        "action_name": "approve",
        "action": "publish",
        "app_label": "outreach",
        "model_name": "landingpage",
        "content_type_app_name": "outreach",
        "content_type_model_name": "landingpage",
        "app_name": "taggit",
        "filter_spec": "width-100",
        "pages.pk": page.pk,
        "images.pk": image.pk,
        "documents.pk": image.pk,
        "wagtailimages_chooser.pk": image.pk,
        "wagtailadmin_pages.pk": page.pk,
        "testimony_consents.pk": consent.pk,
        "wagtailadmin_collections.pk": Collection.get_first_root_node().pk,
        "wagtailadmin_workflows.pk": workflow.pk,
        "simple_translation.pk": str(page.pk),
    }


def address_of(route: str, name: str, parts: dict[str, Any]) -> str:
    space = name.rpartition(":")[0].rpartition(":")[2]
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    return reverse(
        name, kwargs={name: parts.get(f"{space}.{name}", parts.get(name)) for name in names}
    )


def statuses(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    """Returns the status of each address, in order."""
    answers = {address: client.get(address).status_code for address in addresses}
    gc.collect()
    return answers


# Wagtail leaves the temporary file of a picture at another size to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("role", [Role.EDITOR, Role.CLUB_ORGANISER])
def test_no_address_breaks_at_either_visit(client: Client, role: str) -> None:
    parts = parts_of_the_site()
    client.force_login(editor(role))
    client.raise_request_exception = False
    first = statuses(
        client,
        [address_of(route, name, parts) for route, name in ADDRESSES if name not in GOES_AWAY],
    )
    opened = [address for address, status in first.items() if status == 200]
    second = statuses(client, opened)
    assert {address: status for address, status in first.items() if status >= 500} == {}
    assert second == dict.fromkeys(opened, 200)
    assert "/redaction/account/" in opened
    assert len(opened) > 40


def test_preferences_are_kept_and_ask_for_nothing_that_the_product_keeps_elsewhere(
    client: Client,
) -> None:
    person = editor()
    client.force_login(person)
    for _visit in range(2):
        page = client.get("/redaction/account/")
        assert page.status_code == 200
        names = re.findall(
            r'<(?:input|select|textarea)[^>]* name="([\w-]+)"', page.content.decode()
        )
        fields = {name for name in names if name.partition("-")[0] not in {"csrfmiddlewaretoken"}}
        assert fields == {
            "locale-preferred_language",
            "theme-theme",
            "theme-contrast",
            "theme-density",
            "theme-keyboard_shortcuts",
        }
    choices = {
        "locale-preferred_language": "en",
        "theme-theme": "dark",
        "theme-contrast": "system",
        "theme-density": "snug",
    }
    assert client.post("/redaction/account/", choices)["Location"] == "/redaction/account/"
    profile = UserProfile.objects.get(user=person)
    assert (profile.preferred_language, profile.theme, profile.density) == ("en", "dark", "snug")
    assert client.get("/redaction/").status_code == 200
