"""The forms of cohorts, their sessions and learners."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import (
    ClockInput,
    DayInput,
    offer_choices,
    offer_rows,
    on_the_wall,
)
from bocage.people.seams.meeting_rooms import MeetingRoom, RoomInstead
from bocage.training.cohorts.operations.cohorts import CohortPlan
from bocage.training.cohorts.operations.sessions import SessionPlan, weekly
from bocage.training.programmes.models.cohorts import MAX_LEARNERS, Cohort, Enrolment
from bocage.training.programmes.models.identity import (
    IDENTITY_FIELDS,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    Identity,
)
from bocage.training.programmes.models.programmes import ProgrammeModule, ProgrammeTeacher
from bocage.training.programmes.models.sessions import CohortSession


class IdentityForm(forms.Form):
    """Form of an identity: first name, last name, postal address."""

    given_name = forms.CharField(
        label=_("Prénom"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Nom de famille"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    postal_address = forms.CharField(
        label=_("Adresse postale"),
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
    )

    @property
    def identity(self) -> Identity:
        return Identity(**{name: self.cleaned_data[name] for name in IDENTITY_FIELDS})


class OwnIdentityForm(IdentityForm):
    """Form of the applicant's own identity. No field is required, so that a draft can be saved at
    any time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["postal_address"].help_text = _(
            "Le contrat et les convocations portent votre nom et cette adresse ; les feuilles "
            "d’émargement et les attestations, votre nom seul."
        )

    @property
    def values(self) -> dict[str, Any]:
        """Identity fields to save, without stray spaces."""
        return asdict(self.identity.tidied())


ALTERNATIVES_FIELD = "plutot"
MAX_ALTERNATIVES = 120


@dataclass(frozen=True, slots=True)
class AlternativeChoice:
    """Choice of another room or time for a half-day, instead of those requested."""

    requested_start: datetime
    room_id: UUID
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, requested_start: datetime, offered: RoomInstead) -> Self:
        return cls(requested_start, offered.room_id, offered.starts_at, offered.ends_at)

    @classmethod
    def read(cls, value: str) -> Self | None:
        """Parses the value that a button sent; returns None if it is malformed."""
        try:
            requested_start, room_id, *period = value.split("|")
            starts_at, ends_at = map(datetime.fromisoformat, period)
            read = cls(datetime.fromisoformat(requested_start), UUID(room_id), starts_at, ends_at)
        except ValueError:
            return None
        moments = (read.requested_start, read.starts_at, read.ends_at)
        return None if any(timezone.is_naive(moment) for moment in moments) else read

    def __str__(self) -> str:
        moments = [
            moment.isoformat() for moment in (self.requested_start, self.starts_at, self.ends_at)
        ]
        return "|".join((moments[0], str(self.room_id), *moments[1:]))


def chosen_alternatives(data: Any, rooms: Collection[UUID]) -> list[AlternativeChoice]:
    """Returns the alternatives chosen in a form, the last one for each half-day, limited to the
    rooms that the form offers.
    """
    values = (
        data.getlist(ALTERNATIVES_FIELD)[-MAX_ALTERNATIVES:] if hasattr(data, "getlist") else []
    )
    read = {
        choice.requested_start: choice for choice in map(AlternativeChoice.read, values) if choice
    }
    return [choice for choice in read.values() if choice.room_id in rooms]


def with_alternatives(
    plans: Iterable[SessionPlan], choices: Collection[AlternativeChoice]
) -> list[SessionPlan]:
    """Returns the plans, with the chosen alternatives in place of the room and time requested."""
    by_moment = {choice.requested_start: choice for choice in choices}
    return [
        replace(
            plan,
            room_id=alternative.room_id,
            starts_at=alternative.starts_at,
            ends_at=alternative.ends_at,
        )
        if (alternative := by_moment.get(plan.starts_at))
        else plan
        for plan in plans
    ]


