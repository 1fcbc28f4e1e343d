"""What the club itself says in its digest: who joined, what is asked, what ideas came."""

from datetime import date, datetime, time

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.spoken_time import spoken_date
from bocage.network.models import Idea, Member, Notice
from bocage.network.presentation import ShownMember
from bocage.network.shown import A_MEMBER
from bocage.people.seams.digest_sections import (
    MOST_ITEMS,
    DigestItem,
    DigestPeriod,
    add_digest_section,
)
from bocage.territory.models import Departement


def beginning_of(day: date) -> datetime:
    """The first moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def new_members(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Those who joined since the last digest, as members see them; three queries."""
    members = (
        Member.objects.listed()
        .filter(
            commune__departement=departement,
            joined_at__gte=beginning_of(period.since),
            joined_at__lt=beginning_of(period.ahead),
        )
        .select_related("person", "commune")
        .order_by("-joined_at", "pk")
    )
    return [_member_item(ShownMember(member, A_MEMBER)) for member in members[:MOST_ITEMS]]


def _member_item(shown: ShownMember) -> DigestItem:
    return DigestItem(
        key=str(shown.member.pk),
        title=shown.name,
        detail=" · ".join(filter(None, [shown.headline, shown.commune_name])),
        path=shown.url,
    )


def open_notices(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """What members ask and offer, and that still stands when the digest is read; one query."""
    notices = (
        Notice.objects.open()
        .filter(commune__departement=departement, ends_on__gte=period.until)
        .select_related("commune")
        .order_by("-created_at", "pk")
    )
    return [
        DigestItem(
            key=str(notice.pk),
            title=notice.title,
            detail=_("%(kind)s, %(commune)s, jusqu’au %(day)s")
            % {
                "kind": notice.get_kind_display(),
                "commune": notice.commune.name,
                "day": spoken_date(notice.ends_on),
            },
            path=notice.get_absolute_url(),
        )
        for notice in notices[:MOST_ITEMS]
    ]


def ideas_of_the_month(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """The ideas that were suggested or answered since the last digest; one query."""
    since = beginning_of(period.since)
    ideas = (
        Idea.objects.shown()
        .filter(
            Q(created_at__gte=since) | Q(answered_at__gte=since),
            commune__departement=departement,
        )
        .annotate(vote_count=Count("votes"))
        .order_by("-vote_count", "-created_at", "pk")
    )
    return [
        DigestItem(
            key=str(idea.pk),
            title=idea.title,
            detail=" · ".join(
                [
                    str(idea.get_state_display()),
                    ngettext("%(count)d voix", "%(count)d voix", idea.vote_count)
                    % {"count": idea.vote_count},
                ]
            ),
            path=reverse("idea_detail", args=[idea.pk]),
        )
        for idea in ideas[:MOST_ITEMS]
    ]


add_digest_section(
    name="members", title=gettext_lazy("Ils nous rejoignent"), rank=30, items=new_members
)
add_digest_section(name="notices", title=gettext_lazy("S’entraider"), rank=40, items=open_notices)
add_digest_section(
    name="ideas", title=gettext_lazy("La boîte à idées"), rank=50, items=ideas_of_the_month
)
