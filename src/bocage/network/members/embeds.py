"""A member who agreed to it, as other sites show them."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bocage.foundation.http.embeds import Embed, embeddable
from bocage.network.members.models.members import Member
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import ANONYMOUS


@embeddable("member_detail", group=gettext_lazy("Un membre du club"), rank=60)
def member_embed_of(_query: QueryDict, **captured: str) -> Embed | None:
    """Returns the embed of a public member; None for any other, so that nothing is revealed."""
    member = Member.objects.public().select_related("person").filter(pk=captured["pk"]).first()
    if member is None:
        return None
    return Embed(
        title=MemberProfile(member, ANONYMOUS).name,
        path=reverse("member_embed", args=[member.pk]),
        height=260,
    )
