"""The two-minute form of a follow-up, for a household by its link and for a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ChoiceCards, DayInput
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.follow_ups.operations.follow_ups import FollowUpAnswer

STILL_HERE, HAS_LEFT = "ici", "parti"
PARTS = [("", _("je passe")), *FollowUp.Part.choices]


class FollowUpForm(forms.Form):
    """Form of a follow-up. Only whether the household still lives here is required; the rest is
    optional.
    """

    ici = forms.ChoiceField(
        label=_("Vivez-vous toujours ici ?"),
        choices=[(STILL_HERE, _("Oui, toujours ici")), (HAS_LEFT, _("Non, nous sommes repartis"))],
        widget=ChoiceCards,
        error_messages={"required": _("Touchez oui ou non : c’est la seule réponse attendue.")},
    )
    humeur = forms.ChoiceField(
        label=_("Comment ça va ?"),
        choices=FollowUp.Mood.choices,
        required=False,
        widget=ChoiceCards,
    )
    travail = forms.ChoiceField(label=_("Le travail"), choices=PARTS, required=False)
    logement = forms.ChoiceField(label=_("Le logement"), choices=PARTS, required=False)
    ecole = forms.ChoiceField(label=_("L’école, la garde"), choices=PARTS, required=False)
    manque = forms.CharField(
        label=_("Ce qui vous manque"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    appel = forms.BooleanField(label=_("Vous pouvez m’appeler pour en parler"), required=False)
    parti_le = forms.DateField(label=_("Partis le"), required=False, widget=DayInput)
    pourquoi = forms.ChoiceField(
        label=_("Pourquoi, surtout ?"),
        choices=[("", _("je préfère ne pas le dire")), *FollowUp.LeftWhy.choices],
        required=False,
    )
    parrainer = forms.BooleanField(
        label=_("J’aimerais parrainer à mon tour quelqu’un qui arrive"), required=False
    )
    temoigner = forms.BooleanField(
        label=_("Je veux bien raconter notre installation"), required=False
    )
    club = forms.BooleanField(label=_("Le club des professionnels m’intéresse"), required=False)

    ABOUT_LIFE = ("humeur", "travail", "logement", "ecole", "manque", "appel")
    ABOUT_LEAVING = ("parti_le", "pourquoi")
    WISHES = ("parrainer", "temoigner", "club")

    def answer(self) -> FollowUpAnswer:
        """Returns the cleaned data as a `FollowUpAnswer`, without the fields of the other case
        (still here or gone).
        """
        data = self.cleaned_data
        if data["ici"] == HAS_LEFT:
            return FollowUpAnswer(
                still_here=False,
                missing=data["manque"],
                may_call=data["appel"],
                left_on=data["parti_le"],
                left_why=data["pourquoi"],
            )
        return FollowUpAnswer(
            still_here=True,
            mood=data["humeur"],
            work=data["travail"],
            housing=data["logement"],
            school=data["ecole"],
            missing=data["manque"],
            may_call=data["appel"],
            wants_to_sponsor=data["parrainer"],
            wants_to_testify=data["temoigner"],
            wants_to_join_club=data["club"],
        )

    def fields_of(self, names: tuple[str, ...]) -> list[Any]:
        """Returns the named fields of the form, in that order."""
        return [self[name] for name in names]

    @property
    def about_life(self) -> list[Any]:
        return self.fields_of(self.ABOUT_LIFE)

    @property
    def about_leaving(self) -> list[Any]:
        return self.fields_of(self.ABOUT_LEAVING)

    @property
    def wishes(self) -> list[Any]:
        return self.fields_of(self.WISHES)

    @property
    def is_departure(self) -> bool:
        """True if the current choice opens the part about leaving."""
        return bool(self["ici"].value() == HAS_LEFT)

    @classmethod
    def of(cls, follow_up: FollowUp) -> FollowUpForm:
        """Returns the form filled in with the answer given before."""
        if not follow_up.is_answered:
            return cls()
        return cls(
            initial={
                "ici": STILL_HERE if follow_up.still_here else HAS_LEFT,
                "humeur": follow_up.mood,
                "travail": follow_up.work,
                "logement": follow_up.housing,
                "ecole": follow_up.school,
                "manque": follow_up.missing,
                "appel": follow_up.may_call,
                "parti_le": follow_up.left_on,
                "pourquoi": follow_up.left_why,
                "parrainer": follow_up.wants_to_sponsor,
                "temoigner": follow_up.wants_to_testify,
                "club": follow_up.wants_to_join_club,
            }
        )


class CalledForm(forms.Form):
    """Form that notes a telephone call, in a line."""

    mots = forms.CharField(
        label=_("Ce qui s’est dit"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
