"""Personal data stored by the help board."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import date_format
from bocage.network.help_board.models import Notice, NoticeAnswer, NoticeReport, NoticeThanks
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_notices",
    title=_("Mes annonces d’entraide"),
    rank=81,
    named_in=("network.Notice.author",),
)
def notice_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's notices; one query."""
    notices = Notice.objects.filter(author=person).order_by("-created_at", "pk")
    for notice in notices[:limit]:
        yield DataItem(
            title=notice.title,
            detail=[str(notice.get_status_display()), notice.text],
            url=notice.get_absolute_url(),
        )


@data_section(
    name="network_notice_answers",
    title=_("Mes réponses à des annonces d’entraide"),
    rank=82,
    named_in=("network.NoticeAnswer.answerer",),
)
def answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the notices that the person answered; one query. The text of the answers is among
    their messages.
    """
    answers = NoticeAnswer.objects.filter(answerer=person).select_related("notice")
    for answer in answers.order_by("-answered_at", "pk")[:limit]:
        yield DataItem(
            title=answer.notice.title,
            detail=_("répondu le %(day)s") % {"day": date_format(localtime(answer.answered_at))},
            url=answer.notice.get_absolute_url(),
        )


@data_section(
    name="network_notice_actions",
    title=_("Mes coups de main et mes signalements"),
    rank=83,
    named_in=("network.NoticeThanks.helper", "network.NoticeReport.reporter"),
)
def action_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the thanks that the person received and the reports that they made; two queries."""
    thanks = NoticeThanks.objects.filter(helper=person).select_related("notice")
    reports = NoticeReport.objects.filter(reporter=person).select_related("notice")
    for thanked in thanks.order_by("-thanked_at", "pk")[:limit]:
        yield DataItem(title=thanked.notice.title, detail=thanked.words or _("Remercié(e)"))
    for report in reports.order_by("-reported_at", "pk")[:limit]:
        yield DataItem(title=report.notice.title, detail=report.reason)
