"""Ideas prepared for templates: their votes, and their authors' names if visible to the viewer."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from bocage.network.ideas.models import Idea, IdeaComment, IdeaVote
from bocage.people.models import Person


def idea_rows(ideas: QuerySet[Idea], onlooker: Person | AnonymousUser) -> QuerySet[Any]:
    """Annotates ideas with the fields of a list row, including whether the onlooker has voted; one
    query.
    """
    has_own_vote: Any = Value(False)
    if isinstance(onlooker, Person):
        has_own_vote = Exists(IdeaVote.objects.filter(idea=OuterRef("pk"), person=onlooker))
    return ideas.select_related("commune", "author").annotate(
        vote_count=Count("votes", distinct=True),
        comment_count=Count("comments", filter=Q(comments__hidden_at=None), distinct=True),
        has_own_vote=has_own_vote,
    )


def searched(ideas: QuerySet[Idea], text: str) -> QuerySet[Idea]:
    """Filters the ideas that contain each of the first six words of a text, in title, text or
    answer, ignoring case and accents.
    """
    for word in text.replace("\0", "").split()[:6]:
        ideas = ideas.filter(
            Q(title__unaccent__icontains=word)
            | Q(text__unaccent__icontains=word)
            | Q(answer__unaccent__icontains=word)
        )
    return ideas


def name_of_author(word: Idea | IdeaComment) -> str:
    """Returns the name of the author, if they chose to show it; empty otherwise."""
    return word.author.name if word.shows_name and word.author is not None else ""
