"""What the help board keeps about a person."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.network.models import Notice, NoticeMessage, NoticeReport, NoticeThanks
from bocage.people.known_data import KnownRow, KnownSection, add_known_section
from bocage.people.models import Person


def notice_rows(person: Person, most: int | None) -> list[KnownRow]:
    """Their notices; one query."""
    notices = Notice.objects.filter(author=person).order_by("-created_at", "pk")
    return [
        KnownRow(
            title=notice.title,
            detail=" · ".join(filter(None, [str(notice.get_status_display()), notice.text])),
            url=notice.get_absolute_url(),
        )
        for notice in notices[:most]
    ]


def message_rows(person: Person, most: int | None) -> list[KnownRow]:
    """What they wrote and read about notices; one query."""
    messages = NoticeMessage.objects.filter(Q(answerer=person) | Q(notice__author=person))
    return [
        KnownRow(
            title=message.notice.title, detail=message.text, url=message.notice.get_absolute_url()
        )
        for message in messages.select_related("notice").order_by("-written_at", "pk")[:most]
    ]


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


add_known_section(
    KnownSection(
        name="network_notices", title=_("Mes annonces d’entraide"), rank=81, rows=notice_rows
    )
)
add_known_section(
    KnownSection(
        name="network_notice_messages",
        title=_("Mes messages d’entraide"),
        rank=82,
        rows=message_rows,
    )
)
add_known_section(
    KnownSection(
        name="network_notice_gestures",
        title=_("Mes coups de main et mes signalements"),
        rank=83,
        rows=gesture_rows,
    )
)
