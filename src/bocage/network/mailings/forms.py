"""The forms of announcements and digests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.network.mailings.audiences import audience_choices
from bocage.network.mailings.models import DigestSetting, Mailing
from bocage.network.mailings.operations.digests import ItemEdit, SectionEdit
from bocage.people.seams.digest_sections import section_title
from bocage.territory.models import Departement


class AnnouncementForm(forms.Form):
    """Form of an announcement: its audience, subject and text."""

    audience = forms.ChoiceField(label=_("À qui ?"))
    subject = forms.CharField(label=_("Objet"), max_length=120)
    text = forms.CharField(
        label=_("Message"),
        max_length=6000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "Une ligne vide sépare deux paragraphes. Les adresses des pages deviennent des liens."
        ),
    )

    def __init__(
        self, data: Any, *, departement: Departement, mailing: Mailing | None = None
    ) -> None:
        initial = {}
        if mailing is not None:
            initial = {
                "audience": mailing.audience,
                "subject": mailing.subject,
                "text": mailing.text,
            }
        super().__init__(data, initial=initial)
        field = self.fields["audience"]
        if isinstance(field, forms.ChoiceField):
            # An audience of a single group is a plain choice; the others are option groups.
            field.choices = [
                groups[0] if len(groups) == 1 and ":" not in groups[0][0] else (label, groups)
                for label, groups in audience_choices(departement)
            ]


class DigestForm(forms.Form):
    """Form that edits a digest section by section: what it includes, and in which order."""

    subject = forms.CharField(label=_("Objet"), max_length=120)
    text = forms.CharField(
        label=_("Quelques mots pour commencer"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, data: Any, *, mailing: Mailing) -> None:
        super().__init__(data, initial={"subject": mailing.subject, "text": mailing.text})
        self.mailing = mailing
        for rank, section in enumerate(mailing.sections, start=1):
            name = section["name"]
            self._add_choice(f"s-{name}", _("Garder la rubrique"), section["is_included"], rank)
            self.fields[f"s-{name}-title"] = forms.CharField(
                label=_("Titre"),
                max_length=80,
                required=False,
                initial=section["title"] or section_title(name),
            )
            for number, item in enumerate(section["items"], start=1):
                self._add_choice(
                    f"i-{name}-{item['key']}", item["title"], item["is_included"], number
                )

    def _add_choice(self, prefix: str, label: Any, is_included: bool, place: int) -> None:
        self.fields[f"{prefix}-kept"] = forms.BooleanField(
            label=label, required=False, initial=is_included
        )
        self.fields[f"{prefix}-place"] = forms.IntegerField(
            label=_("Place"),
            min_value=1,
            max_value=99,
            initial=place,
            widget=forms.NumberInput({"class": "control place-number", "inputmode": "numeric"}),
        )

    def blocks(self) -> list[dict[str, Any]]:
        """Returns the sections as the page shows them, each with the fields of its items."""
        return [
            {
                "title": section["title"] or section_title(section["name"]),
                "kept": self[f"s-{section['name']}-kept"],
                "place": self[f"s-{section['name']}-place"],
                "given": self[f"s-{section['name']}-title"],
                "items": [
                    {
                        "kept": self[f"i-{section['name']}-{item['key']}-kept"],
                        "place": self[f"i-{section['name']}-{item['key']}-place"],
                        "title": item["title"],
                        "detail": item["detail"],
                    }
                    for item in section["items"]
                ],
            }
            for section in self.mailing.sections
        ]

    def edits(self) -> list[SectionEdit]:
        """Returns the edits of each section, as the operation expects them."""
        data = self.cleaned_data
        return [self._edit(section, data) for section in self.mailing.sections]

    def _edit(self, section: dict[str, Any], data: dict[str, Any]) -> SectionEdit:
        name = section["name"]
        title = data[f"s-{name}-title"]
        return SectionEdit(
            name=name,
            title="" if title == section_title(name) else title,
            is_included=data[f"s-{name}-kept"],
            place=data[f"s-{name}-place"],
            items=[
                ItemEdit(
                    key=item["key"],
                    is_included=data[f"i-{name}-{item['key']}-kept"],
                    place=data[f"i-{name}-{item['key']}-place"],
                )
                for item in section["items"]
            ],
        )


class DigestSettingForm(forms.ModelForm):
    """Form of a club's choices for its monthly digest."""

    class Meta:
        model = DigestSetting
        fields = ("is_drafted", "leaves_by_itself")
