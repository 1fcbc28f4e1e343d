"""A member's profile as shown to a viewer: only the fields visible to that person."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bocage.foundation.files.vcards import vcard_text
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.models.organisations import Organisation
from bocage.network.members.models.skills import Skill
from bocage.network.members.visibility import ANONYMOUS, Onlooker
from bocage.people.models import Person, Scope
from bocage.territory.models import Commune
from bocage.territory.travel_formatting import format_way


def onlooker_of(person: Person | AnonymousUser, member: Member | None = None) -> Onlooker:
    """Returns the visibility rights of a person over members, or over one member if given: the
    member themself and the people who run the club see everything.
    """
    if not person.is_authenticated:
        return ANONYMOUS
    if member is not None and (
        member.person_id == person.pk or person.has_perm("network.answer_member", member)
    ):
        return Onlooker(sees_members=True, sees_all=True)
    return Onlooker(sees_members=person.has_perm("network.see_members"))


@dataclass(frozen=True)
class MemberProfile:
    """View of a member limited to the fields shown to an onlooker; hidden fields are empty."""

    member: Member
    onlooker: Onlooker

    @cached_property
    def fields(self) -> frozenset[str]:
        """Names of the visible fields, computed once."""
        return self.onlooker.fields_of(self.member)

    def shows(self, field: str) -> bool:
        return field in self.fields

    def _value(self, field: str, value: Any, default: Any = "") -> Any:
        return value if self.shows(field) else default

    @property
    def name(self) -> str:
        name = self._value(SharedField.NAME, self.member.person.name)
        return name or _("Un membre du club")

    @property
    def headline(self) -> str:
        return self._value(SharedField.HEADLINE, self.member.headline)

    @property
    def presentation(self) -> str:
        return self._value(SharedField.PRESENTATION, self.member.presentation)

    @property
    def helps_with(self) -> str:
        return self._value(SharedField.HELPS_WITH, self.member.helps_with)

    @property
    def looks_for(self) -> str:
        return self._value(SharedField.LOOKS_FOR, self.member.looks_for)

    @property
    def organisation(self) -> Organisation | None:
        return self._value(SharedField.ORGANISATION, self.member.organisation, None)

    @cached_property
    def skills(self) -> list[Skill]:
        return sorted(
            self._value(SharedField.SKILLS, self.member.skills.all(), []),
            key=lambda skill: skill.plain_name,
        )

    @property
    def languages(self) -> list[str]:
        return self._value(SharedField.LANGUAGES, self.member.languages, [])

    @property
    def links(self) -> list[str]:
        return self._value(SharedField.LINKS, self.member.links, [])

    @property
    def places(self) -> list[Scope]:
        return list(self._value(SharedField.PLACES, self.member.places.all(), []))

    @property
    def commune_name(self) -> str:
        return self._value(SharedField.COMMUNE, self.member.commune.name)

    @property
    def phone(self) -> str:
        return self._value(SharedField.PHONE, self.member.person.phone)

    @property
    def photo_url(self) -> str:
        if not self.shows(SharedField.PHOTO) or not hasattr(self.member.person, "portrait"):
            return ""
        return reverse("member_photo", args=[self.member.pk])

    def distance_from(self, commune: Commune | None) -> str:
        """Returns the distance in words, such as « à 9 km »; empty if it was not measured."""
        metres = getattr(self.member, "distance_m", None)
        return "" if metres is None or commune is None else format_way(metres)

    @property
    def url(self) -> str:
        return self.member.get_absolute_url()


def schema_of(profile: MemberProfile, address: str) -> dict[str, Any]:
    """Returns the schema.org `Person` of a public profile, with its visible fields only."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": profile.name,
        "url": address,
        "jobTitle": profile.headline,
        "description": profile.presentation,
        "knowsAbout": [skill.name for skill in profile.skills],
        "knowsLanguage": profile.languages,
        "sameAs": profile.links,
    }
    if profile.organisation is not None:
        data["worksFor"] = {"@type": "Organization", "name": profile.organisation.name}
    if profile.commune_name:
        data["address"] = {"@type": "PostalAddress", "addressLocality": profile.commune_name}
    return {name: value for name, value in data.items() if value}


def schema_script(data: dict[str, Any]) -> SafeString:
    """Returns the JSON-LD script element of a schema.org object, with the characters that could
    close it escaped; browsers do not run it.
    """
    element = json_script(data)
    return mark_safe(  # noqa: S308 - escaped by json_script; its type is all that changes
        element.replace('type="application/json"', 'type="application/ld+json"', 1)
    )


def card_of(profile: MemberProfile, address: str) -> str:
    """Returns the vCard 4.0 (RFC 6350) of a member, with the visible fields only."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{vcard_text(profile.name)}"]
    if profile.headline:
        lines.append(f"TITLE:{vcard_text(profile.headline)}")
    if profile.organisation is not None:
        lines.append(f"ORG:{vcard_text(profile.organisation.name)}")
    if profile.commune_name:
        lines.append(f"ADR:;;;{vcard_text(profile.commune_name)};;;")
    if profile.phone:
        lines.append(f"TEL;VALUE=text:{vcard_text(profile.phone)}")
    lines += [f"URL:{link}" for link in (address, *profile.links)]
    if profile.skills:
        lines.append("CATEGORIES:" + ",".join(vcard_text(skill.name) for skill in profile.skills))
    return "\r\n".join([*lines, "END:VCARD", ""])
