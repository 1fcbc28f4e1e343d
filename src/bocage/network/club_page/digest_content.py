"""Sections of the club digest: gatherings, new members, help posts, ideas."""

from datetime import date, datetime, time

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import format_date, format_period
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.help_board.models import HelpPost
from bocage.network.ideas.models import Idea
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import A_MEMBER
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.people.seams.digest_sections import (
    MAX_ITEMS,
    DigestItem,
    DigestPeriod,
    add_digest_section,
)
from bocage.territory.models import Departement


def beginning_of(day: date) -> datetime:
    """Returns midnight at the start of a day, in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def new_members(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of the members who joined since the last digest, with the fields
    they show to members; three queries.
    """
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
    return [_member_item(MemberProfile(member, A_MEMBER)) for member in members[:MAX_ITEMS]]


def _member_item(profile: MemberProfile) -> DigestItem:
    return DigestItem(
        key=str(profile.member.pk),
        title=profile.name,
        detail=" · ".join(filter(None, [profile.headline, profile.commune_name])),
        path=profile.url,
    )


def open_help_posts(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of the help posts that are still open on the day of the digest;
    one query.
    """
    help_posts = (
        HelpPost.objects.open()
        .filter(commune__departement=departement, ends_on__gte=period.until)
        .select_related("commune")
        .order_by("-created_at", "pk")
    )
    return [
        DigestItem(
            key=str(help_post.pk),
            title=help_post.title,
            detail=_("%(kind)s, %(commune)s, jusqu’au %(day)s")
            % {
                "kind": help_post.get_kind_display(),
                "commune": help_post.commune.name,
                "day": format_date(help_post.ends_on),
            },
            path=help_post.get_absolute_url(),
        )
        for help_post in help_posts[:MAX_ITEMS]
    ]


def ideas_of_the_month(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of ideas suggested or answered since the last digest; one query."""
    since = beginning_of(period.since)
    ideas = (
        Idea.objects.public()
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
        for idea in ideas[:MAX_ITEMS]
    ]


def gatherings_to_come(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of the gatherings of the month that people can still join; one
    query.
    """
    gatherings = (
        Gathering.objects.public()
        .to_come(beginning_of(period.until))
        .filter(commune__departement=departement, starts_at__lt=beginning_of(period.ahead))
    )
    return [
        DigestItem(
            key=str(gathering.pk),
            title=gathering.title,
            detail=f"{format_period(gathering.starts_at, gathering.ends_at)}, {gathering.location}",
            path=gathering.get_absolute_url(),
        )
        for gathering in gatherings[:MAX_ITEMS]
    ]


def gatherings_with_outcome(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of last month's gatherings that have an outcome; one query."""
    gatherings = Gathering.objects.filter(
        commune__departement=departement,
        status=Gathering.Status.HELD,
        starts_at__gte=beginning_of(period.since),
        starts_at__lt=beginning_of(period.until),
    ).exclude(outcome="")
    return [
        DigestItem(
            key=str(gathering.pk),
            title=gathering.title,
            detail=gathering.outcome,
            path=gathering.get_absolute_url(),
        )
        for gathering in gatherings.order_by("starts_at", "pk")[:MAX_ITEMS]
    ]


def web_school(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of the editions of the École du Web that are not held yet; one
    query.
    """
    editions = WebSchoolEdition.objects.filter(
        departement=departement, ends_on__gte=period.until
    ).exclude(status__in=[WebSchoolEdition.Status.HELD, WebSchoolEdition.Status.ARCHIVED])
    return [
        DigestItem(
            key=str(edition.pk),
            title=edition.name,
            detail=_("%(state)s, %(day)s")
            % {"state": edition.get_status_display(), "day": format_date(edition.starts_on)},
            path=edition.get_absolute_url(),
        )
        for edition in editions.order_by("starts_on", "pk")[:MAX_ITEMS]
    ]


add_digest_section(
    name="gatherings",
    title=gettext_lazy("Les prochaines rencontres"),
    rank=10,
    items=gatherings_to_come,
)
add_digest_section(
    name="held", title=gettext_lazy("Ce que cela a donné"), rank=15, items=gatherings_with_outcome
)
add_digest_section(
    name="web_school", title=gettext_lazy("L’École du Web"), rank=20, items=web_school
)
add_digest_section(
    name="members", title=gettext_lazy("Ils nous rejoignent"), rank=30, items=new_members
)
add_digest_section(
    name="help_posts", title=gettext_lazy("S’entraider"), rank=40, items=open_help_posts
)
add_digest_section(
    name="ideas", title=gettext_lazy("La boîte à idées"), rank=50, items=ideas_of_the_month
)
