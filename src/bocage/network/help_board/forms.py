"""The forms of the help board."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards, DayInput
from bocage.network.help_board.models import (
    MAX_HELP_POST_SKILLS,
    RADII_KM,
    HelpPost,
    HelpPostChoice,
)
from bocage.network.members.forms import SKILLS_HELP, CommaSeparated
from bocage.network.members.models.members import Member
from bocage.territory.forms import CommuneField

HIDE_BUTTON = "masquer"

USUAL = timedelta(days=30)
ANYWHERE = _("partout dans le département")


def _radii() -> list[tuple[str, Any]]:
    return [("", ANYWHERE), *((str(km), f"{km} km") for km in RADII_KM)]


class HelpPostForm(forms.Form):
    """Form with which a member requests or offers help."""

    kind = forms.ChoiceField(
        label=_("Vous…"), choices=HelpPost.Kind.choices, widget=ChoiceCards, initial="ask"
    )
    title = forms.CharField(
        label=_("En une ligne"),
        max_length=120,
        help_text=_("Par exemple : relire un devis d’imprimeur avant vendredi."),
    )
    text = forms.CharField(
        label=_("Ce qu’il faut savoir"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    skills = CommaSeparated(
        label=_("Quels métiers ou compétences ?"),
        help_text=SKILLS_HELP,
        max_items=MAX_HELP_POST_SKILLS,
    )
    commune = CommuneField(label=_("Près de quelle commune ?"))
    radius_km = forms.TypedChoiceField(
        label=_("Jusqu’à quelle distance ?"),
        choices=_radii,
        coerce=int,
        empty_value=None,
        required=False,
        initial="30",
    )
    ends_on = forms.DateField(
        label=_("Jusqu’au"),
        widget=DayInput,
        help_text=_("Trois mois au plus. Trois jours avant, une touche la prolonge."),
    )

    def __init__(
        self, data: Any = None, *, member: Member | None = None, help_post: HelpPost | None = None
    ) -> None:
        super().__init__(data, initial=_initial_values(member, help_post))


def _initial_values(member: Member | None, help_post: HelpPost | None) -> dict[str, Any]:
    if help_post is not None:
        return {
            "kind": help_post.kind,
            "title": help_post.title,
            "text": help_post.text,
            "skills": [skill.name for skill in help_post.skills.all()],
            "commune": (help_post.commune.name, help_post.commune.code),
            "radius_km": str(help_post.radius_km or ""),
            "ends_on": help_post.ends_on,
        }
    values: dict[str, Any] = {"ends_on": timezone.localdate() + USUAL}
    if member is not None:
        values["commune"] = (member.commune.name, member.commune.code)
    return values


class MessageForm(forms.Form):
    """A word, to the author of a help post or to who answered it."""

    text = forms.CharField(
        label=_("Votre message"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Votre nom est donné avec votre message ; votre adresse ne l’est jamais."),
    )


class ThanksForm(forms.Form):
    """Form that names the person who helped, with a word of thanks."""

    helper = forms.ChoiceField(label=_("Qui vous a aidé ?"))
    words = forms.CharField(label=_("Un mot pour lui ou elle"), max_length=300, required=False)

    def __init__(self, data: Any, *, answerers: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["helper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = answerers


class ReportForm(forms.Form):
    """Form that reports a help post, with the reason."""

    reason = forms.CharField(label=_("Ce qui ne va pas"), max_length=300)


class ReasonForm(forms.Form):
    """Form for the reason why content is hidden."""

    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=300, help_text=_("La personne reçoit cette phrase.")
    )


class RhythmForm(forms.Form):
    """Form for how often a member is notified of the help posts that need their skills."""

    rhythm = forms.ChoiceField(
        label=_("M’écrire quand une annonce demande mes compétences"),
        choices=HelpPostChoice.Rhythm.choices,
    )


class BoardSearchForm(AddressForm):
    """Search form of the board, read from the query string."""

    ADDRESS_NAMES = {"words": "q", "kind": "nature", "for_me": "pour_moi"}

    words = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(choices=[("", ""), *HelpPost.Kind.choices], required=False)
    for_me = forms.BooleanField(required=False)
