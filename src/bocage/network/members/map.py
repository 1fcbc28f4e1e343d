"""Map of members beside the list, by commune and never more precisely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bocage.network.members.models.members import SharedField
from bocage.network.members.presentation import MemberProfile

MAX_NAMES = 4


@dataclass(frozen=True)
class MemberMap:
    """The pins of a page of members, one for each commune, and the number of each commune."""

    pins: list[dict[str, Any]]
    numbers: dict[str, int]
    """Number of the pin by INSEE code of the commune, shown on the card of each member."""


def map_of(members: Sequence[MemberProfile]) -> MemberMap:
    """Returns the map of the communes of the members who show theirs, in list order; no query."""
    by_commune: dict[str, list[MemberProfile]] = {}
    for profile in members:
        commune = profile.member.commune
        if profile.shows(SharedField.COMMUNE) and commune.latitude is not None:
            by_commune.setdefault(commune.pk, []).append(profile)
    numbers = {code: number for number, code in enumerate(by_commune, 1)}
    return MemberMap(
        pins=[_pin(neighbours, numbers[code]) for code, neighbours in by_commune.items()],
        numbers=numbers,
    )


def _pin(members: Sequence[MemberProfile], number: int) -> dict[str, Any]:
    commune = members[0].member.commune
    names = [profile.name for profile in members]
    goes_on = ["…"] if len(names) > MAX_NAMES else []
    return {
        "id": commune.pk,
        "name": commune.name,
        "url": members[0].url if len(members) == 1 else _around(commune.pk),
        "latitude": commune.latitude,
        "longitude": commune.longitude,
        "detail": ", ".join(names[:MAX_NAMES] + goes_on),
        "number": number,
    }


def _around(code: str) -> str:
    return f"{reverse('member_list')}?commune={code}&rayon=10"
