"""What the help board keeps about a person."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bocage.foundation.written_dates import date_format
from bocage.network.models import Notice, NoticeAnswer, NoticeReport, NoticeThanks
from bocage.people.known_data import KnownRow, known_section
from bocage.people.models import Person


@known_section(
    name="network_notices",
    title=_("Mes annonces d’entraide"),
    rank=81,
    named_in=("network.Notice.author",),
)
def notice_rows(person: Person, most: int | None) -> list[KnownRow]:
    """Their notices; one query."""
    notices = Notice.objects.filter(author=person).order_by("-created_at", "pk")
    return [
        KnownRow(
            title=notice.title,
            detail=[str(notice.get_status_display()), notice.text],
            url=notice.get_absolute_url(),
        )
        for notice in notices[:most]
    ]


@known_section(
    name="network_notice_answers",
    title=_("Mes réponses à des annonces d’entraide"),
    rank=82,
    named_in=("network.NoticeAnswer.answerer",),
)
def answer_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The notices that they answered; one query. Their words are among their messages."""
    answers = NoticeAnswer.objects.filter(answerer=person).select_related("notice")
    return [
        KnownRow(
            title=one.notice.title,
            detail=_("répondu le %(day)s") % {"day": date_format(localtime(one.answered_at))},
            url=one.notice.get_absolute_url(),
        )
        for one in answers.order_by("-answered_at", "pk")[:most]
    ]


@known_section(
    name="network_notice_gestures",
    title=_("Mes coups de main et mes signalements"),
    rank=83,
    named_in=("network.NoticeThanks.helper", "network.NoticeReport.reporter"),
)
def gesture_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The thanks that they received, and what they reported; two queries."""
    thanks = NoticeThanks.objects.filter(helper=person).select_related("notice")
    reports = NoticeReport.objects.filter(reporter=person).select_related("notice")
    rows = [
        KnownRow(title=one.notice.title, detail=one.words or _("Remercié(e)"))
        for one in thanks.order_by("-thanked_at", "pk")[:most]
    ]
    rows += [
        KnownRow(title=one.notice.title, detail=one.reason)
        for one in reports.order_by("-reported_at", "pk")[:most]
    ]
    return rows[:most]
