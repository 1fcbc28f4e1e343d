"""The words of the club: counted, looked for, joined."""

import pytest
from django.urls import reverse

from bocage.network.models import Skill
from tests.network.factories import MemberFactory, SkillFactory
from tests.pages.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("organiser")
class TestTheWords:
    def test_are_counted_and_found_by_their_synonyms(self, client):
        MemberFactory(skills=["Graphiste", "Photographe"])
        MemberFactory(skills=["Graphiste"])
        Skill.objects.create(name="Infographe", merged_into=Skill.objects.get(name="Graphiste"))
        address = reverse("club_skills")

        whole_list = text_of(client.get(address))
        matches = text_of(client.get(f"{address}?q=INFOGRA"))

        assert "Graphiste 2 membres" in whole_list
        assert "Photographe 1 membre" in whole_list
        assert "Graphiste" in matches
        assert "Photographe" not in matches
        assert client.get(f"{address}?q=%00{'x' * 500}&page=zz").status_code == 200

    def test_are_joined_after_a_look_at_what_follows(self, client):
        MemberFactory(skills=["Graphisme", "Graphiste"])
        MemberFactory(skills=["Graphisme"])
        word, into = Skill.objects.get(name="Graphisme"), Skill.objects.get(name="Graphiste")
        SkillFactory(name="Maçonnerie")
        address = reverse("club_skill", args=[word.pk])

        choice_page = text_of(client.get(address))
        preview = text_of(client.get(f"{address}?vers={into.pk}"))

        assert "Graphiste" in choice_page
        assert "Maçonnerie" not in choice_page
        assert "Maçonnerie" in text_of(client.get(f"{address}?q=macon"))
        assert "2 membres diront" in preview
        assert "1 dit déjà les deux" in preview
        word.refresh_from_db()
        assert word.merged_into is None
        assert client.post(address, {"vers": str(into.pk)}).status_code == 302
        word.refresh_from_db()
        assert word.merged_into == into
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("target", ["", "zz", "own"])
    def test_are_not_merged_into_an_invalid_word(self, client, target):
        word = SkillFactory()
        vers = str(word.pk) if target == "own" else target

        client.post(reverse("club_skill", args=[word.pk]), {"vers": vers})

        word.refresh_from_db()
        assert word.merged_into is None

    @pytest.mark.parametrize("count", [1, 3])
    def test_read_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        for number in range(count):
            MemberFactory(skills=[f"Mot {number} dit"])

        client.get(reverse("club_skills"))
        # The session with its person, their mandates; how many words, which, their synonyms.
        with django_assert_num_queries(5):
            client.get(reverse("club_skills"))


def test_nobody_else_joins_words(client):
    word = SkillFactory()
    client.force_login(MemberFactory().person)

    assert client.get(reverse("club_skills")).status_code == 404
    assert client.post(reverse("club_skill", args=[word.pk]), {"vers": ""}).status_code == 404
