"""Doors to other pages of the site: themes, cities of origin, testimonies, news."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock

from bocage.outreach.editorial.blocks.registry import add_block

KINDS = [
    ("ThemePage", _("les thèmes")),
    ("OriginPage", _("« venir de… »")),
    ("TestimonyPage", _("les témoignages")),
    ("NewsPage", _("les actualités")),
]


class PageListBlock(StructBlock):
    """Published pages of one type, in the language of the page."""

    title = CharBlock(label=_("Titre"), max_length=120)
    kind = ChoiceBlock(choices=KINDS, default="ThemePage", label=_("Lesquelles"))
    limit = IntegerBlock(min_value=1, max_value=12, default=6, label=_("Combien en montrer"))

    class Meta:
        label = _("Portes vers d’autres pages")
        icon = "doc-full-inverse"
        template = "outreach/editorial/blocks/page_list.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the pages of a kind to the context, the last published first for news and
        testimonies; one query.
        """
        from bocage.outreach.editorial.contexts import THEME_ICONS, published_of_kind

        rows = published_of_kind(value["kind"], get_language() or "fr", value["limit"] or 6)
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {
            "rows": [(row, THEME_ICONS.get(getattr(row, "theme", ""), "")) for row in rows],
            "has_summaries": value["kind"] in {"TestimonyPage", "NewsPage"},
        }


add_block("page_list", PageListBlock(), rank=36)
