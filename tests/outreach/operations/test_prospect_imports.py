"""Lists brought in: whatever spreadsheets did to them, read once, with what was left out told."""

from collections.abc import Callable
from io import BytesIO

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.errors.prospect_imports import NothingAllowsIt
from bocage.outreach.imports.prospect_rows import (
    ListUnreadable,
    read_rows,
    sample_of,
    suggested_mapping,
)
from bocage.outreach.models import Campaign, ImportProblem, Prospect, ProspectConsent, Touch
from bocage.outreach.operations import prospect_reading
from bocage.outreach.operations.consents import agrees, withdraw_consents
from bocage.outreach.operations.prospect_imports import bring_list, put_list_aside, start_import
from bocage.outreach.operations.prospect_reading import ask_imported_mailboxes, read_import
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, ConsentFactory, ProspectFactory
from tests.people.factories import PersonFactory

BASIS = "Inscrits au forum de Rouen, case cochée sur place."


def rows_of(content: bytes) -> list[tuple[int, dict[str, str], str]]:
    stream = BytesIO(content)
    mapping = suggested_mapping(["Courriel", "Prénom", "Nom", "Ville"])
    return [(row.line, row.cells, row.problem) for row in read_rows(stream, mapping)]


HEADER = "Courriel;Prénom;Nom;Ville\r\n"
ZOE = {"email": "zoe@ville.example", "name": "Zoé Lefèbvre", "origin": "Caen"}
ROW = "zoe@ville.example;Zoé;Lefèbvre;Caen\r\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + ROW).encode(),
        (HEADER + ROW).encode("utf-8-sig"),
        (HEADER + ROW).encode("cp1252"),
        (HEADER + ROW).encode("utf-16"),
        (HEADER + ROW).encode("utf-16-be").join([b"\xfe\xff", b""]),
        (HEADER + ROW).replace(";", "\t").encode(),
        (HEADER + ROW).replace(";", ",").encode(),
        HEADER.encode() + ROW.encode("cp1252"),
    ],
    ids=["utf-8", "mark", "cp1252", "utf-16", "utf-16-be", "tab", "comma", "mixed"],
)
def test_a_list_is_read_whatever_wrote_it(content: bytes) -> None:
    assert rows_of(content) == [(2, ZOE, "")]


def test_what_is_wrong_with_a_row_is_told_with_its_line() -> None:
    rows = rows_of((HEADER + '"a@b.example;"";x;y\r\n' * 1).encode() + b'";;;\n' + ROW.encode())
    assert rows[-1][0] == 4
    told = rows_of(
        (HEADER + ";;;\r\n" + "a;b;c;d;e\r\n" + f"a;{'b' * 2000};c;d\r\n" + ROW).encode()
    )
    assert [(line, problem) for line, _cells, problem in told] == [
        (3, "too_many_cells"),
        (4, "cell_too_long"),
        (5, ""),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\0\0", "not_a_table"),
        (b"a\0b", "not_a_table"),
        (b";" * 80 + b"\n", "too_many_columns"),
        (HEADER.encode() + b"x" * 70_000, "line_too_long"),
        (HEADER.encode() + b'"' + b"never ends\n" * 20_000, "not_a_table"),
    ],
)
def test_what_is_no_list_stops_the_reading(content: bytes, code: str) -> None:
    with pytest.raises(ListUnreadable) as refused:
        rows_of(content)
    assert refused.value.code == code


def test_the_first_rows_are_shown() -> None:
    assert sample_of(BytesIO((HEADER + ROW * 9).encode()))[4][1] == "Zoé"


def bring(campaign: Campaign, text: str, **more: object):
    header = text.splitlines()[0].split(";")
    return bring_list(
        **{
            "by": coordinator_of(campaign.departement),
            "campaign": campaign,
            "content": [text.encode()],
            "file_name": "forum.csv",
            "lawful_basis": BASIS,
            "purposes": ["letters", "calls"],
            "mapping": suggested_mapping(header),
            **more,
        }
    )


