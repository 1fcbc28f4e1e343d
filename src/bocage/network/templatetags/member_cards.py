"""Member cards, rendered in Python.

A page of the directory has twenty of them, and a template takes three times as long to render.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from bocage.foundation.templatetags.face import initials
from bocage.network.members.presentation import MemberProfile

register = template.Library()

MAX_SKILLS = 5

CARD = """<li class="card card-link member-card">
{number}
<div class="cluster">{face}<h3 class="h4 grow"><a class="card-target" href="{address}">{name}</a>\
</h3></div>
{headline}
{skills}
<p class="soft small">{where}</p>
</li>"""
NUMBER = """<span class="place-number" aria-hidden="true">{}</span>"""
PHOTO = """<img class="avatar" src="{}" alt="">"""
INITIALS = """<span class="avatar" aria-hidden="true">{}</span>"""
SKILL = """<span class="chip">{}</span>"""


@register.simple_tag
def member_card(profile: MemberProfile, distance: str, number: int | None) -> SafeString:
    """Renders a member as a card of the directory, with their distance and the number of their map
    pin. User text is escaped here by hand, because `format_html` tests each value for safety.
    """
    name, commune = profile.name, profile.commune_name
    skills = "".join(SKILL.format(escape(skill.name)) for skill in profile.skills[:MAX_SKILLS])
    organisation = profile.organisation.name if profile.organisation else ""
    card = CARD.format(
        number=NUMBER.format(number) if number and commune else "",
        face=_face(profile, name),
        address=escape(profile.url),
        name=escape(name),
        headline=f"<p>{escape(profile.headline)}</p>" if profile.headline else "",
        skills=f'<p class="cluster">{skills}</p>' if skills else "",
        where=escape(" · ".join(filter(None, (organisation, commune, distance)))),
    )
    return mark_safe(card)  # noqa: S308 - each of its words is escaped above


def _face(profile: MemberProfile, name: str) -> str:
    if photo := profile.photo_url:
        return PHOTO.format(escape(photo))
    return INITIALS.format(escape(initials(name)))
