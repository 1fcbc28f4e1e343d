"""Editions of an École du Web as people would fill them: some pitches please many, most a few."""

from __future__ import annotations

from random import Random

from bocage.network.web_school.programme.problem import Problem, Room, Wish

SEATS = (120, 60, 40, 40, 30, 25, 20, 15)
WISHES_EACH = 8
LONGER_EVERY, FOR_BEGINNERS_EVERY = 20, 4
SLOTS_A_DAY = 5


def invented_edition(*, seed: int, pitches: int, rooms: int, slots: int, people: int) -> Problem:
    """Returns equal editions for equal seeds: people who want eight sessions each.

    Sixty of them lead sessions, in rooms of every size.
    """
    chance = Random(seed)
    names = [f"person{number}" for number in range(people)]
    pleases = [chance.paretovariate(1.2) for _ in range(pitches)]
    votes: list[set[str]] = [set() for _ in range(pitches)]
    for name in names:
        for number in chance.choices(range(pitches), pleases, k=WISHES_EACH):
            votes[number].add(name)
    wishes = []
    for number in range(pitches):
        leader = chance.choice(names[:60])
        wishes.append(
            Wish(
                key=f"pitch{number:02}",
                length=2 if number and number % LONGER_EVERY == 0 else 1,
                leaders=frozenset({leader}),
                wanted_by=frozenset(votes[number]) | {leader},
                coming=len(votes[number]),
                is_for_beginners=number % FOR_BEGINNERS_EVERY == 0,
            )
        )
    return Problem(
        rooms=tuple(Room(f"room{rank}", seats) for rank, seats in enumerate(SEATS[:rooms])),
        follows=tuple(slot % SLOTS_A_DAY != 0 for slot in range(slots)),
        wishes=tuple(wishes),
    )
