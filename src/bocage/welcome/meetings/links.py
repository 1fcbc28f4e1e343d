"""Signed link of an awareness meeting, without an account."""

from datetime import timedelta

from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.people.signed_links import RowLink
from bocage.welcome.meetings.models import MeetingInvitation

meeting_link = RowLink(
    "welcome.answer_meeting",
    good_for=timedelta(days=200),
    page="meeting_answer_signed",
    rows=MeetingInvitation.objects.select_related("meeting__epci", "commune"),
    perm="welcome.answer_meeting",
    refused=NoLongerPossible,
)
"""Link where a town hall answers a meeting, and reads the paper about its commune."""