class CohortForm(forms.Form):
    """Form of a cohort: name, dates, seats and minimum number of learners."""

    name = forms.CharField(
        label=_("Nom de la promotion"), max_length=80, help_text=_("Par exemple : printemps 2027.")
    )
    starts_on = forms.DateField(label=_("Premier jour"), widget=DayInput)
    ends_on = forms.DateField(label=_("Dernier jour"), widget=DayInput)
    apply_until = forms.DateField(label=_("Candidatures jusqu’au"), widget=DayInput)
    seats = forms.IntegerField(label=_("Places"), min_value=1, max_value=MAX_LEARNERS, initial=10)
    smallest = forms.IntegerField(
        label=_("Effectif minimal"),
        min_value=1,
        max_value=MAX_LEARNERS,
        initial=5,
        help_text=_("En dessous, vous êtes prévenu, et vous décidez."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last, until = (data.get(name) for name in ("starts_on", "ends_on", "apply_until"))
        if first and last and last < first:
            self.add_error("ends_on", _("Le dernier jour vient après le premier."))
        if first and until and until > first:
            self.add_error("apply_until", _("Les candidatures finissent avant le premier jour."))
        if data.get("seats") and data.get("smallest") and data["smallest"] > data["seats"]:
            self.add_error("smallest", _("L’effectif minimal ne dépasse pas le nombre de places."))
        return data

    def plan(self) -> CohortPlan:
        return CohortPlan(**self.cleaned_data)

    @staticmethod
    def initial_of(cohort: Cohort) -> dict[str, Any]:
        fields = ("name", "starts_on", "ends_on", "apply_until", "seats", "smallest")
        return {name: getattr(cohort, name) for name in fields}


class SessionForm(forms.Form):
    """Form of a half-day: title, time and location."""

    title = forms.CharField(label=_("Titre"), max_length=120, required=False)
    module = forms.ModelChoiceField(
        label=_("Module"),
        queryset=ProgrammeModule.objects.none(),
        required=False,
        empty_label=_("Aucun"),
    )
    jour = forms.DateField(label=_("Quel jour ?"), widget=DayInput)
    debut = forms.TimeField(label=_("Début"), widget=ClockInput, initial=time(9, 0))
    fin = forms.TimeField(label=_("Fin"), widget=ClockInput, initial=time(12, 0))
    salle = forms.ChoiceField(
        label=_("La salle à réserver"),
        required=False,
        help_text=_(
            "Elle est réservée en même temps que la séance est enregistrée. Elle suit la séance si "
            "vous la déplacez, et se libère si vous l’annulez."
        ),
    )
    lieu = forms.CharField(label=_("Ou un autre lieu"), max_length=300, required=False)
    lien = forms.URLField(
        label=_("Ou le lien de la visioconférence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Seuls les inscrits et les intervenants le voient."),
    )
    intervenants = forms.ModelMultipleChoiceField(
        label=_("Intervenants"),
        queryset=ProgrammeTeacher.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, cohort: Cohort, rooms: Iterable[MeetingRoom], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rooms = list(rooms)
        self.cohort = cohort
        self.alternatives = chosen_alternatives(self.data, {room.room_id for room in rooms})
        offer_rows(self, "module", cohort.programme.modules.all())
        offer_rows(self, "intervenants", cohort.programme.teachers.all())
        offer_choices(self, "salle", _by_place(rooms))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("debut") and data.get("fin") and data["fin"] <= data["debut"]:
            self.add_error("fin", _("La fin vient après le début."))
        day = data.get("jour")
        if day and not self.cohort.starts_on <= day <= self.cohort.ends_on:
            self.add_error("jour", _("Ce jour n’est pas dans les dates de la promotion."))
        places = [data.get(name) for name in ("salle", "lieu", "lien")]
        if not any(places) and not {"salle", "lieu", "lien"} & set(self.errors):
            self.add_error("salle", _("Choisissez une salle, dites où, ou donnez un lien."))
        if not data.get("title") and not data.get("module") and "title" not in self.errors:
            self.add_error("title", _("Donnez un titre, ou choisissez un module."))
        return data

    def plans(self) -> list[SessionPlan]:
        """Returns the submitted plans, sorted by start. Hours are in local time. A free alternative
        to a booked room replaces the half-day for which it was chosen.
        """
        return sorted(
            with_alternatives(self._requested_plans(), self.alternatives),
            key=lambda plan: plan.starts_at,
        )

    def _requested_plans(self) -> list[SessionPlan]:
        return [self._plan(self.cleaned_data["debut"], self.cleaned_data["fin"])]

    def _plan(self, starts: time, ends: time) -> SessionPlan:
        data = self.cleaned_data
        return SessionPlan(
            title=data["title"] or data["module"].title,
            module=data["module"],
            starts_at=on_the_wall(data["jour"], starts),
            ends_at=on_the_wall(data["jour"], ends),
            room_id=UUID(data["salle"]) if data["salle"] else None,
            location=data["lieu"],
            online_link=data["lien"],
            teachers=list(data["intervenants"]),
        )

    @staticmethod
    def initial_of(session: CohortSession, room_id: UUID | None) -> dict[str, Any]:
        """Returns the initial values of the form for a session, without a room that is lost."""
        starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
        is_lost = session.room_state == CohortSession.Room.LOST
        return {
            "title": session.title,
            "module": session.module_id,
            "jour": starts.date(),
            "debut": starts.time(),
            "fin": ends.time(),
            "salle": str(room_id) if room_id else "",
            "lieu": "" if room_id or is_lost else session.location,
            "lien": session.online_link,
            "intervenants": [teacher.pk for teacher in session.teachers.all()],
        }


class NewSessionsForm(SessionForm):
    """Form that plans a half-day or both halves of a day, once or every week until a given day."""

    debut_apres_midi = forms.TimeField(
        label=_("Et l’après-midi, début"),
        widget=ClockInput,
        required=False,
        help_text=_("Pour une journée entière : deux demi-journées, chacune signée à part."),
    )
    fin_apres_midi = forms.TimeField(
        label=_("Et l’après-midi, fin"), widget=ClockInput, required=False
    )
    jusquau = forms.DateField(
        label=_("Chaque semaine, jusqu’au"),
        widget=DayInput,
        required=False,
        help_text=_("Vide pour une seule fois. Ce jour est compris."),
    )
    field_order = (
        "title",
        "module",
        "jour",
        "debut",
        "fin",
        "debut_apres_midi",
        "fin_apres_midi",
        "jusquau",
        "salle",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("debut_apres_midi"), data.get("fin_apres_midi")
        if bool(starts) != bool(ends):
            self.add_error("fin_apres_midi", _("Donnez le début et la fin, ou aucun des deux."))
        elif starts and ends and ends <= starts:
            self.add_error("fin_apres_midi", _("La fin vient après le début."))
        elif starts and data.get("fin") and starts < data["fin"]:
            self.add_error("debut_apres_midi", _("L’après-midi vient après le matin."))
        until = data.get("jusquau")
        if until and data.get("jour") and until < data["jour"]:
            self.add_error("jusquau", _("Ce jour vient après la première séance."))
        if until and until > self.cohort.ends_on:
            self.add_error("jusquau", _("Ce jour n’est pas dans les dates de la promotion."))
        return data

    def _requested_plans(self) -> list[SessionPlan]:
        data = self.cleaned_data
        first = super()._requested_plans()
        if data["debut_apres_midi"]:
            first.append(self._plan(data["debut_apres_midi"], data["fin_apres_midi"]))
        until = data["jusquau"] or data["jour"]
        return [plan for half_day in first for plan in weekly(half_day, until)]


class CancelForm(forms.Form):
    """Form that cancels a session or a cohort, with an optional reason sent to the people
    concerned.
    """

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ce mot part avec le message à ceux qui viennent."),
    )


class PutOffForm(forms.Form):
    """Form for the number of weeks by which a cohort is postponed."""

    weeks = forms.IntegerField(label=_("De combien de semaines ?"), min_value=1, max_value=52)


class EnrolForm(IdentityForm):
    """Form that enrols a person, with their mail address and identity."""

    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)


class EndEnrolmentForm(forms.Form):
    """Form for the reason why a seat ends."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        choices=[
            choice
            for choice in Enrolment.EndReason.choices
            if choice[0] != Enrolment.EndReason.CANCELLED
        ],
    )
    note = forms.CharField(label=_("Précisions"), max_length=300, required=False)


def _by_place(rooms: Iterable[MeetingRoom]) -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for room in rooms:
        words = f"{room.name} ({room.seats})"
        groups.setdefault(room.place_name, []).append((str(room.room_id), words))
    return [("", _("Aucune : un autre lieu, ou en ligne")), *groups.items()]
