"""Assignment of applications to readers: the required number for each, with a balanced load.

A juror who may read an application can always be assigned, so each application gets its readers in
turn, among those with the lowest load. A chain of handovers then evens out the result: from the
juror with the highest load, through applications that the next may read, to a juror who reads at
least two fewer.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

Readers = dict[UUID, set[UUID]]


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Result of sharing out reviews: the pairs of an application and a reader that are added.
    `short` lists the applications that cannot have enough readers.
    """

    added: list[tuple[UUID, UUID]] = field(default_factory=list)
    short: list[UUID] = field(default_factory=list)


def assign_readers(
    applications: Sequence[UUID],
    jurors: Sequence[UUID],
    *,
    reader_count: int,
    barred: Collection[tuple[UUID, UUID]] = (),
    existing: Mapping[UUID, Collection[UUID]] | None = None,
) -> Assignment:
    """Assigns up to `each` readers to each application. Reviews in `existing` stay and count in
    the load of their reader, even for applications not shared out now. `barred` are the pairs of
    an application and a juror who may not read it. Deterministic.
    """
    assigned: Readers = {
        application: set((existing or {}).get(application, ())) for application in applications
    }
    forbidden = set(barred)
    allowed = {
        application: [
            juror
            for juror in jurors
            if (application, juror) not in forbidden and juror not in assigned[application]
        ]
        for application in applications
    }
    review = list((existing or {}).values())
    loads = {juror: sum(juror in readers for readers in review) for juror in jurors}
    added: Readers = {application: set() for application in applications}
    short = []
    rank = {juror: number for number, juror in enumerate(jurors)}
    for application in sorted(applications, key=lambda key: len(allowed[key])):
        missing = max(reader_count - len(assigned[application]), 0)
        least_loaded = sorted(allowed[application], key=lambda juror: (loads[juror], rank[juror]))[
            :missing
        ]
        added[application].update(least_loaded)
        for juror in least_loaded:
            loads[juror] += 1
        if len(least_loaded) < missing:
            short.append(application)
    while _hand_over(added, allowed, loads, jurors):
        pass
    pairs = [
        (application, juror)
        for application in applications
        for juror in sorted(added[application], key=rank.__getitem__)
    ]
    return Assignment(
        added=pairs, short=[application for application in applications if application in short]
    )


def _hand_over(
    added: Readers,
    allowed: Mapping[UUID, Sequence[UUID]],
    loads: dict[UUID, int],
    jurors: Sequence[UUID],
) -> bool:
    """Moves one review along the shortest chain from a juror to one who reads at least two fewer.
    Returns whether there was such a chain."""
    for start in sorted(jurors, key=lambda juror: -loads[juror]):
        came_from: dict[UUID, tuple[UUID, UUID]] = {}
        visited, waiting = {start}, deque([start])
        while waiting:
            giver = waiting.popleft()
            for application in (key for key, readers in added.items() if giver in readers):
                for taker in allowed[application]:
                    if taker in visited or taker in added[application]:
                        continue
                    visited.add(taker)
                    came_from[taker] = (giver, application)
                    if loads[taker] <= loads[start] - 2:
                        _move_along(taker, start, came_from, added)
                        loads[start] -= 1
                        loads[taker] += 1
                        return True
                    waiting.append(taker)
    return False


def _move_along(
    end: UUID, start: UUID, came_from: Mapping[UUID, tuple[UUID, UUID]], added: Readers
) -> None:
    taker = end
    while taker != start:
        giver, application = came_from[taker]
        added[application].remove(giver)
        added[application].add(taker)
        taker = giver
