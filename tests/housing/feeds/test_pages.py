"""The pages of sources and deliveries in the Espace."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from bocage.foundation.files.calls_apart import CallLimits
from bocage.housing.feeds.operations.listing_changes import FORGET
from bocage.housing.feeds.parsing import feed_files, formats
from bocage.housing.models import FeedRun, Listing, Source
from bocage.people.dashboard import tasks_of
from bocage.people.models import Role
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import SAMPLES, delivered, line, lines, zipped
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db
HEADER = "Réf;Transaction;Type;CP;Commune;Valeur;Surface"
TABLE = f"{HEADER}\nA1;vente;maison;61400;Mortagne;145 000;118\nA2;location;maison;61400;Sées;;80\n"


@pytest.fixture
def coordinator(source):
    scope = ScopeFactory(of_departement=True, departement=source.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name, *arguments):
    return reverse(name, args=arguments)


def uploaded(desk, content, name="annonces.zip", slug="agence"):
    file = SimpleUploadedFile(name, content)
    return desk.post(url("housing_upload", slug), {"file": file})


def forget_what_the_worker_read():
    """Drops the temporary tables after each delivery: a worker has its own connection, a test
    shares one.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORGET)


def test_the_list_costs_as_many_queries_for_one_as_for_ten(desk, source, django_assert_num_queries):
    delivered(source, zipped(lines(3)))
    desk.get(url("housing_sources"))
    with django_assert_num_queries(3):
        desk.get(url("housing_sources"))
    for _ in range(9):
        SourceFactory()
    with django_assert_num_queries(3):
        page = desk.get(url("housing_sources"))
    assert len(page.context["sources"]) == 10


def test_only_sources_of_what_one_coordinates_are_listed_and_opened(desk, source):
    beside = SourceFactory(slug="ailleurs", departement=DepartementFactory(sarthe=True))
    page = desk.get(url("housing_sources"))
    assert [feed.slug for feed, _sentence in page.context["sources"]] == ["agence"]
    assert desk.get(beside.get_absolute_url()).status_code == 404
    assert desk.get(source.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.COORDINATOR, {"of_epci": True}),
        (Role.ELECTED, {"of_commune": True}),
        (Role.TOWN_HALL, {"of_commune": True}),
        (Role.EDITOR, {"of_departement": True}),
    ],
)
def test_nobody_else_sees_a_source(client, source, role, scope):
    client.force_login(MandateFactory(role=role, scope=ScopeFactory(**scope)).person)
    for name in ("housing_source", "housing_upload", "housing_source_change"):
        assert client.get(url(name, "agence")).status_code == 404
    assert client.get(url("housing_sources")).status_code == 404


def test_a_source_is_opened_and_changed(desk, source, names_lead_to):
    form = {
        "name": "Étude Lefranc",
        "departement": "61",
        "kind": "notary",
        "format": "table",
        "fetch_every_minutes": 60,
        "quiet_after_hours": 48,
    }
    answer = desk.post(url("housing_source_open"), form)
    opened = Source.objects.get(slug="etude-lefranc")
    assert answer.url == opened.get_absolute_url()
    bad = desk.post(url("housing_source_change", opened.slug), {**form, "fetch_address": "ftp://x"})
    assert bad.status_code == 422
    names_lead_to("192.168.1.7")
    inside = {**form, "fetch_address": "https://agence.example/flux"}
    bad = desk.post(url("housing_source_change", opened.slug), inside)
    assert "donnez une adresse publique" in bad.content.decode()
    desk.post(url("housing_source_change", opened.slug), {**form, "quiet_after_hours": 72})
    opened.refresh_from_db()
    assert opened.quiet_after_hours == 72


