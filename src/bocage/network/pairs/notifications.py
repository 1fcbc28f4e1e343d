"""What the two of a pair are told of each other: what each shows to members."""

from bocage.network.members.models.members import Member
from bocage.network.members.presentation import ShownMember
from bocage.network.members.shown import Onlooker
from bocage.network.pairs.mails import PairIntroduced
from bocage.network.pairs.models import Pair
from bocage.people.mailing import write_to
from bocage.territory.geography import distance_between
from bocage.territory.travel_formatting import format_rough_way


def tell_pair(pair: Pair) -> None:
    """Notifies both members of a pair of each other, with a place to meet."""
    _tell(pair, pair.first, pair.second)
    _tell(pair, pair.second, pair.first)


def _tell(pair: Pair, member: Member, other: Member) -> None:
    shown = ShownMember(other, Onlooker(sees_members=True))
    person = member.person
    mail = PairIntroduced(
        other_id=other.pk,
        name=shown.name,
        headline=shown.headline,
        commune=shown.commune_name,
        way=_way(member, other) if shown.commune_name else "",
        helps_with=shown.helps_with,
        looks_for=shown.looks_for,
        place_name=pair.place_name,
        place_path=pair.place_url,
    )
    write_to(person, mail)


def _way(member: Member, other: Member) -> str:
    if member.latitude is None or member.longitude is None:
        return ""
    if other.latitude is None or other.longitude is None:
        return ""
    metres = distance_between(member.latitude, member.longitude, other.latitude, other.longitude)
    return format_rough_way(metres)
