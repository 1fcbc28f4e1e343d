"""The shared list of trades and skills, as who runs a club looks after it."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q, QuerySet

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import MemberSkill
from bocage.network.members.models.skills import Skill

LOOKS_ALIKE = 0.25
MOST_ALIKE = 20


def words_said(text: str = "") -> QuerySet[Skill]:
    """The words of the list, the most said first, each with `count`, how many members say it;
    those that hold a text, in the word or in a synonym."""
    words = Skill.objects.shown().annotate(count=Count("said_by", distinct=True))
    if plain := plain_words(text):
        words = words.filter(
            Q(plain_name__contains=plain) | Q(synonyms__plain_name__contains=plain)
        )
    return words.prefetch_related("synonyms").order_by("-count", "plain_name", "pk").distinct()


def words_to_join_with(skill: Skill, text: str = "") -> list[Skill]:
    """The words that one could be joined into: those that hold a text, or look like it."""
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
    """How many members say both words, and will say the second once."""
    said = MemberSkill.objects.filter(skill=skill, member__said_skills__skill=into)
    return said.count()