def test_an_archive_is_read_after_its_upload_and_its_page_tells(desk, source, run_tasks):
    answer = uploaded(desk, (SAMPLES / "perche-immo-1.zip").read_bytes())
    assert "Lecture en cours" in desk.get(answer.url).text
    run_tasks()
    page = desk.get(answer.url)
    assert "suit cette livraison" in page.text
    assert Listing.objects.count() == 60


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("poliris", zipped(lines(3), {f"{number}.jpg": b"" for number in range(15_000)})),
        ("json", b"[" + b"[]," * 1_000_000 + b"[]]"),
    ],
    ids=["an archive", "a million empty lists"],
)
def test_a_delivery_that_takes_more_memory_than_it_may_is_refused_and_the_worker_goes_on(
    desk, source, run_tasks, monkeypatch, *, form, content
):
    monkeypatch.setattr(formats, "LIMITS", CallLimits(memory=1024 * 1024))
    Source.objects.filter(pk=source.pk).update(format=form)
    answer = uploaded(desk, content, name=f"annonces.{form}")
    run_tasks()

    assert "demande trop de mémoire ou de temps" in desk.get(answer.url).text
    assert not Listing.objects.exists()


def test_an_empty_or_missing_file_is_refused_with_a_sentence(desk):
    assert uploaded(desk, b"").status_code == 422
    assert desk.post(url("housing_upload", "agence")).status_code == 422


def test_a_file_of_more_than_half_a_gigabyte_is_refused_before_it_is_read(desk):
    answer = desk.generic(
        "POST",
        url("housing_upload", "agence"),
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(feed_files.MAX_OCTETS + 1024 * 1024),
    )
    assert answer.status_code == 413
    assert "512\u00a0Mo au plus" in answer.text
    assert not FeedRun.objects.exists()


def test_a_refused_delivery_says_why_and_what_stays(desk, source):
    run = delivered(source, b"nothing")
    text = desk.get(url("housing_run", "agence", run.pk)).text
    assert "pas une archive ZIP" in text
    assert "dernier bon stock" in text


def test_a_held_delivery_waits_in_the_espace_and_is_settled_on_its_page(
    desk, source, coordinator, run_tasks
):
    delivered(source, zipped(lines(10)))
    run = delivered(source, zipped(lines(2)))
    [task] = [task for task in tasks_of(coordinator) if "décision" in str(task.title)]
    assert task.url == url("housing_run", "agence", run.pk)
    assert "retirerait 8 annonces" in desk.get(task.url).text
    desk.post(url("housing_decide", "agence", run.pk))
    run_tasks()
    assert source.listings.on_the_market().count() == 2
    assert [task for task in tasks_of(coordinator) if "décision" in str(task.title)] == []


def test_a_delivery_that_another_took_the_place_of_leads_to_it(desk, source):
    delivered(source, zipped(lines(10)))
    first, last = (delivered(source, zipped(lines(count))) for count in (3, 2))
    page = desk.get(url("housing_run", "agence", first.pk)).text
    assert "Une livraison plus récente est venue" in page
    assert url("housing_run", "agence", last.pk) in page


def test_a_table_is_looked_at_before_anything_is_written(desk, source, run_tasks):
    Source.objects.update(format="table")
    answer = uploaded(desk, TABLE.encode("cp1252"), "biens.csv")
    page = desk.get(answer.url)
    assert "prix ou loyer" in page.text
    assert page.context["missing"] == ["prix ou loyer"]
    assert not Listing.objects.exists()

    [run] = FeedRun.objects.all()
    decide = url("housing_decide", "agence", run.pk)
    names = ["reference", "offer", "kind", "postcode", "town", "price", "surface"]
    mapping = {f"colonne-{number}": name for number, name in enumerate(names)}
    assert desk.post(decide, {"decision": "apply"}).status_code == 302
    assert FeedRun.objects.get().decided_at is None
    page = desk.post(decide, {**mapping, "decision": "preview"})
    assert (page.context["change"].created, page.context["change"].rejected) == (1, 1)
    assert not Listing.objects.exists()

    desk.post(decide, {**mapping, "decision": "apply"})
    run_tasks()
    assert Listing.objects.get().price_eur == 145_000
    source.refresh_from_db()
    assert source.column_mapping["Valeur"] == "price"
    forget_what_the_worker_read()
    again = desk.get(uploaded(desk, TABLE.encode(), "biens.csv").url)
    assert again.context["missing"] == []


