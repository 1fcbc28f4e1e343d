"""Making a programme: what the solver promises, held against conflicts judged without it."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.harness.invented.editions import invented_edition
from bocage.network.web_school.programme.conflicts import HARD, Clash, conflicts
from bocage.network.web_school.programme.problem import Place, Problem, Room, Wish, worth_of
from bocage.network.web_school.programme.solver import solve

PEOPLE = [f"p{number}" for number in range(9)]


@st.composite
def problems(draw, most_wishes=9, max_rooms=3, most_slots=5):
    """Editions small enough to be solved at once, and as odd as people make them."""
    rooms = draw(st.lists(st.integers(1, 8), min_size=1, max_size=max_rooms))
    follows = [False, *draw(st.lists(st.booleans(), max_size=most_slots - 1))]
    occupied: set[tuple[int, int]] = set()
    wishes = []
    for number in range(draw(st.integers(0, most_wishes))):
        length = draw(st.integers(1, 2))
        pinned = None
        if draw(st.integers(0, 4)) == 0:
            place = Place(
                draw(st.integers(0, len(rooms) - 1)), draw(st.integers(0, len(follows) - 1))
            )
            lasts = range(place.slot, place.slot + length)
            is_whole = lasts.stop <= len(follows) and all(follows[last] for last in lasts[1:])
            if is_whole and not any((place.room, last) in occupied for last in lasts):
                occupied |= {(place.room, last) for last in lasts}
                pinned = place
        leaders = draw(st.frozensets(st.sampled_from(PEOPLE[:4]), max_size=2))
        wishes.append(
            Wish(
                key=f"w{number}",
                length=length,
                leaders=leaders,
                wanted_by=draw(st.frozensets(st.sampled_from(PEOPLE), max_size=5)) | leaders,
                coming=draw(st.integers(0, 10)),
                is_for_beginners=draw(st.booleans()),
                pinned=pinned,
                was=pinned,
            )
        )
    return Problem(
        rooms=tuple(Room(f"r{number}", seats) for number, seats in enumerate(rooms)),
        follows=tuple(follows),
        wishes=tuple(wishes),
    )


def broken_rules(problem, placements):
    """The rules that an answer breaks, but for what hands have pinned against each other."""
    pinned = problem.pinned.keys()
    return [
        conflict
        for conflict in conflicts(problem, placements)
        if conflict.kind in HARD and not set(conflict.wishes) <= pinned
    ]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_an_answer_breaks_no_rule_and_keeps_what_is_pinned(problem):
    placements = solve(problem)

    assert broken_rules(problem, placements) == []
    assert {key: placements[key] for key in problem.pinned} == problem.pinned


@pytest.mark.parametrize("seed", range(12))
def test_of_a_small_edition_there_is_no_better_answer(seed):
    problem = invented_edition(seed=seed, pitches=4, rooms=2, slots=3, people=12)
    everywhere = [None, *(Place(room, slot) for room in range(2) for slot in problem.slots)]
    answers = (
        {wish.key: place for wish, place in zip(problem.wishes, places, strict=True) if place}
        for places in product(everywhere, repeat=len(problem.wishes))
    )
    costs = [
        worth_of(problem, answer).cost for answer in answers if broken_rules(problem, answer) == []
    ]

    assert worth_of(problem, solve(problem)).cost == min(costs)


def edition(number=24, rooms=(40, 25, 12), slots=8):
    """A plausible edition, without chance."""
    people = [f"p{rank}" for rank in range(40)]
    wishes = tuple(
        Wish(
            key=f"w{rank:02}",
            length=2 if rank % 9 == 0 else 1,
            leaders=frozenset({people[rank % 17]}),
            wanted_by=frozenset(people[(rank * 7 + step * 5) % 40] for step in range(6)),
            coming=(rank * 11) % 30,
            is_for_beginners=rank % 3 == 0,
        )
        for rank in range(number)
    )
    return Problem(
        rooms=tuple(Room(f"r{seats}", seats) for seats in rooms),
        follows=(False, True, True, True, False, True, True, True)[:slots],
        wishes=wishes,
    )


def test_everybody_finds_a_seat_and_beginners_something_at_each_time():
    problem = edition(number=20)

    placements = solve(problem)

    kinds = {conflict.kind for conflict in conflicts(problem, placements)}
    assert len(placements) == 20
    assert kinds <= {Clash.CHOICES}


def test_the_same_edition_has_the_same_programme():
    assert solve(edition()) == solve(edition())


def test_without_time_left_to_improve_there_is_an_answer():
    placements = solve(edition(), longest_s=0)

    assert broken_rules(edition(), placements) == []
    assert len(placements) > 15


@pytest.mark.parametrize(
    ("placements", "kinds"),
    [
        ({"a": Place(0, 1)}, {Clash.OUTSIDE, Clash.NOT_PLACED}),
        ({"b": Place(0, 0), "c": Place(0, 0)}, {Clash.ROOM_TWICE, Clash.NOT_PLACED}),
        ({"a": Place(0, 0), "b": Place(1, 1)}, {Clash.LEADER_TWICE, Clash.NOT_PLACED}),
        ({"a": Place(0, 0), "c": Place(1, 0)}, {Clash.CHOICES, Clash.NOT_PLACED}),
        ({"c": Place(1, 1)}, {Clash.TOO_SMALL, Clash.NO_BEGINNERS, Clash.NOT_PLACED}),
    ],
    ids=["outside", "room twice", "leader twice", "choices", "too small and no beginners"],
)
def test_each_conflict_has_its_name(placements, kinds):
    ana, bob = frozenset({"ana"}), frozenset({"bob"})
    problem = Problem(
        rooms=(Room("big", 10), Room("small", 2)),
        follows=(False, True),
        wishes=(
            Wish("a", length=2, leaders=ana, wanted_by=ana | bob, is_for_beginners=True),
            Wish("b", leaders=ana, wanted_by=ana),
            Wish("c", leaders=frozenset({"cyd"}), wanted_by=bob, coming=3),
        ),
    )

    clashes = {conflict.kind for conflict in conflicts(problem, placements)}

    assert kinds <= clashes
    assert clashes - kinds <= {Clash.TOO_SMALL, Clash.NO_BEGINNERS}


def test_sessions_do_not_go_on_over_a_meal():
    problem = Problem((Room("r", 10),), (False, False), (Wish("a", length=2),))

    assert problem.starts(problem.wishes[0]) == []
    assert solve(problem) == {}
