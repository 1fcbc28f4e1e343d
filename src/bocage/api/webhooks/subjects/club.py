"""Memberships of the club, without their holders, and the programmes of its École du Web."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.api.webhooks.subjects.gatherings import RUN_CLUBS
from bocage.foundation.mail import page_url
from bocage.network.members.events import MemberJoined, MemberLeft
from bocage.network.models import Member, WebSchoolEdition
from bocage.network.web_school.events import ProgrammePublished
from bocage.people.models import Person


class MemberPayload(Payload):
    """Membership of the club, without its holder."""

    id: UUID
    status: str = Field(
        description="requested, active, guest, refused, lapsed or left.", examples=["active"]
    )
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61051"])


class EditionPayload(Payload):
    """An École du Web, as its page shows it to everybody."""

    slug: str = Field(description="Its name in addresses.", examples=["ecole-du-web-2027"])
    page: str = Field(description="Its page in this site.")
    name: str = Field(examples=["École du Web 2027"])
    status: str = Field(
        description="collecting, voting, scheduling, published, held or archived.",
        examples=["published"],
    )
    version: int = Field(description="Of its programme; grows with each.", examples=[2])
    commune_code: str = Field(description="The INSEE code of its commune.", examples=["61464"])
    starts_on: date = Field(examples=["2027-05-14"])
    ends_on: date = Field(examples=["2027-05-15"])


def _sees_membership(person: Person, member: Member) -> bool:
    return any(
        person.has_perm(right, member)
        for right in ("network.update_member", "network.answer_member")
    )


MEMBER = Subject(
    kind="member",
    rows=Member.objects.select_related("commune"),
    may_see=_sees_membership,
    holders=lambda member: {member.person_id},
    roles=RUN_CLUBS,
    form=MemberPayload,
    computed=lambda member: {"commune_code": member.commune_id},
)
EDITION = Subject(
    kind="edition",
    rows=WebSchoolEdition.objects.select_related("departement"),
    may_see=lambda _person, edition: edition.is_published,
    holders=None,
    roles=RUN_CLUBS,
    form=EditionPayload,
    computed=lambda edition: {
        "page": page_url("edition_detail", edition.slug),
        "commune_code": edition.commune_id,
    },
)

add_theme(
    70,
    _("Club des télétravailleurs"),
    [
        MEMBER.event("joined", _("Une personne devient membre du club"), MemberJoined),
        MEMBER.event("left", _("Une personne n’est plus membre du club"), MemberLeft),
        EDITION.event(
            "programme_published",
            _("Le programme d’une École du Web est publié ou changé"),
            ProgrammePublished,
        ),
    ],
)
