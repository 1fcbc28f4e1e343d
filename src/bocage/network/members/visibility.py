"""Visibility of profile fields, and the search texts built from the visible fields only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.models.skills import Skill


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Rights of a viewer over members: none, those of a club member, or those of the member
    themself and of the people who run the club."""

    sees_members: bool = False
    sees_all: bool = False

    def fields_of(self, member: Member) -> frozenset[str]:
        """Returns the names of a member's fields that this onlooker may see."""
        if self.sees_all:
            return frozenset(SharedField.values)
        fields = set(member.public_fields)
        if self.sees_members:
            fields |= set(member.members_fields)
        return frozenset(fields)


ANONYMOUS = Onlooker()
A_MEMBER = Onlooker(sees_members=True)


def search_words_of(member: Member, fields: Collection[str], skills: Collection[Skill]) -> str:
    """Returns the plain search words of the given fields of a member.

    `skills` are the member's, each with its synonyms loaded.
    """
    texts: list[str] = []
    if SharedField.NAME in fields:
        texts.append(member.person.name)
    if SharedField.ORGANISATION in fields and member.organisation is not None:
        texts.append(member.organisation.name)
    if SharedField.COMMUNE in fields:
        texts.append(member.commune.name)
    if SharedField.SKILLS in fields:
        texts += _names(skills)
    for name in (
        SharedField.HEADLINE,
        SharedField.PRESENTATION,
        SharedField.HELPS_WITH,
        SharedField.LOOKS_FOR,
    ):
        if name in fields:
            texts.append(getattr(member, name))
    if SharedField.LANGUAGES in fields:
        texts += member.languages
    return plain_words(" ".join(filter(None, texts)))


def _names(skills: Collection[Skill]) -> Iterator[str]:
    for skill in skills:
        yield skill.name
        yield from (synonym.name for synonym in skill.synonyms.all())


def update_search_words(member: Member) -> None:
    """Updates the search words of a member from the database; three queries.

    Call it in the transaction that changes a member, their skills or their name.
    """
    skills: Any = Skill.objects.filter(member_skills__member=member).prefetch_related("synonyms")
    skills = list(skills)
    member.public_words = search_words_of(member, member.public_fields, skills)
    member.members_words = search_words_of(
        member, {*member.public_fields, *member.members_fields}, skills
    )
    member.save(update_fields=["public_words", "members_words"])
