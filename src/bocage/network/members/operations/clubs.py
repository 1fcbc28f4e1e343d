"""Operations on the settings of a département's club."""

from bocage.network.members.models.clubs import Club
from bocage.people.models import Person
from bocage.territory.models import Departement


def update_club_settings(
    *, by: Person, departement: Departement, approves_members: bool, membership_months: int
) -> Club:
    """Stores whether a club reviews requests to join, and how long a membership lasts. Requests
    already waiting still need an answer.

    Raises:
        NotAllowed: `by` does not run the club of this département.
    """
    by.require("network.update_club", Club(departement=departement))
    club, _is_new = Club.objects.update_or_create(
        departement=departement,
        defaults={
            "approves_members": approves_members,
            "membership_months": membership_months,
        },
    )
    return club
