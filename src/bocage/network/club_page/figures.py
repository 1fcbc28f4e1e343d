"""Activity figures of a club: help posts, ideas, mailings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Min, QuerySet

from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailState
from bocage.network.help_board.models import HelpPost, HelpPostThanks
from bocage.network.ideas.models import Idea
from bocage.network.mailings.models import Mailing, MailingRecipient
from bocage.territory.models import Departement


@dataclass(frozen=True, kw_only=True)
class LifeFigures:
    """Activity figures of one club since a given time. Delays are medians, None if nothing was
    answered.
    """

    help_posts: int
    notices_answered: int
    hours_to_answer: float | None
    thanks: int
    ideas: int
    ideas_answered: int
    days_to_answer_ideas: float | None
    mailings: int
    mails: int
    delivered: int
    failed: int

    @property
    def format_hours(self) -> str:
        """Hours to a first answer, rounded, at least 1; empty if there is none."""
        return "" if self.hours_to_answer is None else f"{max(1, round(self.hours_to_answer))}"

    @property
    def format_days(self) -> str:
        """Days to the answer of an idea, rounded, at least 1; empty if there is none."""
        days = self.days_to_answer_ideas
        return "" if days is None else f"{max(1, round(days))}"


def life_figures(departement: Departement, since: datetime) -> LifeFigures:
    """Returns the activity figures of a club since a given time; seven queries."""
    help_posts = HelpPost.objects.filter(
        commune__departement=departement, created_at__gte=since
    ).exclude(status=HelpPost.Status.HIDDEN)
    first = help_posts.annotate(first=Min("answers__answered_at")).filter(first__isnull=False)
    delays = [
        answered - written_at for written_at, answered in first.values_list("created_at", "first")
    ]
    ideas = Idea.objects.public().filter(commune__departement=departement, created_at__gte=since)
    answered = list(
        ideas.exclude(state=Idea.State.NEW)
        .annotate(first=Min("answers__answered_at"))
        .values_list("created_at", "first")
    )
    waits = [first - written_at for written_at, first in answered if first is not None]
    mailings = Mailing.objects.filter(departement=departement, started_at__gte=since)
    became = _became(mailings)
    return LifeFigures(
        help_posts=help_posts.count(),
        notices_answered=len(delays),
        hours_to_answer=_median(delays, timedelta(hours=1)),
        thanks=HelpPostThanks.objects.filter(
            help_post__commune__departement=departement, thanked_at__gte=since
        ).count(),
        ideas=ideas.count(),
        ideas_answered=len(answered),
        days_to_answer_ideas=_median(waits, timedelta(days=1)),
        mailings=mailings.count(),
        mails=sum(became.values()),
        delivered=became.get(MailState.SENT, 0) + became.get(MailState.KEPT, 0),
        failed=became.get(MailState.FAILED, 0),
    )


def _became(mailings: QuerySet[Mailing]) -> dict[str, int]:
    carried = MailingRecipient.objects.filter(mailing__in=mailings, mail_id__isnull=False)
    mails = OutgoingMail.objects.filter(pk__in=carried.values("mail_id"))
    return dict(mails.order_by().values_list("state").annotate(count=Count("pk")))


def _median(delays: list[timedelta], unit: timedelta) -> float | None:
    return median(delay / unit for delay in delays) if delays else None
