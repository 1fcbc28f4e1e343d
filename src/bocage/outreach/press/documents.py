"""The press kit on paper."""

import base64
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.documents import cached_pdf
from bocage.foundation.formatting.times import format_date
from bocage.foundation.instance import current_instance
from bocage.outreach.assets.presentation import ShownAsset
from bocage.outreach.editorial.pictures_at_size import picture_at
from bocage.outreach.press.kit import PressKit, PressPicture, TerritoryFacts
from bocage.outreach.shared.themes import Theme

PRINTED = "max-1000x700|format-jpeg|jpegquality-80"
MOST_PRINTED = 8
"""Pictures in the document: the archive holds all of them."""


def press_kit_pdf(kit: PressKit) -> bytes:
    """Returns the PDF of a press kit. It is public, and cached: an unchanged document is not made
    again.
    """
    return cached_pdf("outreach/documents/press_kit.typ", _data(kit))


def _data(kit: PressKit) -> dict[str, Any]:
    instance = current_instance()
    return {
        "instance": instance.name,
        "address": settings.BOCAGE.public_url.partition("://")[2],
        "title": _("Dossier de presse"),
        "territory_name": instance.territory_name or instance.name,
        "made": _("Assemblé le %(day)s") % {"day": _spoken(kit.day)},
        "page": _("page"),
        "introduction": kit.introduction,
        "territory": [territory_sentence(one) for one in kit.territory],
        "contact_title": _("Contact presse"),
        "contact": [one for one in (kit.contact.name, kit.contact.email, kit.contact.phone) if one],
        "figures_title": _("Les chiffres, leur source, leur date"),
        "themes": _themes(kit),
        "pictures_title": _("Les images"),
        "pictures_note": _("En taille réelle, avec leurs crédits, dans l’archive du dossier."),
        "pictures": [
            drawn
            for picture in kit.pictures[:MOST_PRINTED]
            if (drawn := _picture(picture)) is not None
        ],
        "testimonies_title": _("Elles et ils sont venus"),
        "testimonies": [
            {
                "quote": testimony.quote,
                "who": f"{testimony.person_name}, {testimony.person_words}",
                "until": _("À ne plus reprendre après le %(day)s : son accord prend fin.")
                % {"day": _spoken(testimony.consent.ends_on)},
            }
            for testimony in kit.testimonies
        ],
        "news_title": _("Dernières nouvelles"),
        "news": [
            {"title": new.title, "day": _spoken(new.told_on), "words": new.introduction}
            for new in kit.news
        ],
    }


def territory_sentence(facts: TerritoryFacts) -> str:
    """Describes a département by its reference data, with the source of its population."""
    told = [
        ngettext("%(count)s commune", "%(count)s communes", facts.communes)
        % {"count": facts.communes},
        ngettext("%(count)s intercommunalité", "%(count)s intercommunalités", facts.epcis)
        % {"count": facts.epcis},
    ]
    if facts.people is not None:
        told.append(
            _("%(people)s habitants (INSEE, populations en vigueur au 1er janvier %(edition)s)")
            % {
                "people": number_format(facts.people, use_l10n=True, force_grouping=True),
                "edition": facts.edition,
            }
        )
    return _("%(name)s : %(facts)s.") % {"name": facts.name, "facts": ", ".join(told)}


def _themes(kit: PressKit) -> list[dict[str, Any]]:
    """The figures under the name of their theme, then those that the instance counts."""
    groups = [
        {
            "name": str(theme.label).capitalize(),
            "lines": [_line(asset) for asset in kit.assets if asset.theme == theme.value],
        }
        for theme in Theme
    ]
    counted = [
        {
            "figure": proof.figure,
            "unit": "",
            "title": str(proof.label),
            "sentence": str(proof.definition),
            "source": _("Source : %(source)s, le %(day)s")
            % {"source": proof.source, "day": _spoken(timezone.localdate(proof.counted_at))},
        }
        for proof in kit.proofs
    ]
    groups.append({"name": _("Ce que nous comptons"), "lines": counted})
    return [group for group in groups if group["lines"]]


def _line(one: ShownAsset) -> dict[str, str]:
    day = timezone.localdate(one.counted_at) if one.counted_at else one.dated_on
    said = {"source": one.source_name, "day": _spoken(day) if day else ""}
    source = _("Source : %(source)s, le %(day)s") if day else _("Source : %(source)s")
    return {
        "figure": one.figure,
        "unit": one.unit,
        "title": one.title,
        "sentence": one.sentence,
        "source": source % said,
    }


def _picture(picture: PressPicture) -> dict[str, str] | None:
    """A picture within a drawing, which is how a template takes one as text."""
    made = picture_at(picture.shown.asset.picture, PRINTED)
    if made is None:
        return None
    with made.file.open("rb") as file:
        content = base64.b64encode(file.read()).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{made.width}" height="{made.height}"'
        f' viewBox="0 0 {made.width} {made.height}"><image width="{made.width}"'
        f' height="{made.height}" href="data:image/jpeg;base64,{content}"/></svg>'
    )
    return {
        "drawing": drawing,
        "words": picture.words,
        "credit": picture.credit,
        "use": picture.use,
    }


def _spoken(day: Any) -> str:
    return format_date(day, with_year=True, with_weekday=False)
