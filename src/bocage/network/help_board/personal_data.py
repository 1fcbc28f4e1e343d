"""Personal data stored by the help board."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import date_format
from bocage.network.help_board.models import (
    HelpPost,
    HelpPostAnswer,
    HelpPostReport,
    HelpPostThanks,
)
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_help_posts",
    title=_("Mes annonces d’entraide"),
    rank=81,
    named_in=("network.HelpPost.author",),
)
def help_post_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's help posts; one query."""
    help_posts = HelpPost.objects.filter(author=person).order_by("-created_at", "pk")
    for help_post in help_posts[:limit]:
        yield DataItem(
            title=help_post.title,
            detail=[str(help_post.get_status_display()), help_post.text],
            url=help_post.get_absolute_url(),
        )


@data_section(
    name="network_help_post_answers",
    title=_("Mes réponses à des annonces d’entraide"),
    rank=82,
    named_in=("network.HelpPostAnswer.answerer",),
)
def answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the help posts that the person answered; one query. The text of the answers is among
    their messages.
    """
    answers = HelpPostAnswer.objects.filter(answerer=person).select_related("help_post")
    for answer in answers.order_by("-answered_at", "pk")[:limit]:
        yield DataItem(
            title=answer.help_post.title,
            detail=_("répondu le %(day)s") % {"day": date_format(localtime(answer.answered_at))},
            url=answer.help_post.get_absolute_url(),
        )


@data_section(
    name="network_help_post_actions",
    title=_("Mes coups de main et mes signalements"),
    rank=83,
    named_in=("network.HelpPostThanks.helper", "network.HelpPostReport.reporter"),
)
def action_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the thanks that the person received and the reports that they made; two queries."""
    thanks = HelpPostThanks.objects.filter(helper=person).select_related("help_post")
    reports = HelpPostReport.objects.filter(reporter=person).select_related("help_post")
    for thanked in thanks.order_by("-thanked_at", "pk")[:limit]:
        yield DataItem(title=thanked.help_post.title, detail=thanked.words or _("Remercié(e)"))
    for report in reports.order_by("-reported_at", "pk")[:limit]:
        yield DataItem(title=report.help_post.title, detail=report.reason)