@pytest.mark.django_db
def test_nobody_is_imported_without_a_reason_or_a_right() -> None:
    campaign = CampaignFactory()
    with pytest.raises(NothingAllowsIt):
        bring(campaign, "email\n", lawful_basis="  ")
    with pytest.raises(NotAllowed):
        bring(campaign, "email\n", by=PersonFactory())


@pytest.mark.django_db
def test_a_list_is_read_once_and_who_left_stays_away(
    run_tasks: Callable, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(prospect_reading, "ROWS_AT_ONCE", 4)
    campaign = CampaignFactory()
    left = ConsentFactory(prospect__departement=campaign.departement).prospect
    withdraw_consents(prospect=left, withdrawn_by="link")
    known = ProspectFactory(departement=campaign.departement, name="Connue", origin="")
    rows = [
        "Courriel;Téléphone;Nom;Ville",
        "ada@ville.example;0611223344;Ada;Rouen",
        "ADA@ville.example;;Ada encore;Rouen",
        f"{left.email};;Partie;Rouen",
        f"{known.email};;Autre nom;Caen",
        "ada@;;Ada;Rouen",
        ";12;Sans;Rouen",
        ";;Personne;Rouen",
        ";0699887766;Par téléphone;Rouen",
        "bob@ville.example;;Bob;Caen;trop",
        *[f"p{number}@ville.example;;;" for number in range(5)],
    ]
    for _twice in range(2):
        brought = bring(campaign, "\n".join(rows))
        start_import(by=brought.brought_by, brought=brought, mapping=brought.mapping)
        with django_capture_on_commit_callbacks(execute=True):
            run_tasks()
        read_import(brought.pk)
        brought.refresh_from_db()
        assert (brought.state, brought.rows, brought.refused) == ("done", 14, 4)
        assert brought.file.name == ""
        assert brought.octets_read == brought.octets
    assert (brought.made, brought.met_again, brought.left_alone) == (0, 10, 1)
    assert Prospect.objects.count() == 9
    assert Touch.objects.filter(kind=Touch.Kind.IMPORT).count() == 9
    ada = Prospect.objects.get(email="ada@ville.example")
    assert (ada.name, ada.origin) == ("Ada", "Rouen")
    assert [agrees(ada, one) for one in ("letters", "calls", "evenings")] == [False, True, False]
    assert set(
        ProspectConsent.objects.filter(how="import").values_list("lawful_basis", flat=True)
    ) == {BASIS}
    assert not left.consents.filter(withdrawn_at=None).exists()
    known.refresh_from_db()
    assert (known.name, known.origin) == ("Connue", "Caen")
    problems = ImportProblem.objects.filter(brought=brought)
    assert list(problems.values_list("line", "column", "code")) == [
        (6, "Courriel", "not_an_address"),
        (7, "Téléphone", "not_a_phone"),
        (8, "", "nobody_to_reach"),
        (10, "5", "too_many_cells"),
    ]
    assert ask_imported_mailboxes() == 7
    assert ask_imported_mailboxes() == 0
    assert OutgoingMail.objects.count() == 7


@pytest.mark.django_db
def test_a_list_that_breaks_off_says_where_and_one_put_aside_is_forgotten(
    run_tasks: Callable,
) -> None:
    campaign = CampaignFactory()
    brought = bring(
        campaign, 'email;nom\nada@ville.example;Ada\nbob@ville.example;"' + "b\n" * 90_000
    )
    start_import(by=brought.brought_by, brought=brought, mapping=brought.mapping)
    run_tasks()
    brought.refresh_from_db()
    assert (brought.state, brought.problem) == ("failed", "not_a_table:3")
    aside = bring(campaign, "email\nada@ville.example\n")
    with pytest.raises(NotAllowed):
        put_list_aside(by=PersonFactory(), brought=aside)
    assert put_list_aside(by=aside.brought_by, brought=aside).state == "aside"
    start_import(by=aside.brought_by, brought=aside, mapping={})
    aside.refresh_from_db()
    assert aside.state == "aside"
