"""Personal data stored by the idea box."""

from django.utils.translation import gettext_lazy as _

from bocage.network.ideas.models import Idea, IdeaComment, IdeaVote
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_ideas",
    title=_("Mes idées"),
    rank=84,
    named_in=("network.Idea.author",),
)
def idea_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's ideas; one query."""
    ideas = Idea.objects.filter(author=person).order_by("-created_at", "pk")
    for idea in ideas[:limit]:
        yield DataItem(title=idea.title, detail=idea.text, url=idea.get_absolute_url())


@data_section(
    name="network_idea_words",
    title=_("Mes votes et mes commentaires"),
    rank=85,
    named_in=("network.IdeaComment.author", "network.IdeaVote.person"),
)
def word_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's comments on ideas and their votes; two queries."""
    comments = IdeaComment.objects.filter(author=person).select_related("idea")
    votes = IdeaVote.objects.filter(person=person).select_related("idea")
    for comment in comments.order_by("-written_at", "pk")[:limit]:
        yield DataItem(
            title=comment.idea.title, detail=comment.text, url=comment.idea.get_absolute_url()
        )
    for vote in votes.order_by("-voted_at", "pk")[:limit]:
        yield DataItem(
            title=vote.idea.title, detail=_("Mon vote"), url=vote.idea.get_absolute_url()
        )
