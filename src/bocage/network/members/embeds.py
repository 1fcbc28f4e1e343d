"""A member who agreed to it, as other sites show them."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import ShownMember
from bocage.network.members.shown import EVERYBODY


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
