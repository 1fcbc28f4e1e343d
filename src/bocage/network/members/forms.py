"""Forms of the club: joining, profile and its visibility, the organiser's answers."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.forms.fields import AddressForm, SiretField, WebAddressField, offer_rows
from bocage.network.members.models.clubs import Club
from bocage.network.members.models.members import (
    MAX_LANGUAGES,
    MAX_LINKS,
    MAX_PLACES,
    Member,
    SharedField,
)
from bocage.network.members.models.organisations import Organisation
from bocage.people.models import Scope, ScopeKind
from bocage.territory.forms import CommuneField

REFUSE_BUTTON = "refuser"
TARGET_SKILL_FIELD = "vers"

SKILLS_HELP = _("Séparés par des virgules : graphisme, comptabilité, maçonnerie…")


class FieldAudience:
    """Audiences to which a member shows a field."""

    PUBLIC, MEMBERS, NOBODY = "tous", "membres", "personne"
    CHOICES = (
        (PUBLIC, _("tout le monde")),
        (MEMBERS, _("les membres")),
        (NOBODY, pgettext_lazy("nobody", "personne")),
    )


class CommaSeparated(forms.CharField):
    """Words that commas part: each once, as it was first written."""

    def __init__(self, *, max_items: int, **options: Any) -> None:
        super().__init__(max_length=60 * (max_items + 4), **options)
        self.max_items = max_items

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list of texts
        parts = [" ".join(part.split()) for part in str(value or "").split(",")]
        return list(dict.fromkeys(filter(None, parts)))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(value) > self.max_items:
            raise forms.ValidationError(
                _("%(most)s au plus : gardez ce qui compte.") % {"most": self.max_items},
                code="too_many",
            )
        if any(len(item) > 60 for item in value):
            raise forms.ValidationError(_("Soixante lettres au plus pour chacun."), code="too_long")

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))


class JoinForm(forms.Form):
    """Form to join the club in two minutes: name, commune, trade."""

    name = forms.CharField(label=_("Votre nom"), max_length=120)
    commune = CommuneField(label=_("Votre commune"), help_text=_("Là où vous travaillez."))
    trade = forms.CharField(
        label=_("Ce que vous faites, en une ligne"),
        help_text=_("Par exemple : graphiste, identité visuelle et édition."),
        max_length=120,
    )
    skills = CommaSeparated(
        label=_("Vos métiers et compétences"), help_text=SKILLS_HELP, max_items=12, required=False
    )


class ProfileForm(forms.Form):
    """Form of a member's profile."""

    commune = CommuneField(label=_("Ma commune"))
    headline = forms.CharField(label=_("Ce que je fais, en une ligne"), max_length=120)
    skills = CommaSeparated(
        label=_("Mes métiers et compétences"), help_text=SKILLS_HELP, max_items=12, required=False
    )
    presentation = forms.CharField(
        label=_("Ma présentation"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    helps_with = forms.CharField(
        label=_("Ce en quoi je peux aider"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    looks_for = forms.CharField(
        label=_("Ce que je cherche"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    organisation = forms.CharField(
        label=_("Ma structure"),
        max_length=120,
        required=False,
        help_text=_("Son nom : sa page est créée si elle n’existe pas encore."),
    )
    leads_organisation = forms.BooleanField(
        label=_("Je la dirige"),
        required=False,
        help_text=_("Vous pourrez alors écrire sa page."),
    )
    languages = CommaSeparated(
        label=_("Mes langues"),
        max_items=MAX_LANGUAGES,
        required=False,
        help_text=_("Séparées par des virgules."),
    )
    links = forms.CharField(
        label=_("Mes liens"),
        max_length=2000,
        required=False,
        help_text=_("Un par ligne : site, réseau professionnel… Cinq au plus."),
        widget=forms.Textarea({"rows": 2}),
    )
    takes_messages = forms.BooleanField(
        label=_("On peut m’écrire par le club"),
        required=False,
        help_text=_("Votre adresse n’est jamais montrée : le club passe les messages."),
    )
    meets_newcomers = forms.BooleanField(
        label=_("Je veux bien rencontrer des personnes qui s’installent"),
        required=False,
        help_text=_("Leur métier est proche du vôtre ; vous direz oui ou non chaque fois."),
    )
    wants_pairs = forms.BooleanField(
        label=_("Je participe à « Deux par deux »"),
        required=False,
        help_text=_("Au début de chaque mois, le club vous présente une personne."),
    )
    places = forms.ModelMultipleChoiceField(
        label=_("Où l’on me trouve"),
        queryset=Scope.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, member: Member, prefix: str) -> None:
        super().__init__(data, initial=_initial_values(member), prefix=prefix)
        around = Scope.objects.filter(
            kind=ScopeKind.PLACE, departement=member.commune.departement_id
        )
        offer_rows(self, "places", around.order_by("name", "pk"))

    def clean_links(self) -> list[str]:
        """Returns the web addresses, each once; five at most."""
        addresses = self.cleaned_data["links"].split()
        links = list(dict.fromkeys(WebAddressField().clean(address) for address in addresses))
        if len(links) > MAX_LINKS:
            raise forms.ValidationError(_("Cinq liens au plus."), code="too_many")
        return links

    def clean_places(self) -> list[Scope]:
        """Returns the places; five at most."""
        places = list(self.cleaned_data["places"])
        if len(places) > MAX_PLACES:
            raise forms.ValidationError(_("Cinq lieux au plus."), code="too_many")
        return places


class VisibilityForm(forms.Form):
    """Form for the audience of each field: everybody, members, nobody."""

    def __init__(self, data: Any, *, member: Member, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for name, label in SharedField.choices:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=FieldAudience.CHOICES,
                initial=_audience_of(member, name),
            )

    def fields_for(self, audience: str) -> list[str]:
        """Returns the fields shown to this audience and to no wider one."""
        return sorted(name for name, choice in self.cleaned_data.items() if choice == audience)

    def rows(self) -> Iterator[forms.BoundField]:
        """Returns the fields, in the order of a member's page."""
        return iter(self)


class OrganisationForm(forms.Form):
    """The page of an organisation, as who leads it writes it."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=Organisation.Kind.choices)
    commune = CommuneField(label=_("Commune"))
    siret = SiretField(
        label=_("SIRET"),
        required=False,
        help_text=_("Facultatif et jamais montré : il évite deux pages pour une structure."),
    )
    description = forms.CharField(
        label=_("Ce que fait la structure"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    website = WebAddressField(label=_("Site"), required=False)


class RefusalForm(forms.Form):
    """Form for the reason why a request is refused."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=300,
        help_text=_("La personne reçoit cette phrase."),
        widget=forms.Textarea({"rows": 2}),
    )


class ClubForm(forms.ModelForm):
    """Form of a club's settings, for a département."""

    class Meta:
        model = Club
        fields = ("approves_members", "membership_months")


class DirectorySearchForm(AddressForm):
    """Search form of the directory, read from the query string."""

    ADDRESS_NAMES = {"words": "q", "radius_km": "rayon"}

    words = forms.CharField(max_length=120, required=False)
    commune = forms.CharField(max_length=5, required=False)
    radius_km = forms.TypedChoiceField(
        choices=[(str(km), str(km)) for km in (10, 20, 30, 50)],
        coerce=int,
        required=False,
        empty_value=None,
    )


def _initial_values(member: Member) -> dict[str, Any]:
    return {
        "commune": (member.commune.name, member.commune.code),
        "headline": member.headline,
        "skills": [skill.name for skill in member.skills.order_by("name", "pk")],
        "presentation": member.presentation,
        "helps_with": member.helps_with,
        "looks_for": member.looks_for,
        "organisation": member.organisation.name if member.organisation else "",
        "leads_organisation": member.leads_organisation,
        "languages": member.languages,
        "links": "\n".join(member.links),
        "takes_messages": member.takes_messages,
        "meets_newcomers": member.meets_newcomers,
        "wants_pairs": member.wants_pairs,
        "places": list(member.places.all()),
    }


def _audience_of(member: Member, name: str) -> str:
    if name in member.public_fields:
        return FieldAudience.PUBLIC
    return FieldAudience.MEMBERS if name in member.members_fields else FieldAudience.NOBODY
