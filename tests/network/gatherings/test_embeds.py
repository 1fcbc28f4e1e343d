"""The next gatherings in a frame on another site."""

import pytest

from tests.network.gatherings.factories import GatheringFactory
from tests.pages.framed import check_framed
from tests.pages.page_text import text_of

pytestmark = pytest.mark.django_db

FRAME = "/club/rencontres/encart/"


def test_a_frame_shows_the_next_gatherings_and_leads_to_each(client):
    gathering = GatheringFactory(title="Le petit-déjeuner")
    GatheringFactory(draft=True, title="En préparation")
    GatheringFactory(past=True, title="La dernière")

    answer = client.get(FRAME)

    check_framed(answer)
    words = text_of(answer)
    assert "Le petit-déjeuner" in words
    assert "préparation" not in words
    assert "La dernière" not in words
    assert f'href="{gathering.get_absolute_url()}"' in answer.content.decode()


def test_frame_without_a_gathering_has_a_sentence(client):
    assert "Aucune rencontre annoncée" in text_of(client.get(FRAME))


def test_a_frame_costs_the_same_whatever_is_announced(client, django_assert_max_num_queries):
    GatheringFactory()
    client.get(FRAME)
    for _round in range(2):
        with django_assert_max_num_queries(2):
            client.get(FRAME)
        GatheringFactory.create_batch(3)


def test_unchanged_agenda_is_not_sent_again(client):
    gathering = GatheringFactory(title="Le petit-déjeuner")
    for address in ("/club/rencontres/agenda.ics", "/club/rencontres/rencontres.atom"):
        answer = client.get(address)
        assert "Le petit-déjeuner" in answer.content.decode()
        second_answer = client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (second_answer.status_code, second_answer.content) == (304, b"")
    gathering.title = "Le déjeuner"
    gathering.save()
    assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200
