"""Embed of « Gardons le contact » on other sites, attributed by the code of its campaign."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.attribution import CODE, read_code, with_code
from bocage.foundation.http.embeds import Embed, embeddable
from bocage.outreach.campaigns.contact_places import contact_departements, place_of_code


def the_form() -> list[tuple[str, str]]:
    """Lists the page of the contact form as a choice, if there is a coordinator to answer."""
    if not contact_departements():
        return []
    return [(reverse("contact"), _("« Gardons le contact »"))]


@embeddable("contact", group=gettext_lazy("Le formulaire"), rank=50, choices=the_form)
def contact_embed_of(query: QueryDict, **_captured: str) -> Embed | None:
    """Returns the embed of the contact form, with the campaign code of the address if it has
    one."""
    return _embed(read_code(query.get(CODE, "")))


@embeddable("follow_link", group=gettext_lazy("Le formulaire"), rank=51)
def campaign_embed_of(_query: QueryDict, **captured: str) -> Embed | None:
    """Returns the embed of the contact form for the short address of a campaign, `/l/<code>`; None
    if the code is unknown.
    """
    code = read_code(captured["code"])
    return _embed(code) if place_of_code(code) is not None else None


def _embed(code: str) -> Embed | None:
    if place_of_code(code) is None and not contact_departements():
        return None
    path = with_code(reverse("contact_embed"), code)
    return Embed(title=_("Gardons le contact"), path=path, height=1_150)
