"""Two-minute form of a follow-up, for a household by its link and for a call."""

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

    still_here = forms.ChoiceField(
        label=_("Vivez-vous toujours ici ?"),
        choices=[(STILL_HERE, _("Oui, toujours ici")), (HAS_LEFT, _("Non, nous sommes repartis"))],
        widget=ChoiceCards,
        error_messages={"required": _("Touchez oui ou non : c’est la seule réponse attendue.")},
    )
    mood = forms.ChoiceField(
        label=_("Comment ça va ?"),
        choices=FollowUp.Mood.choices,
        required=False,
        widget=ChoiceCards,
    )
    work = forms.ChoiceField(label=_("Le travail"), choices=PARTS, required=False)
    housing = forms.ChoiceField(label=_("Le logement"), choices=PARTS, required=False)
    school = forms.ChoiceField(label=_("L’école, la garde"), choices=PARTS, required=False)
    missing = forms.CharField(
        label=_("Ce qui vous manque"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    may_call = forms.BooleanField(label=_("Vous pouvez m’appeler pour en parler"), required=False)
    left_on = forms.DateField(label=_("Partis le"), required=False, widget=DayInput)
    left_why = forms.ChoiceField(
        label=_("Pourquoi, surtout ?"),
        choices=[("", _("je préfère ne pas le dire")), *FollowUp.LeftWhy.choices],
        required=False,
    )
    wants_to_sponsor = forms.BooleanField(
        label=_("J’aimerais parrainer à mon tour quelqu’un qui arrive"), required=False
    )
    wants_to_testify = forms.BooleanField(
        label=_("Je veux bien raconter notre installation"), required=False
    )
    wants_to_join_club = forms.BooleanField(
        label=_("Le club des professionnels m’intéresse"), required=False
    )

    ABOUT_LIFE = ("mood", "work", "housing", "school", "missing", "may_call")
    ABOUT_LEAVING = ("left_on", "left_why")
    WISHES = ("wants_to_sponsor", "wants_to_testify", "wants_to_join_club")

    def answer(self) -> FollowUpAnswer:
        """Returns the cleaned data as a `FollowUpAnswer`, without the fields of the other case
        (still here or left).
        """
        is_here = self.cleaned_data["still_here"] != HAS_LEFT
        names = (*self.ABOUT_LIFE, *self.WISHES) if is_here else self.ABOUT_LEAVING
        shared = ("missing", "may_call")
        content = {name: self.cleaned_data[name] for name in {*names, *shared}}
        return FollowUpAnswer(still_here=is_here, **content)

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
        return bool(self["still_here"].value() == HAS_LEFT)

    @classmethod
    def of(cls, follow_up: FollowUp) -> FollowUpForm:
        """Returns the form filled in with the answer given before."""
        if not follow_up.is_answered:
            return cls()
        answers = {name: getattr(follow_up, name) for name in cls.base_fields}
        where = STILL_HERE if follow_up.still_here else HAS_LEFT
        return cls(initial={**answers, "still_here": where})


class CalledForm(forms.Form):
    """Form that notes a telephone call, in a line."""

    words = forms.CharField(
        label=_("Ce qui s’est dit"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
