"""HTML that other sites paste to embed one of our pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from django.http import HttpRequest
from django.urls import reverse

from bocage.foundation.http.embeds import Embed


@dataclass(frozen=True, kw_only=True)
class EmbedCode:
    """The code of an embed: `page` is the whole address of the page that it stands for, `look` the
    custom properties that it is given."""

    embed: Embed
    site: str
    page: str
    look: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The whole address of the frame."""
        return f"{self.site}{self.embed.path}"

    @property
    def script(self) -> str:
        """The whole address of the script."""
        return f"{self.site}{reverse('embed_script')}"

    @property
    def element(self) -> str:
        """Returns a custom element that adapts its height, with a link as fallback without
        JavaScript.
        """
        style = "; ".join(f"{name}: {value}" for name, value in self.look.items())
        attributes = {"src": self.source, "label": self.embed.title, "style": style}
        return (
            f'<script src="{escape(self.script)}" async></script>\n'
            f"<bocage-embed{_html_attributes(attributes)}>"
            f'<a href="{escape(self.page)}">{escape(self.embed.title)}</a></bocage-embed>'
        )

    @property
    def frame(self) -> str:
        """Returns a plain iframe, for a site that accepts no script."""
        return frame_code(self.embed, self.site)


def frame_code(embed: Embed, site: str, *, width: str = "", height: int | None = None) -> str:
    """Returns the HTML of a frame, with the title that screen readers announce; `height` in
    pixels."""
    attributes = {
        "src": f"{site}{embed.path}",
        "title": embed.title,
        **({"width": width} if width else {}),
        "height": str(height or embed.height),
        "loading": "lazy",
        "style": "border: 0" if width else "border: 0; width: 100%",
    }
    return f"<iframe{_html_attributes(attributes)}></iframe>"


def site_of(request: HttpRequest) -> str:
    """Returns the origin of this site, without a final slash: `https://bocage.example`."""
    return request.build_absolute_uri("/").rstrip("/")


def _html_attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
