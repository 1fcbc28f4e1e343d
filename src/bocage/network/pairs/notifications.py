"""Notifications to the members of a pair, with what each shows to members."""

from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import Onlooker
from bocage.network.pairs.mails import PairIntroduced
from bocage.network.pairs.models import Pair
from bocage.people.mailing import write_to
from bocage.territory.geography import distance_between
from bocage.territory.travel_formatting import format_rough_way


def notify_pair(pair: Pair) -> None:
    """Notifies both members of a pair of each other, with a place to meet."""
    _notify(pair, pair.first, pair.second)
    _notify(pair, pair.second, pair.first)


def _notify(pair: Pair, member: Member, partner: Member) -> None:
    profile = MemberProfile(partner, Onlooker(sees_members=True))
    person = member.person
    mail = PairIntroduced(
        other_id=partner.pk,
        name=profile.name,
        headline=profile.headline,
        commune=profile.commune_name,
        distance=_distance_in_words(member, partner) if profile.commune_name else "",
        helps_with=profile.helps_with,
        looks_for=profile.looks_for,
        place_name=pair.place_name,
        place_path=pair.place_url,
    )
    write_to(person, mail)


def _distance_in_words(member: Member, partner: Member) -> str:
    if member.latitude is None or member.longitude is None:
        return ""
    if partner.latitude is None or partner.longitude is None:
        return ""
    metres = distance_between(
        member.latitude, member.longitude, partner.latitude, partner.longitude
    )
    return format_rough_way(metres)
