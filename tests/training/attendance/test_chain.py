"""The chain: it holds as it was written, and no change of it goes unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.training.attendance.chain import (
    Fault,
    Head,
    Link,
    canonical,
    digest_of,
    findings_of,
    genesis_of,
)
from bocage.training.attendance.strokes import HEIGHT, WIDTH, NotASignature, path_of, read_strokes

COHORT = UUID("0199b7a4-0000-7000-8000-0000000000c0")
GENESIS = genesis_of(COHORT)


def make_chain(texts):
    """Returns a chain of entries with these texts, and its head."""
    links, previous = [], GENESIS
    for number, text in enumerate(texts, start=1):
        link = Link(
            key=f"e{number}",
            number=number,
            previous=previous,
            hash="",
            content={"number": number, "previous": previous, "text": text},
        )
        links.append(replace(link, hash=digest_of(link.content)))
        previous = links[-1].hash
    return links, Head(length=len(links), hash=previous)


def tamper(data, links):
    """Returns the chain after one kind of tampering with the database."""
    position = data.draw(st.integers(0, len(links) - 1))
    entry, following = links[position], [link for link in links if link is not links[position]]
    change = data.draw(st.sampled_from(["change", "rewrite", "remove", "insert", "swap", "copy"]))
    changed = {**entry.content, "text": "autre"}
    number, last = len(links) + 1, links[-1].hash
    added = {"number": number, "previous": last, "text": "ajouté"}
    second = links[(position + 1) % len(links)]
    swapped = [replace(entry, number=second.number), replace(second, number=entry.number)]
    remaining = [link for link in following if link is not second]
    return {
        "change": [*following, replace(entry, content=changed)],
        # With a recomputed hash, which no entry follows.
        "rewrite": [*following, replace(entry, content=changed, hash=digest_of(changed))],
        "remove": following,
        "insert": [
            *links,
            Link(key="x", number=number, previous=last, hash=digest_of(added), content=added),
        ],
        "copy": [*links, replace(entry, key="copie")],
        "swap": [replace(entry, number=2)] if second is entry else [*remaining, *swapped],
    }[change]


@settings(deadline=None, max_examples=150)
@given(texts=st.lists(st.text(max_size=4), min_size=1, max_size=7), data=st.data())
def test_a_chain_holds_as_it_was_written_and_no_change_of_it_goes_unseen(texts, data):
    links, head = make_chain([f"{text}." for text in texts])

    assert findings_of(data.draw(st.permutations(links)), genesis=GENESIS, head=head) == []
    assert findings_of(tamper(data, links), genesis=GENESIS, head=head)
    assert findings_of(links, genesis=genesis_of(UUID(int=1)), head=head)
    assert {finding.fault for finding in findings_of([], genesis=GENESIS, head=head)} == {
        Fault.REMOVED
    }


def test_the_canonical_form_is_one_whatever_the_order_and_the_time_zone():
    moment = datetime(2027, 1, 14, 9, 30, tzinfo=UTC)
    local_moment = moment.astimezone(tz=None) + timedelta(0)

    assert (
        canonical({"b": moment, "a": "é", "c": None})
        == canonical({"c": None, "a": "é", "b": local_moment})
        == '{"a":"é","b":"2027-01-14T09:30:00.000000Z","c":null}'.encode()
    )
    with pytest.raises(TypeError):
        canonical({"a": 1.5})


def test_a_signature_is_strokes_within_the_frame_and_more_than_a_touch():
    strokes = read_strokes("[[[10,20],[60,40],[90,20]],[[100,30],[150,60],[200,20]]]")

    assert path_of(strokes) == "M10 20L60 40L90 20M100 30L150 60L200 20"
    for value in (
        "",
        "null",
        "{}",
        "[]",
        "[[]]",
        "[[[1,2]]]",
        "[[[1,2],[3]]]",
        "[" * 5000,
        '[[["1","2"]]]',
        "[[" + ",".join(["[5,5]"] * 10) + "]]",
        "[[" + ",".join(f"[{WIDTH + 1},5]" for _point in range(10)) + "]]",
        "[[" + ",".join(f"[{number},{-1}]" for number in range(10)) + "]]",
        "[[" + ",".join(f"[{number % WIDTH},{number % HEIGHT}]" for number in range(4000)) + "]]",
        "[[[1.5,2],[10,2],[20,2],[30,2],[40,2],[50,2]]]",
        "[[[true,2],[10,2],[20,2],[30,2],[40,2],[50,2]]]",
    ):
        with pytest.raises(NotASignature):
            read_strokes(value)
