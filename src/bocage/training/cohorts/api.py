"""The half-days that wait for one, as a learner or as a teacher, in the API."""

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.router import RoomRouter
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.training.cohorts.ical import sessions_of
from bocage.training.programmes.api import SessionAnswer, session_members

router = RoomRouter(tag="courses")


class OwnSession(SessionAnswer):
    """Half-day in which the signed-in person learns or teaches."""

    programme: str = Field(examples=["Lancer son activité sur le Web"])
    cohort: str = Field(examples=["Printemps 2027"])
    online_link: str = Field(description="Where one joins it; empty where it is not online.")


@router.read(
    "",
    Page[OwnSession],
    summary=_("Lister ses séances de formation à venir"),
    auth=Opened(ApiScope.TRAINING_READ),
)
def list_own_sessions(request: HttpRequest, paging: Query[Paging]) -> Page[OwnSession]:
    """Lists the half-days, not over yet, in which the signed-in person learns or teaches, the next
    first, as on the page « Mes séances de formation ».
    """
    ahead = sessions_of(person_of(request)).filter(period__endswith__gt=timezone.now())
    by_start = ahead.annotate(begins_at=F("period__startswith"))
    sessions, cursor = page_of_rows(by_start, paging, order=["begins_at", "id"])
    lines = [
        OwnSession(
            **session_members(session),
            programme=session.cohort.programme.name,
            cohort=session.cohort.name,
            online_link=session.online_link if session.is_planned else "",
        )
        for session in sessions
    ]
    return Page[OwnSession].of(request, lines, cursor)
