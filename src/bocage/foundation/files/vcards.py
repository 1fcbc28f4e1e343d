"""Cards for address books (vCard 4.0, RFC 6350)."""

from dataclasses import dataclass

CONTENT_TYPE = "text/vcard; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class OrganisationCard:
    """Fields of the vCard of an organisation; empty ones are left out. `position` is (latitude,
    longitude) in degrees.
    """

    name: str
    url: str
    street: str = ""
    postcode: str = ""
    locality: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    category: str = ""
    position: tuple[float, float] | None = None

    def written(self) -> str:
        """Returns the text of the vCard, with the line endings of the format."""
        address = ["", "", self.street, self.locality, "", self.postcode, "France"]
        lines = [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "KIND:org",
            f"FN:{vcard_text(self.name)}",
            f"ORG:{vcard_text(self.name)}",
            "ADR:" + ";".join(map(vcard_text, address)),
        ]
        properties = {
            "EMAIL": vcard_text(self.email),
            "TEL;VALUE=text": vcard_text(self.phone),
            "CATEGORIES": vcard_text(self.category),
            "URL": vcard_text(self.url),
        }
        lines += [f"{name}:{value}" for name, value in properties.items() if value]
        if self.website:
            lines.append(f"URL:{vcard_text(self.website)}")
        if self.position:
            lines.append(f"GEO:geo:{self.position[0]:.6f},{self.position[1]:.6f}")
        return "\r\n".join([*lines, "END:VCARD", ""])


def vcard_text(value: str) -> str:
    """Escapes a value for a vCard, on one line (RFC 6350, 3.4)."""
    escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return escaped.replace("\r", "").replace("\n", "\\n")
