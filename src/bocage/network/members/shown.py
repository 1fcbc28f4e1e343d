"""What a member shows, to whom; and the words by which they are found, made of that alone."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from bocage.foundation.formatting.plain_words import plain_words
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.models.skills import Skill


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks at members: anybody, a member of the club, or who runs it (or the member)."""

    sees_members: bool = False
    sees_all: bool = False

    def fields_of(self, member: Member) -> frozenset[str]:
        """The fields of a member that this onlooker may see."""
        if self.sees_all:
            return frozenset(SharedField.values)
        shown = set(member.public_fields)
        if self.sees_members:
            shown |= set(member.members_fields)
        return frozenset(shown)


EVERYBODY = Onlooker()
A_MEMBER = Onlooker(sees_members=True)


def words_of(member: Member, shown: Collection[str], skills: Collection[Skill]) -> str:
    """The plain words of some fields of a member, to be searched.

    `skills` are theirs, each with its synonyms read.
    """
    texts: list[str] = []
    if SharedField.NAME in shown:
        texts.append(member.person.name)
    if SharedField.ORGANISATION in shown and member.organisation is not None:
        texts.append(member.organisation.name)
    if SharedField.COMMUNE in shown:
        texts.append(member.commune.name)
    if SharedField.SKILLS in shown:
        texts += _names(skills)
    for name in (
        SharedField.HEADLINE,
        SharedField.PRESENTATION,
        SharedField.HELPS_WITH,
        SharedField.LOOKS_FOR,
    ):
        if name in shown:
            texts.append(getattr(member, name))
    if SharedField.LANGUAGES in shown:
        texts += member.languages
    return plain_words(" ".join(filter(None, texts)))


def _names(skills: Collection[Skill]) -> Iterator[str]:
    for skill in skills:
        yield skill.name
        yield from (synonym.name for synonym in skill.synonyms.all())


def keep_words(member: Member) -> None:
    """Writes the words of a member anew, from what is kept; three queries.

    To be called in the transaction of what changed a member, their skills or their name.
    """
    skills: Any = Skill.objects.filter(said_by__member=member).prefetch_related("synonyms")
    skills = list(skills)
    member.public_words = words_of(member, member.public_fields, skills)
    member.members_words = words_of(member, {*member.public_fields, *member.members_fields}, skills)
    member.save(update_fields=["public_words", "members_words"])
