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
from bocage.outreach.assets.presentation import AssetCard
from bocage.outreach.editorial.pictures_at_size import picture_at
from bocage.outreach.press.kit import PressKit, PressPicture, TerritoryFacts
from bocage.outreach.shared.themes import Theme

PRINTED = "max-1000x700|format-jpeg|jpegquality-80"
MAX_PRINTED = 8
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
        "made": _("Assemblé le %(day)s") % {"day": _day_words(kit.day)},
        "page": _("page"),
        "introduction": kit.introduction,
        "territory": [territory_sentence(facts) for facts in kit.territory],
        "contact_title": _("Contact presse"),
        "contact": [
            facts for facts in (kit.contact.name, kit.contact.email, kit.contact.phone) if facts
        ],
        "figures_title": _("Les chiffres, leur source, leur date"),
        "themes": _themes(kit),
        "pictures_title": _("Les images"),
        "pictures_note": _("En taille réelle, avec leurs crédits, dans l’archive du dossier."),
        "pictures": [
            printed
            for picture in kit.pictures[:MAX_PRINTED]
            if (printed := _picture(picture)) is not None
        ],
        "testimonies_title": _("Elles et ils sont venus"),
        "testimonies": [
            {
                "quote": testimony.quote,
                "who": f"{testimony.person_name}, {testimony.person_words}",
                "until": _("À ne plus reprendre après le %(day)s : son accord prend fin.")
                % {"day": _day_words(testimony.consent.ends_on)},
            }
            for testimony in kit.testimonies
        ],
        "news_title": _("Dernières nouvelles"),
        "news": [
            {"title": new.title, "day": _day_words(new.news_date), "words": new.introduction}
            for new in kit.news
        ],
    }


def territory_sentence(facts: TerritoryFacts) -> str:
    """Describes a département by its reference data, with the source of its population."""
    parts = [
        ngettext("%(count)s commune", "%(count)s communes", facts.communes)
        % {"count": facts.communes},
        ngettext("%(count)s intercommunalité", "%(count)s intercommunalités", facts.epcis)
        % {"count": facts.epcis},
    ]
    if facts.people is not None:
        parts.append(
            _("%(people)s habitants (INSEE, populations en vigueur au 1er janvier %(edition)s)")
            % {
                "people": number_format(facts.people, use_l10n=True, force_grouping=True),
                "edition": facts.edition,
            }
        )
    return _("%(name)s : %(facts)s.") % {"name": facts.name, "facts": ", ".join(parts)}


def _themes(kit: PressKit) -> list[dict[str, Any]]:
    """Returns the figures grouped by theme, then the live counts of the instance."""
    groups = [
        {
            "name": str(theme.label).capitalize(),
            "lines": [_asset_line(asset) for asset in kit.assets if asset.theme == theme.value],
        }
        for theme in Theme
    ]
    own_figures = [
        {
            "figure": proof.figure,
            "unit": "",
            "title": str(proof.label),
            "sentence": str(proof.definition),
            "source": _("Source : %(source)s, le %(day)s")
            % {"source": proof.source, "day": _day_words(timezone.localdate(proof.counted_at))},
        }
        for proof in kit.proofs
    ]
    groups.append({"name": _("Ce que nous comptons"), "lines": own_figures})
    return [group for group in groups if group["lines"]]


def _asset_line(card: AssetCard) -> dict[str, str]:
    day = timezone.localdate(card.counted_at) if card.counted_at else card.dated_on
    params = {"source": card.source_name, "day": _day_words(day) if day else ""}
    source = _("Source : %(source)s, le %(day)s") if day else _("Source : %(source)s")
    return {
        "figure": card.figure,
        "unit": card.unit,
        "title": card.title,
        "sentence": card.sentence,
        "source": source % params,
    }


def _picture(picture: PressPicture) -> dict[str, str] | None:
    """Returns a picture wrapped in an SVG, since templates insert pictures as text."""
    rendition = picture_at(picture.card.asset.picture, PRINTED)
    if rendition is None:
        return None
    with rendition.file.open("rb") as file:
        content = base64.b64encode(file.read()).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{rendition.width}"'
        f' height="{rendition.height}"'
        f' viewBox="0 0 {rendition.width} {rendition.height}"><image width="{rendition.width}"'
        f' height="{rendition.height}" href="data:image/jpeg;base64,{content}"/></svg>'
    )
    return {
        "drawing": drawing,
        "words": picture.words,
        "credit": picture.credit,
        "use": picture.use,
    }


def _day_words(day: Any) -> str:
    return format_date(day, with_year=True, with_weekday=False)
