"""The monthly digest: drafted by the clock, edited by its organiser, sent as a mailing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bocage.network.mailings.content import mail_of
from bocage.network.mailings.errors import NothingToSay, NotOfThisDigest
from bocage.network.mailings.operations import digests, mailings
from bocage.network.mailings.operations.digests import ItemEdit, SectionEdit
from bocage.network.models import DigestSetting, Mailing, MailingRecipient
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory
from tests.network.life_factories import HelpPostFactory, IdeaFactory, organiser
from tests.network.web_school.factories import EditionFactory
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.bookings.test_races import race

FIRST = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
LAST_MONTH = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


def make_a_month():
    """Two new members (one shows no name), a help post and an idea of November."""
    boitron = CommuneFactory(boitron=True)
    nadia = MemberFactory(
        commune=boitron,
        person__name="Nadia Prigent",
        person__language="en",
        joined_at=LAST_MONTH,
        members_fields=["name", "headline"],
    )
    MemberFactory(commune=boitron, joined_at=LAST_MONTH, members_fields=[], headline="Secrète")
    HelpPostFactory(
        author=nadia.person,
        title="Relire un devis",
        ends_on=date(2026, 12, 20),
        created_at=LAST_MONTH,
    )
    IdeaFactory(author=nadia.person, title="Un abri à vélos", created_at=LAST_MONTH)
    return nadia


def edits_of(digest, **changes):
    """Everything as it is drafted, with some sections changed: `members={"is_included": False}`."""
    edits = []
    for place, section in enumerate(digest.sections, start=1):
        items = [
            ItemEdit(key=item["key"], is_included=item["is_included"], place=number)
            for number, item in enumerate(section["items"], start=1)
        ]
        edit = {"title": "", "is_included": True, "place": place, "items": items}
        edits.append(SectionEdit(name=section["name"], **edit | changes.get(section["name"], {})))
    return edits


@pytest.mark.django_db(transaction=True)
def test_the_digest_of_a_month_is_drafted_once_however_many_draft_it():
    make_a_month()
    orne = DepartementFactory()

    drafted = race(*[lambda: digests.draft_digest(by=None, departement=orne, now=FIRST)] * 4)

    assert Mailing.objects.count() == 1
    assert {mailing.pk for mailing in drafted} == {Mailing.objects.get().pk}


@pytest.mark.django_db
class TestDrafting:
    def test_writes_itself_tells_its_organiser_and_sends_nothing(self, deliver_mails):
        make_a_month()
        GatheringFactory(
            title="Le jeudi du club",
            commune=CommuneFactory(boitron=True),
            starts_at=FIRST + timedelta(days=9),
            ends_at=FIRST + timedelta(days=9, hours=2),
        )
        EditionFactory(name="École d’hiver", starts_on=date(2027, 1, 20))
        club_organiser = organiser()

        for days in (0, 0, 1, 3, 4, 5, 40):
            now = FIRST + timedelta(days=days)
            digests.draft_digests(now=now) if days < 10 else None
            digests.follow_drafted_digests(now=now)

        digest = Mailing.objects.get()
        assert digest.subject == "décembre 2026"
        titles = {
            section["name"]: [item["title"] for item in section["items"]]
            for section in digest.sections
        }
        assert titles["gatherings"] == ["Le jeudi du club"]
        assert titles["web_school"] == ["École d’hiver"]
        assert titles["members"] == ["Nadia Prigent"]
        assert titles["help_posts"] == ["Relire un devis"]
        assert titles["ideas"] == ["Un abri à vélos"]
        assert "Secrète" not in str(digest.sections)
        mails = deliver_mails()
        assert [mail.recipient for mail in mails] == [club_organiser.email, club_organiser.email]
        assert "Rien ne part sans vous" in mails[0].text
        assert not MailingRecipient.objects.exists()

    def test_leaves_by_itself_where_the_club_chose_so(self, deliver_mails):
        nadia, club_organiser = make_a_month(), organiser()
        digests.save_digest_setting(
            by=club_organiser,
            departement=DepartementFactory(),
            is_drafted=True,
            leaves_by_itself=True,
        )
        digests.draft_digests(now=FIRST)
        for days in (1, 3, 4):
            digests.follow_drafted_digests(now=FIRST + timedelta(days=days))
        digest = Mailing.objects.get()
        mailings.send_batch(mailing_id=digest.pk, now=FIRST + timedelta(days=4))

        to_nadia = [mail for mail in deliver_mails() if mail.recipient == nadia.person.email]
        assert len(to_nadia) == 1
        # The reader's language gives the titles; the words are those of the club.
        assert mail_of(digest).blocks[0].title == "Ils nous rejoignent"
        assert "Nadia Prigent" in to_nadia[0].text

    def test_is_left_alone_where_there_is_nothing_or_nobody_wants_it(self):
        MemberFactory(commune=CommuneFactory(boitron=True), members_fields=[], public_fields=[])
        assert digests.draft_digests(now=FIRST) == 0
        make_a_month()
        assert digests.draft_digests(now=FIRST + timedelta(days=15)) == 0
        DigestSetting.objects.create(departement=DepartementFactory(), is_drafted=False)
        assert digests.draft_digests(now=FIRST) == 0


@pytest.mark.django_db
class TestEditing:
    def test_drops_orders_and_titles_what_was_drafted(self, client):
        make_a_month()
        club_organiser = organiser()
        digest = digests.draft_digest(
            by=club_organiser, departement=DepartementFactory(), now=FIRST
        )
        client.force_login(club_organiser)
        address = reverse("mailing_edit", args=[digest.pk])
        form = client.get(address).context["form"]
        fields = {name: form[name].value() for name in form.fields}
        fields = {name: value for name, value in fields.items() if value not in (False, None)}
        fields |= {
            "text": "Un bon mois.",
            "s-ideas-place": "1",
            "s-members-place": "9",
            "s-ideas-title": "Vos idées",
        }
        fields.pop("s-help_posts-kept")
        for error in ({"subject": ""}, {"s-ideas-place": "zz"}, {"text": "x" * 9_000}):
            assert client.post(address, fields | error).status_code == 422

        assert client.post(address, fields).status_code == 302

        blocks = mail_of(Mailing.objects.get()).blocks
        assert [block.title for block in blocks] == ["Vos idées", "Ils nous rejoignent"]
        preview = client.get(reverse("mailing_page", args=[digest.pk])).content.decode()
        assert "Un bon mois." in preview
        assert "Relire un devis" not in preview
        assert "Vos idées" in preview
        same_digest = digests.draft_digest(
            by=club_organiser, departement=DepartementFactory(), now=FIRST
        )
        assert same_digest.text == "Un bon mois."

    def test_takes_no_words_that_were_not_drafted_and_keeps_something(self):
        make_a_month()
        club_organiser = organiser()
        digest = digests.draft_digest(
            by=club_organiser, departement=DepartementFactory(), now=FIRST
        )
        forged_sections = [
            *edits_of(digest),
            SectionEdit(name="x", title="", is_included=True, place=1, items=[]),
        ]
        exclusions = {name: {"is_included": False} for name in ("members", "help_posts", "ideas")}

        for sections, refusal in (
            (forged_sections, NotOfThisDigest),
            (edits_of(digest, **exclusions), NothingToSay),
        ):
            with pytest.raises(refusal):
                digests.edit_digest(
                    by=club_organiser, mailing=digest, subject="S", text="", sections=sections
                )

    def test_is_for_who_runs_the_club(self, client):
        MemberFactory(commune=CommuneFactory(boitron=True))
        client.force_login(PersonFactory())
        for name in ("digest_draft", "digest_settings"):
            assert client.post(reverse(name, args=["61"])).status_code == 404
        client.force_login(organiser())
        client.post(reverse("digest_settings", args=["61"]), {"leaves_by_itself": "on"})
        assert DigestSetting.objects.get().leaves_by_itself
        response = client.post(reverse("digest_draft", args=["61"]), follow=True)
        assert "1 destinataire aujourd’hui" in text_of(response)
