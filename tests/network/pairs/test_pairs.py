"""« Deux par deux »: matching, frequency, and notifications."""

from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.foundation.formatting.typography import typeset
from bocage.network.messages.operations.messages import stop_conversation, write_to_member
from bocage.network.models import Pair, PairRound, PairSide
from bocage.network.pairs.matching import Candidate, choose_pairs, points, stems
from bocage.network.pairs.operations import introduce_everybody, introduce_pairs
from bocage.network.pairs.presentation import next_draw, others_wishing
from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.people.personal_data.test_personal_data import FILE
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
A_MONTH = relativedelta(months=1)


class TestMatching:
    def test_prefers_what_one_seeks_and_the_other_offers(self):
        graphic = Candidate("graphic", offers=stems("Graphiste"), seeks=stems("un développeur"))
        web = Candidate("web", offers=stems("Développement Web"), seeks=stems("une graphiste"))
        mason, notary = Candidate("mason"), Candidate("notary")

        pairs = choose_pairs([graphic, mason, web, notary])

        assert {frozenset(pair) for pair in pairs} == {
            frozenset({"graphic", "web"}),
            frozenset({"mason", "notary"}),
        }
        assert points(graphic, web) > points(graphic, mason)

    def test_prefers_the_near_and_whoever_waited_before_all(self):
        position = (48.56, 0.26)
        near, neighbour, far = (
            Candidate("near", position=position),
            Candidate("also", position=position),
            Candidate("far", position=(48.75, -0.57)),
        )
        waited = Candidate("far", position=far.position, has_waited=True)

        assert {frozenset(pair) for pair in choose_pairs([near, neighbour, far])} == {
            frozenset({"near", "also"})
        }
        assert "far" in choose_pairs([near, neighbour, waited])[0]

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=9))
    def test_leaves_nobody_who_could_be_paired_and_keeps_apart_who_met(self, count, met):
        met_pairs = {frozenset(pair) for pair in met if len(set(pair)) == 2}
        candidates = [Candidate(number) for number in range(count)]

        pairs = [frozenset(pair) for pair in choose_pairs(candidates, met_pairs)]

        paired = [key for pair in pairs for key in pair]
        assert len(paired) == len(set(paired))
        assert not met_pairs & set(pairs)
        unpaired = set(range(count)) - set(paired)
        assert all(frozenset(pair) in met_pairs for pair in combinations(unpaired, 2))

    def test_is_quick_for_a_club_of_three_hundred(self):
        candidates = [
            Candidate(number, position=(48.0 + number % 17 / 20, 0.1 + number % 13 / 20))
            for number in range(300)
        ]

        assert len(choose_pairs(candidates)) == 150


