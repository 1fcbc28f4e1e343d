"""Shared list of trades and skills, as the club organisers manage it."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q, QuerySet

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import MemberSkill
from bocage.network.members.models.skills import Skill

LOOKS_ALIKE = 0.25
MAX_ALIKE = 20


def ranked_skills(text: str = "") -> QuerySet[Skill]:
    """Returns the skills of the shared list, most used first, each with `count`, the number of
    members who have it. With a text, returns those whose name or synonym contains it.
    """
    words = Skill.objects.canonical().annotate(count=Count("member_skills", distinct=True))
    if plain := plain_words(text):
        words = words.filter(
            Q(plain_name__contains=plain) | Q(synonyms__plain_name__contains=plain)
        )
    return words.prefetch_related("synonyms").order_by("-count", "plain_name", "pk").distinct()


def merge_candidates(skill: Skill, text: str = "") -> list[Skill]:
    """Returns the skills into which a skill can be merged: those that contain a text or look like
    it.
    """
    candidates = (
        Skill.objects.canonical()
        .exclude(pk=skill.pk)
        .annotate(count=Count("member_skills", distinct=True))
    )
    if plain := plain_words(text):
        matches = candidates.filter(plain_name__contains=plain).order_by(
            "-count", "plain_name", "pk"
        )
    else:
        matches = (
            candidates.annotate(alike=TrigramSimilarity("plain_name", skill.plain_name))
            .filter(alike__gte=LOOKS_ALIKE)
            .order_by("-alike", "-count", "pk")
        )
    return list(matches[:MAX_ALIKE])


def count_common_members(skill: Skill, into: Skill) -> int:
    """Returns the number of members who have both skills, and will have only the second once they
    are merged.
    """
    duplicates = MemberSkill.objects.filter(skill=skill, member__member_skills__skill=into)
    return duplicates.count()
