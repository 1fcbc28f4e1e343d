"""The pages of what the club passes on: « Mes échanges », and what is reported."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.network.messages.operations.messages import answer, write_to_member
from bocage.network.messages.operations.reports import report_conversation
from bocage.network.models import ContactSuspension
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.factories import MemberFactory
from tests.people.factories import PersonFactory

PAGES: dict[str, list[str]] = {
    "teleworker": ["member_write", "conversation_list", "conversation", "conversation_report"],
    "newcomer": ["conversation_list"],
    Role.CLUB_ORGANISER: ["contact_reports", "contact_report"],
}
NO_PAGES = dict.fromkeys(
    (
        "contact_suspension_lift",
        "conversation_erase",
        "conversation_resume",
        "conversation_stop",
    ),
    "answers a form",
)


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates two members who write to each other, and a report."""
    now = timezone.now()
    other_member = MemberFactory(commune=place.commune, public=True, person__name="Yann Le Goff")
    message = write_to_member(
        by=people["teleworker"],
        member=other_member,
        words="Un café jeudi ?",
        now=now - timedelta(hours=2),
    )
    answer(by=other_member.person, conversation=message.conversation, words="Volontiers.", now=now)
    member = MemberFactory(commune=place.commune, public=True)
    canvasser = PersonFactory(name="Vend Tout")
    pushed = write_to_member(by=canvasser, member=member, words="Achetez !", now=now)
    report = report_conversation(
        by=member.person, conversation=pushed.conversation, reason="canvassing", words="Encore."
    )
    ContactSuspension.objects.create(
        person=PersonFactory(name="Déjà Suspendu"), reason="Démarchage.", suspended_at=now
    )
    return {
        "member_write.pk": other_member.pk,
        "conversation.pk": message.conversation_id,
        "conversation_report.pk": message.conversation_id,
        "contact_report.pk": report.pk,
    }