@pytest.mark.django_db
class TestIntroductions:
    @pytest.fixture
    def boitron(self):
        return CommuneFactory(boitron=True)

    def wishing(self, boitron, name, **values):
        return MemberFactory(
            person__name=name, commune=boitron, wants_pairs=True, **{"skills": [], **values}
        )

    def test_are_made_once_a_month_and_sent_to_each_with_a_place(self, boitron, deliver_mails):
        place = PlaceFactory(boitron=True)
        nadia = self.wishing(boitron, "Nadia", looks_for="Un développeur", helps_with="")
        yann = self.wishing(boitron, "Yann", headline="Développeur", helps_with="Sites")
        MemberFactory(commune=boitron, person__name="N’a rien dit")
        self.wishing(boitron, "Se cache", members_fields=[])

        assert introduce_everybody(now=NOW) == 1
        assert introduce_everybody(now=NOW + relativedelta(days=3)) == 0

        pair = Pair.objects.get()
        assert {pair.first, pair.second} == {nadia, yann}
        mails = {mail.recipient: mail for mail in deliver_mails()}
        assert set(mails) == {nadia.person.email, yann.person.email}
        text = mails[nadia.person.email].text
        assert "Ce mois-ci, rencontrez Yann" in text
        assert "Sites" in text
        assert place.get_absolute_url() in text
        assert yann.person.email not in text

    def test_never_bring_two_together_twice_within_a_year(self, boitron):
        for name in ("Nadia", "Yann"):
            self.wishing(boitron, name)

        counts = [
            len(introduce_pairs(departement=boitron.departement, now=NOW + A_MONTH * number))
            for number in (0, 1, 11, 12)
        ]

        assert counts == [1, 0, 0, 1]

    def test_pair_first_whoever_was_left_out(self, boitron):
        for name in ("Nadia", "Yann", "Inès"):
            self.wishing(boitron, name)

        introduce_pairs(departement=boitron.departement, now=NOW)
        member_left_out = PairRound.objects.get().left_out.get()
        [next_pair] = introduce_pairs(departement=boitron.departement, now=NOW + A_MONTH)

        assert member_left_out in (next_pair.first, next_pair.second)

    def test_spare_who_wants_no_words_of_the_other(self, boitron):
        nadia, yann = self.wishing(boitron, "Nadia"), self.wishing(boitron, "Yann")
        talk = write_to_member(by=yann.person, member=nadia, words="Bonjour").conversation
        stop_conversation(by=nadia.person, conversation=talk)

        assert introduce_pairs(departement=boitron.departement, now=NOW) == []

    def test_are_held_apart_by_the_database(self, boitron):
        first_id, second_id = sorted([MemberFactory().pk, MemberFactory().pk])

        def pair(month, first=first_id, second=second_id):
            pair_round = PairRound.objects.create(departement=boitron.departement, month=month)
            return Pair(
                round=pair_round, month=month, first_id=first, second_id=second, introduced_at=NOW
            )

        pair(date(2026, 1, 1)).save()
        too_soon, just_before = pair(date(2026, 12, 1)), pair(date(2025, 2, 1))
        for refused in (too_soon, just_before, pair(date(2024, 1, 1), second_id, first_id)):
            with pytest.raises(IntegrityError), transaction.atomic():
                refused.save()
        pair(date(2027, 1, 1)).save()
        side = {"member_id": first_id, "month": date(2026, 1, 1), "pair": Pair.objects.first()}
        PairSide.objects.create(**side)
        with pytest.raises(IntegrityError), transaction.atomic():
            PairSide.objects.create(**side)

    def test_pages_tell_each_their_meetings_and_the_organiser_the_figures(self, client, boitron):
        nadia = self.wishing(boitron, "Nadia")
        yann = MemberFactory(commune=boitron, person__name="Yann")
        client.force_login(yann.person)
        client.post(reverse("pairs_wish", args=["oui"]))
        page = reverse("own_pairs")
        before = text_of(client.get(page))
        assert "Prochaine rencontre proposée" in before
        assert "Un exemple de ce message" in before
        introduce_pairs(departement=boitron.departement, now=NOW)
        assert "Un exemple de ce message" not in text_of(client.get(page))
        assert "Nadia" in text_of(client.get(page))
        nadia.person.name = ""
        nadia.person.save()
        assert "Nous nous sommes vus : Un membre du club" in text_of(client.get(page))
        nadia.person.name = "Nadia"
        nadia.person.save()
        side = PairSide.objects.get(member=yann)
        other_side = PairSide.objects.get(member=nadia)

        assert client.post(reverse("pair_answer", args=[side.pk, "oui"])).status_code == 302
        assert client.post(reverse("pair_answer", args=[other_side.pk, "oui"])).status_code == 404
        assert client.post(reverse("pair_answer", args=[side.pk, "peut-etre"])).status_code == 404
        assert client.post(reverse("pairs_wish", args=["x"])).status_code == 404
        meetings = client.get(FILE).json()[typeset("Vos rencontres « Deux par deux »")]
        assert "Nadia" in str(meetings)
        client.post(reverse("pairs_wish", args=["non"]))
        yann.refresh_from_db()
        assert not yann.wants_pairs
        client.force_login(PersonFactory())
        assert "Rejoindre le club" in text_of(client.get(page))
        client.force_login(
            MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person
        )
        club_page = text_of(client.get(reverse("club_pairs")))
        assert "1 membre participe" in club_page
        assert "Novembre 2026" in club_page


@pytest.mark.django_db
def test_the_next_draw_is_in_the_first_days_or_next_month():
    boitron = CommuneFactory(boitron=True)
    member, rival = MemberFactory.create_batch(2, commune=boitron, wants_pairs=True)
    first, third, sixth = (date(2026, 12, day) for day in (1, 3, 6))

    assert [next_draw(member, day) for day in (first, third, sixth)] == [
        first,
        third,
        date(2027, 1, 1),
    ]
    assert others_wishing(member) == 1
    introduce_pairs(departement=boitron.departement, now=datetime(2026, 12, 1, 8, tzinfo=UTC))
    assert next_draw(rival, third) == date(2027, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("months", [1, 3])
def test_my_meetings_read_as_much_for_three_as_for_one(client, months, django_assert_num_queries):
    boitron = CommuneFactory(boitron=True)
    yann = MemberFactory(commune=boitron, wants_pairs=True)
    for number in range(months):
        MemberFactory(commune=boitron, wants_pairs=True)
        introduce_pairs(departement=boitron.departement, now=NOW + number * A_MONTH)
    client.force_login(yann.person)
    client.get(reverse("own_pairs"))

    with django_assert_num_queries(8):
        client.get(reverse("own_pairs"))


@pytest.mark.django_db
@pytest.mark.parametrize("months", [1, 3])
def test_the_months_of_a_club_read_as_much_for_three_as_for_one(
    client, months, django_assert_num_queries
):
    boitron = CommuneFactory(boitron=True)
    MemberFactory.create_batch(4, commune=boitron, wants_pairs=True)
    for number in range(months):
        introduce_pairs(departement=boitron.departement, now=NOW + number * A_MONTH)
    organiser = MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True)
    client.force_login(organiser.person)

    with django_assert_num_queries(13):
        client.get(reverse("club_pairs"))
