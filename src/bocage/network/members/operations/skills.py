"""Shared list of trades and skills: entries are created on first use, and merged later."""

from collections.abc import Iterable

from django.db import transaction

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.errors import SkillIsASynonym, SkillNotAWord, TooManySkills
from bocage.network.members.models.members import MAX_SKILLS, Member, MemberSkill
from bocage.network.members.models.skills import Skill
from bocage.network.members.visibility import update_search_words
from bocage.people.models import Person

LONGEST_NAME = 60


def get_or_create_skills(*, by: Person | None, names: Iterable[str]) -> list[Skill]:
    """Returns the skills with the given names, in order, each once, creating the missing ones. A
    synonym is replaced by its target. Two people who add the same word at once share it.

    Raises:
        SkillNotAWord: a name is longer than sixty characters, or has no letters.
        TooManySkills: there are more than twelve.
    """
    names_by_plain_name: dict[str, str] = {}
    for name in names:
        if plain := plain_words(name):
            names_by_plain_name.setdefault(plain, name)
    if len(names_by_plain_name) > MAX_SKILLS:
        raise TooManySkills
    if any(
        len(name.strip()) > LONGEST_NAME or not _has_letters(name)
        for name in names_by_plain_name.values()
    ):
        raise SkillNotAWord
    Skill.objects.bulk_create(
        [Skill(name=" ".join(name.split()), added_by=by) for name in names_by_plain_name.values()],
        ignore_conflicts=True,
    )
    skills = {
        skill.plain_name: skill.merged_into or skill
        for skill in Skill.objects.filter(plain_name__in=names_by_plain_name).select_related(
            "merged_into"
        )
    }
    return list(dict.fromkeys(skills[plain] for plain in names_by_plain_name))


def _has_letters(name: str) -> bool:
    return any(letter.isalpha() for letter in name)


def merge_skills(*, by: Person, skill: Skill, into: Skill) -> Skill:
    """Makes a word a synonym of another, for all members who have it. Its own synonyms follow.
    Idempotent.

    Raises:
        NotAllowed: `by` runs no club.
        SkillIsASynonym: `into` is a synonym itself, or is the same word.
    """
    by.require("network.merge_skills")
    with transaction.atomic():
        locked = {
            row.pk: row
            for row in lock_rows(Skill.objects.all())
            .filter(pk__in=[skill.pk, into.pk])
            .order_by("pk")
        }
        word, target = locked[skill.pk], locked[into.pk]
        if word.merged_into_id == target.pk:
            return target
        if target.merged_into_id is not None or word.pk == target.pk:
            raise SkillIsASynonym
        word.synonyms.update(merged_into=target)
        word.merged_into = target
        word.save(update_fields=["merged_into"])
        _hand_over(word, target)
    return target


def _hand_over(word: Skill, target: Skill) -> None:
    member_skills = MemberSkill.objects.filter(skill=word)
    saying = list(member_skills.values_list("member", flat=True))
    MemberSkill.objects.bulk_create(
        [MemberSkill(member_id=member, skill=target) for member in saying], ignore_conflicts=True
    )
    member_skills.delete()
    for member in Member.objects.filter(member_skills__skill=target).select_related(
        "person", "organisation", "commune"
    ):
        update_search_words(member)
