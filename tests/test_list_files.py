"""Each list of the product can be downloaded, with the permissions and filters of its page."""

import inspect
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.workspaces.factories import BookingFactory

pytestmark = pytest.mark.django_db

WITHOUT_A_FILE = {
    **dict.fromkeys(
        ("commune_list", "indicator_list"),
        "open data: /preuves/donnees/ and /territoire/communes.geojson hold them whole",
    ),
    **dict.fromkeys(
        ("campaign_list", "prospect_list"), "the file stands at an address of its own name"
    ),
    **dict.fromkeys(
        ("member_list", "help_board", "idea_list", "club_ideas"),
        "people show themselves and their words on a page, which they can take back",
    ),
    **dict.fromkeys(
        (
            *("conversation_list", "own_pairs", "application_list", "own_applications"),
            *("usersessions_list", "lead_list"),
        ),
        "one's own, which « Ce que nous savons de vous » gives whole, or what is shown to one",
    ),
    **dict.fromkeys(
        (
            *(
                "club_requests",
                "contact_reports",
                "club_help_posts",
                "prospect_pairs",
                "held_mails",
            ),
            *("review_list", "helping_households", "own_communes", "sequence_people"),
            *("refused_addresses", "ambassador_invite", "host_clearances", "webhook"),
        ),
        "what waits for an action: the list is worked through on its page",
    ),
    **dict.fromkeys(
        (
            *("club_skills", "task_template_list", "sequence_list", "mailing_list", "booth_list"),
            *("host_prices", "managed_editions", "edition_list", "training_list"),
        ),
        "a few lines that are written here, each with a page of its own",
    ),
    "demand_list": "figures of a map, some of which are too small to be told",
    **dict.fromkeys(("mail_preview_list", "demo_mail_list"), "of the style guide, or of the demo"),
}
"""The lists that have no file beside them, and why."""


def views(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry)
        else:
            yield entry


def is_a_list(entry: URLPattern) -> bool:
    """Named as one, or cut in pages."""
    view = inspect.unwrap(entry.callback)
    if not getattr(view, "__module__", "").startswith("bocage.") or not inspect.isfunction(view):
        return False
    return str(entry.name).endswith("_list") or "Paginator(" in inspect.getsource(view)


def test_each_list_has_its_file_or_says_why_it_has_none():
    entries = list(views(get_resolver()))
    names = {entry.name for entry in entries}
    lists = {entry.name for entry in entries if is_a_list(entry)}
    alone = {name for name in lists if not name.endswith("_file") and f"{name}_file" not in names}
    assert alone == set(WITHOUT_A_FILE) & names


def text_of(client, name, **params):
    """The file of a list as text, for who is signed in."""
    response = client.get(
        reverse(name, kwargs={"extension": "csv", **params.pop("at", {})}), params
    )
    assert response.status_code == 200
    assert "private, no-store" in response["Cache-Control"]
    return b"".join(response).decode("utf-8-sig")


def lines_of(text):
    return [line.split(";") for line in text.splitlines()]


@pytest.fixture
def coordinator(client):
    """Signed in, over the Orne."""
    scope = ScopeFactory(of_departement=True, departement=CommuneFactory().departement)
    person = MandateFactory(role=Role.COORDINATOR, scope=scope).person
    client.force_login(person)
    return person


def test_members_are_filed_as_the_page_is_narrowed_and_never_as_formulas(client, coordinator):
    evil = MemberFactory(person__name="=HYPERLINK(1)", headline="+33")
    MemberFactory(status="left", left_at=timezone.now(), person__name="Zoé")
    header, *rows = lines_of(text_of(client, "club_members_file"))
    assert header[:2] == ["Nom", "Ce qu’il ou elle fait"]
    assert [row[:2] for row in rows] == [["'=HYPERLINK(1)", "'+33"]]
    assert rows[0][4] == evil.commune_id
    [row] = lines_of(text_of(client, "club_members_file", etat="left"))[1:]
    assert row[0] == "Zoé"
    page = client.get(reverse("club_members"), {"etat": "left", "page": "1"}).content.decode()
    assert 'href="/espace/club/membres.xlsx?etat=left"' in page


def test_workbook_of_a_list_holds_its_rows_as_texts(client, coordinator):
    MemberFactory(person__name="=1+1")
    response = client.get(reverse("club_members_file", args=["xlsx"]))
    assert response["Content-Disposition"] == 'attachment; filename="membres.xlsx"'
    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize(
    "name",
    [
        *("club_members", "club_gatherings", "project_list", "stay_list", "weekend_list"),
        *("ceremony_list", "meeting_list", "sponsor_list", "helper_list", "communes_table"),
        *("evening_list", "employer_list", "ambassador_list", "asset_list"),
        *("territory_leads", "mandate_list", "history_list"),
    ],
)
def test_file_is_closed_to_whom_the_page_is(client, name):
    client.force_login(PersonFactory())
    page, *files = [
        client.get(address).status_code
        for address in (
            reverse(name),
            *(reverse(f"{name}_file", args=[kind]) for kind in ("csv", "xlsx")),
        )
    ]
    assert [page, *files] == [404, 404, 404]


@pytest.mark.parametrize(
    "name",
    [
        *("club_members", "club_gatherings", "project_list", "stay_list", "weekend_list"),
        *("ceremony_list", "meeting_list", "sponsor_list", "evening_list", "employer_list"),
        *("ambassador_list", "asset_list", "territory_leads"),
    ],
)
def test_an_empty_list_is_a_file_of_one_line(client, coordinator, name):
    assert len(text_of(client, f"{name}_file").splitlines()) == 1


LISTS = {
    "project_list_file": (ProjectFactory, 5),
    "club_gatherings_file": (GatheringFactory, 4),
    "club_members_file": (MemberFactory, 3),
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_list_is_filed_in_the_same_queries(
    client, coordinator, name, count, django_assert_num_queries
):
    make, queries = LISTS[name]
    make.create_batch(count)
    client.get("/compte/")  # The first page of a day notes that the session is seen.
    with django_assert_num_queries(queries):
        assert len(text_of(client, name).splitlines()) == 1 + count


def test_bookings_of_ones_own_are_filed_alone(client):
    booking = BookingFactory()
    BookingFactory()
    client.force_login(booking.booked_for)
    [row] = lines_of(text_of(client, "booking_list_file"))[1:]
    starts_at = timezone.localtime(booking.period.lower)
    assert row[0] == booking.place.name
    assert row[3] == f"{starts_at:%Y-%m-%d %H:%M}"
    assert len(text_of(client, "booking_list_file", quand="passees").splitlines()) == 1


def test_agenda_is_filed_for_everybody_without_what_is_in_preparation(client):
    GatheringFactory(title="Ouverte")
    GatheringFactory(title="Cachée", draft=True)
    GatheringFactory(title="Passée", past=True)
    assert [row[0] for row in lines_of(text_of(client, "gathering_list_file"))[1:]] == [
        "Ouverte",
        "Passée",
    ]


def test_file_speaks_the_language_of_its_address(client, coordinator):
    address = "/en" + reverse("club_gatherings_file", args=["csv"])
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Gathering;Start;End;Where")


@pytest.mark.usefixtures("coordinator")
def test_file_of_what_no_text_can_hold_is_refused_and_not_cut_short(client):
    client.raise_request_exception = False

    answer = client.get(reverse("sponsor_list_file", args=["csv"]), {"q": "a\x00b"})

    assert answer.status_code == 400