def test_what_no_column_says_is_stated_once_for_every_row(desk, source, run_tasks):
    Source.objects.update(format="table")
    table = "Réf;CP;Ville;Prix;Surface\nA1;61500;Boitron;145 000;104\n"
    page = desk.get(uploaded(desk, table.encode(), "biens.csv").url)
    assert page.context["missing"] == ["vente ou location", "type de bien"]
    assert 'name="toutes-offer"' in page.text

    decide = url("housing_decide", "agence", FeedRun.objects.get().pk)
    names = ["reference", "postcode", "town", "price", "surface"]
    mapping = {f"colonne-{number}": name for number, name in enumerate(names)}
    mapping |= {"toutes-offer": "=location", "toutes-kind": "=château", "decision": "preview"}
    page = desk.post(decide, mapping)
    assert page.context["missing"] == ["type de bien"]
    desk.post(decide, {**mapping, "toutes-kind": "=maison", "decision": "apply"})
    run_tasks()

    listing = Listing.objects.get()
    assert (listing.offer, listing.kind, listing.price_eur) == ("rental", "house", 145_000)
    forget_what_the_worker_read()
    again = desk.get(uploaded(desk, table.replace("A1", "A2").encode(), "biens.csv").url)
    assert again.context["missing"] == []
    assert '<option value="=location" selected>' in again.text


def test_a_table_that_is_none_is_reported_and_put_aside(desk, source):
    Source.objects.update(format="table")
    answer = uploaded(desk, b"\0\0\0", "biens.csv")
    assert "pas un tableau" in desk.get(answer.url).text
    run = FeedRun.objects.get()
    desk.post(url("housing_decide", "agence", run.pk), {"decision": "discard"})
    run.refresh_from_db()
    assert run.status == FeedRun.Status.DISCARDED


@pytest.mark.parametrize(("extension", "form"), [("csv", "table"), ("json", "json")])
def test_the_template_is_read_as_it_is(desk, source, run_tasks, extension, form):
    Source.objects.update(format=form)
    answer = desk.get(url("housing_template", "agence", extension))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = desk.get(uploaded(desk, content, f"annonces.{extension}").url)
    assert page.context["change"].created == 1
    assert page.context["change"].repaired == 1  # Mortagne-au-Perche is not in this database.


def test_templates_are_given_as_a_workbook_too_and_as_nothing_else(desk):
    assert desk.get(url("housing_template", "agence", "xlsx")).content.startswith(b"PK")
    assert desk.get(url("housing_template", "agence", "exe")).status_code == 404


def test_remarks_are_reported_downloaded_and_mailed_to_the_agency(desk, source, deliver_mails):
    run = delivered(source, zipped([line(), line(external_id="b", price="=1+1")]))
    text = desk.get(url("housing_run", "agence", run.pk)).text
    assert "Le prix n’est pas un nombre" in text
    table = desk.get(url("housing_remarks", "agence", run.pk))
    assert "'=1+1" in b"".join(table.streaming_content).decode()
    desk.post(url("housing_remarks_mail", "agence", run.pk))
    [mail] = deliver_mails()
    assert mail.recipient == source.contact_email
    assert "Le prix n’est pas un nombre" in mail.text


def test_a_token_is_shown_once(desk, source):
    page = desk.post(url("housing_source_token", "agence"))
    token = page.context["token"]
    assert token in page.text
    assert token not in desk.get(source.get_absolute_url()).text
    desk.post(url("housing_token_revoke", "agence"))
    source.refresh_from_db()
    assert source.push_token_digest == ""


def test_the_delivery_of_another_source_is_not_shown(desk, source):
    run = delivered(SourceFactory(), zipped(lines(1)))
    assert desk.get(url("housing_run", "agence", run.pk)).status_code == 404


def test_signed_in_people_have_no_entry_in_the_menu(client, source):
    client.force_login(PersonFactory())
    assert url("housing_sources") not in client.get(reverse("espace")).text
