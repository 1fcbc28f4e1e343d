"""The shared list of trades and skills, as who runs a club looks after it."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q, QuerySet

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import MemberSkill
from bocage.network.members.models.skills import Skill

LOOKS_ALIKE = 0.25
MOST_ALIKE = 20


def words_said(text: str = "") -> QuerySet[Skill]:
    """Returns the skills of the shared list, most used first, each with `count`, the number of
    members who have it. With a text, returns those whose name or synonym contains it.
    """
    words = Skill.objects.shown().annotate(count=Count("said_by", distinct=True))
    if plain := plain_words(text):
        words = words.filter(
            Q(plain_name__contains=plain) | Q(synonyms__plain_name__contains=plain)
        )
    return words.prefetch_related("synonyms").order_by("-count", "plain_name", "pk").distinct()


def words_to_join_with(skill: Skill, text: str = "") -> list[Skill]:
    """Returns the skills into which a skill can be merged: those that contain a text or look like
    it.
    """
    others = (
        Skill.objects.shown().exclude(pk=skill.pk).annotate(count=Count("said_by", distinct=True))
    )
    if plain := plain_words(text):
        found = others.filter(plain_name__contains=plain).order_by("-count", "plain_name", "pk")
    else:
        found = (
            others.annotate(alike=TrigramSimilarity("plain_name", skill.plain_name))
            .filter(alike__gte=LOOKS_ALIKE)
            .order_by("-alike", "-count", "pk")
        )
    return list(found[:MOST_ALIKE])


def say_both(skill: Skill, into: Skill) -> int:
    """Returns the number of members who have both skills, and will have only the second once they
    are merged.
    """
    said = MemberSkill.objects.filter(skill=skill, member__said_skills__skill=into)
    return said.count()
