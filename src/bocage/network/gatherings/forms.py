"""Forms of gatherings: planning one, registering, messages to the attendees."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.forms.fields import (
    ClockInput,
    DayInput,
    PhotoField,
    offer_choices,
    on_the_wall,
)
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.gatherings import GatheringPlan
from bocage.people.addresses import normalise_address
from bocage.people.seams.meeting_rooms import MeetingRoom, RoomInstead, RoomPlace
from bocage.registrations.models import MAX_SEATS, MAX_TOGETHER
from bocage.territory.forms import CommuneField

WHOLE_SERIES_BUTTON = "serie"

INSTEAD = "plutot"
"""Name of the buttons that accept a free alternative to a room that is taken."""


class GatheringForm(forms.Form):
    """Form that describes a gathering: title, day and hours, seats, and its location, either a room
    to book or another place with its commune.
    """

    title = forms.CharField(label=_("Titre"), max_length=120)
    day = forms.DateField(label=_("Quel jour ?"), widget=DayInput)
    begins = forms.TimeField(label=_("Début"), widget=ClockInput, initial=time(18, 0))
    ends = forms.TimeField(label=_("Fin"), widget=ClockInput, initial=time(20, 0))
    places = forms.IntegerField(
        label=_("Combien de places ?"), min_value=1, max_value=MAX_SEATS, initial=20
    )
    room = forms.ChoiceField(
        label=_("La salle à réserver"),
        required=False,
        help_text=_(
            "Elle est réservée en même temps que la rencontre est enregistrée, à ces heures. Elle "
            "suit la rencontre si vous la déplacez, et se libère si vous l’annulez."
        ),
    )
    location = forms.CharField(
        label=_("Ou un autre lieu"),
        max_length=200,
        required=False,
        help_text=_("Un café, une ferme, une mairie : seulement sans salle à réserver."),
    )
    commune = CommuneField(label=_("Commune de cet autre lieu"), required=False)
    description = forms.CharField(
        label=_("Ce qui s’y passe"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, rooms: Iterable[MeetingRoom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "room", _by_place(rooms))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("La fin vient après le début."))
        if "room" in data and not data["room"]:
            if not data.get("location"):
                self.add_error("location", _("Choisissez une salle, ou dites où."))
            elif not data.get("commune") and "commune" not in self.errors:
                self.add_error("commune", _("Dans quelle commune ?"))
        return data

    def plan(self) -> GatheringPlan:
        """Returns the submitted plan. The hours are in local time."""
        data = self.cleaned_data
        return GatheringPlan(
            title=data["title"],
            description=data["description"],
            starts_at=on_the_wall(data["day"], data["begins"]),
            ends_at=on_the_wall(data["day"], data["ends"]),
            capacity=data["places"],
            room_id=UUID(data["room"]) if data["room"] else None,
            location=data["location"],
            commune=data["commune"],
        )

    @staticmethod
    def initial_of(gathering: Gathering, room: RoomPlace | None) -> dict[str, Any]:
        """Returns the initial values of the form for a gathering, without a room that is lost."""
        starts, ends = map(timezone.localtime, (gathering.starts_at, gathering.ends_at))
        values = {
            "title": gathering.title,
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "places": gathering.capacity,
            "description": gathering.description,
        }
        if room is not None:
            return values | {"room": str(room.room_id)}
        if gathering.room_state != Gathering.Room.LOST:
            values |= {
                "location": gathering.location.removesuffix(f", {gathering.commune.name}"),
                "commune": (gathering.commune.name, gathering.commune.code),
            }
        return values


class NewGatheringForm(GatheringForm):
    """Form that creates a gathering, held once or repeated each month for 3, 6 or 12 months."""

    months = forms.TypedChoiceField(
        label=_("Elle revient ?"),
        choices=[
            (1, _("Une seule fois")),
            (3, _("Chaque mois, trois fois")),
            (6, _("Chaque mois, six fois")),
            (12, _("Chaque mois pendant un an")),
        ],
        coerce=int,
        initial=1,
        help_text=_(
            "Le même jour de la même semaine : chaque deuxième jeudi du mois, par exemple."
        ),
    )
    field_order = (
        "title",
        "day",
        "begins",
        "ends",
        "months",
        "places",
        "room",
        "location",
        "commune",
    )


class ProposalForm(GatheringForm):
    """Form with which a member proposes a gathering. It has no room: the organiser who opens the
    gathering chooses it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, rooms=(), **kwargs)
        del self.fields["room"]
        self.fields["location"].label = _("Où le voyez-vous ?")
        self.fields["location"].help_text = _("Un café, une ferme, ou « une salle à trouver ».")
        self.fields["commune"].label = _("Commune")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("location", "commune"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Dites où, à peu près : l’animateur du club s’en charge."))
        return data | {"room": ""}


class RegisterForm(forms.Form):
    """Coming to a gathering, with an account."""

    people = forms.TypedChoiceField(
        label=_("Combien serez-vous ?"),
        choices=[(number, str(number)) for number in range(1, MAX_TOGETHER + 1)],
        coerce=int,
        initial=1,
    )
    guests = forms.CharField(
        label=_("Qui vient avec vous ?"),
        max_length=300,
        required=False,
        help_text=_("Leurs noms, pour la liste de l’animateur."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class MemberRegisterForm(RegisterForm):
    """Registration form of a club member, who may choose to be listed among the attendees."""

    is_shown = forms.BooleanField(
        label=_("Montrer aux autres que je viens"),
        required=False,
        help_text=_("Selon ce que votre fiche montre, et à qui."),
    )


class GuestRegisterForm(RegisterForm):
    """Registration form without an account: a name, and an address to confirm."""

    name = forms.CharField(label=_("Votre nom"), max_length=120)
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Un message y part, qui confirme votre inscription."),
    )
    field_order = ("name", "email", "people", "guests")

    def clean_email(self) -> str:
        return normalise_address(self.cleaned_data["email"])


class CallOffGatheringForm(forms.Form):
    """Form that calls off a gathering, with an optional reason sent to those registered."""

    reason = forms.CharField(
        label=_("Pourquoi ? Ceux qui sont inscrits le liront"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WordForm(forms.Form):
    """Form for a message to the attendees."""

    message = forms.CharField(
        label=_("Votre message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class WalkInForm(forms.Form):
    """Form that records a person who came without registering."""

    name = forms.CharField(label=_("Nom"), max_length=120)


class ArrivalForm(forms.Form):
    """Form that records the arrival of a person without an account, at the door."""

    name = forms.CharField(label=_("Votre nom"), max_length=120)
    email = forms.EmailField(
        label=_("L’adresse avec laquelle vous vous êtes inscrit"), max_length=254, required=False
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        return normalise_address(address) if address else ""


class OutcomeForm(forms.Form):
    """Form for the notes and the outcome of a gathering."""

    notes = forms.CharField(
        label=_("Ce qui s’est dit"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Tout le monde le lit sur la page de la rencontre."),
    )
    outcome = forms.CharField(
        label=_("Ce que cela a donné"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une mission trouvée, un projet à deux, une idée : en deux phrases."),
    )


class GatheringPhotoForm(forms.Form):
    """A photo with its words; the file is checked and written again by the operation."""

    image = PhotoField(
        label=_("Photo"), help_text=_("JPEG, PNG ou WebP, 10 Mo au plus."), max_length=200
    )
    alternative_text = forms.CharField(
        label=_("Description pour qui ne la voit pas"), max_length=200
    )


def instead_value(room: RoomInstead) -> str:
    """Returns the value sent by the button of a free alternative room or time: room, day, start and
    end in local time, joined by « | ».
    """
    starts, ends = map(timezone.localtime, (room.starts_at, room.ends_at))
    return f"{room.room_id}|{starts:%Y-%m-%d}|{starts:%H:%M}|{ends:%H:%M}"


def with_instead(data: Any) -> Any:
    """Returns the submitted data, with the room, day and hours of the free alternative whose button
    was pressed. Returns the data unchanged if no such button was pressed.
    """
    parts = data.get(INSTEAD, "").split("|")
    if len(parts) != 4:
        return data
    changed = data.copy()
    changed["room"], changed["day"], changed["begins"], changed["ends"] = parts
    return changed


def _by_place(rooms: Iterable[MeetingRoom]) -> list[Any]:
    """Returns the rooms grouped by place, each with its seats."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for room in rooms:
        label = ngettext(
            "%(room)s (%(seats)d place)", "%(room)s (%(seats)d places)", room.seats
        ) % {"room": room.name, "seats": room.seats}
        groups.setdefault(room.place_name, []).append((str(room.room_id), label))
    return [("", _("Aucune : ailleurs")), *groups.items()]
