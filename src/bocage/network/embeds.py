"""What other sites show of the club: the next gatherings, and a member who agreed to it."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable
from bocage.network.models.members import Member
from bocage.network.presentation import ShownMember
from bocage.network.shown import EVERYBODY


def the_agenda() -> list[tuple[str, str]]:
    """The one page of the agenda."""
    return [(reverse("gathering_list"), _("Les prochaines rencontres du club"))]


@embeddable("gathering_list", group=gettext_lazy("Les rencontres"), rank=30, choices=the_agenda)
def gathering_embed_of(_query: QueryDict, **_captured: str) -> Embed | None:
    """The frame of the agenda."""
    return Embed(title=_("Les prochaines rencontres"), path=reverse("gathering_embed"), height=560)


@embeddable("member_detail", group=gettext_lazy("Un membre du club"), rank=60)
def member_embed_of(_query: QueryDict, **captured: str) -> Embed | None:
    """The frame of a member whom everybody may see; of the others nothing is said."""
    member = Member.objects.public().select_related("person").filter(pk=captured["pk"]).first()
    if member is None:
        return None
    return Embed(
        title=ShownMember(member, EVERYBODY).name,
        path=reverse("member_embed", args=[member.pk]),
        height=260,
    )
