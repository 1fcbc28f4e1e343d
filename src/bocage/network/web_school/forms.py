"""The forms of the École du Web: an edition and its grid, pitches, sessions, the day itself."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import (
    ChoiceCards,
    ClockInput,
    DayInput,
    UploadField,
    WebAddressField,
    offer_choices,
    offer_rows,
)
from bocage.network.web_school.models.editions import MAX_SEATS, MAX_VOTES, WebSchoolEdition
from bocage.network.web_school.models.pitches import MAX_SLOTS, Pitch
from bocage.network.web_school.models.programmes import MAX_SESSION_LINKS, Session, SessionFeedback
from bocage.people.logos import LARGEST_UPLOAD
from bocage.people.models import Scope, ScopeKind
from bocage.people.seams.meeting_rooms import room_provider
from bocage.territory.forms import CommuneField


class EditionForm(forms.Form):
    """Form that describes an edition."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    commune = CommuneField(label=_("Commune"))
    address = forms.CharField(label=_("Où l’on se retrouve"), max_length=200, required=False)
    starts_on = forms.DateField(label=_("Premier jour"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Dernier jour"),
        widget=DayInput,
        required=False,
        help_text=_("Vide si elle dure un seul jour."),
    )
    call = forms.CharField(
        label=_("Appel à propositions"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Ce que vous espérez, pour qui, et jusqu’à quand on peut proposer."),
    )
    votes_each = forms.IntegerField(
        label=_("Votes de chacun"),
        min_value=1,
        max_value=MAX_VOTES,
        initial=10,
        help_text=_("Un seul par proposition : chacun les répartit comme il veut."),
    )

    def clean(self) -> dict[str, Any]:
        """Checks that the last day is not before the first, and that an edition lasts a week at
        most. An empty last day becomes the first.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and not last:
            cleaned["ends_on"] = first
        elif first and last and last < first:
            self.add_error("ends_on", _("Le dernier jour vient après le premier."))
        elif first and last and (last - first).days > 6:
            self.add_error("ends_on", _("Une édition dure une semaine au plus."))
        return cleaned

    @staticmethod
    def initial_of(edition: WebSchoolEdition) -> dict[str, Any]:
        """Returns the initial values of the form for an edition."""
        names = ("name", "address", "starts_on", "ends_on", "call", "votes_each")
        return {name: getattr(edition, name) for name in names} | {
            "commune": (edition.commune.name, edition.commune.code)
        }


class ReportForm(forms.Form):
    """Form for the report of an edition, shown at the top of its archive."""

    report = forms.CharField(
        label=_("Ce qu’il en reste"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Quelques phrases pour qui n’y était pas : elles ouvrent l’archive."),
    )


class RoomForm(forms.Form):
    """A room of an edition."""

    name = forms.CharField(label=_("Nom de la salle"), max_length=60)
    seats = forms.IntegerField(label=_("Places assises"), min_value=1, max_value=MAX_SEATS)
    place = forms.ModelChoiceField(
        label=_("Lieu"), queryset=Scope.objects.none(), required=False, empty_label=_("ailleurs")
    )
    meeting_room = forms.TypedChoiceField(
        label=_("La réserver dans un lieu"),
        coerce=UUID,
        required=False,
        empty_value=None,
        help_text=_("Elle est réservée du premier au dernier créneau de chaque jour."),
    )
    directions = forms.CharField(
        label=_("Comment la trouver"),
        max_length=160,
        required=False,
        help_text=_("Étage, aile, bâtiment…"),
    )

    def __init__(self, data: Any, *, edition: WebSchoolEdition, prefix: str = "salle") -> None:
        super().__init__(data, prefix=prefix)
        around = Scope.objects.filter(kind=ScopeKind.PLACE, departement=edition.departement_id)
        offer_rows(self, "place", around.order_by("name", "pk"))
        booked_rooms = room_provider().rooms_of([edition.departement_id])
        rooms = [
            (room.room_id, f"{room.place_name} · {room.name} ({room.seats})")
            for room in booked_rooms
        ]
        offer_choices(self, "meeting_room", [("", _("ne pas réserver")), *rooms])


class SlotsForm(forms.Form):
    """Several slots at once, one after the other."""

    day = forms.ChoiceField(label=_("Jour"))
    starts = forms.TimeField(label=_("À partir de"), widget=ClockInput)
    minutes = forms.IntegerField(
        label=_("Durée de chacun, en minutes"), min_value=10, max_value=240, initial=45
    )
    pause = forms.IntegerField(
        label=_("Pause entre deux, en minutes"), min_value=0, max_value=120, initial=15
    )
    number = forms.IntegerField(label=_("Combien"), min_value=1, max_value=12, initial=4)

    def __init__(self, data: Any, *, days: list[tuple[date, str]], prefix: str = "creneaux"):
        super().__init__(data, prefix=prefix)
        offer_choices(self, "day", [(day.isoformat(), words) for day, words in days])

    def clean_day(self) -> date:
        """Returns the day, as a date."""
        return date.fromisoformat(self.cleaned_data["day"])


class PartnerForm(forms.Form):
    """Form that adds a partner of an edition."""

    name = forms.CharField(label=_("Nom"), max_length=80)
    website = WebAddressField(label=_("Site"), required=False)
    logo = UploadField(
        max_octets=LARGEST_UPLOAD,
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG, WebP ou GIF, deux mégaoctets au plus."),
        widget=forms.ClearableFileInput({"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )


class PitchForm(forms.Form):
    """« Je propose », « je cherche »."""

    kind = forms.ChoiceField(
        label=_("Ce que c’est"),
        choices=Pitch.Kind.choices,
        initial=Pitch.Kind.OFFER,
        widget=ChoiceCards(
            helps={
                Pitch.Kind.OFFER: _("J’anime un atelier, une démonstration, une discussion."),
                Pitch.Kind.ASK: _("J’aimerais que quelqu’un m’apprenne, me montre, m’aide."),
            }
        ),
    )
    title = forms.CharField(label=_("Titre"), max_length=120)
    description = forms.CharField(
        label=_("Description"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Pour qui, ce que l’on y fait, ce que l’on en emporte. Du texte simple."),
    )
    level = forms.ChoiceField(
        label=_("Niveau"), choices=Pitch.Level.choices, initial=Pitch.Level.EVERYBODY
    )
    length = forms.TypedChoiceField(
        label=_("Durée"),
        coerce=int,
        choices=[
            (1, _("un créneau")),
            *[(number, _("%d créneaux") % number) for number in range(2, MAX_SLOTS + 1)],
        ],
        initial=1,
    )
    is_named_in_archive = forms.BooleanField(
        label=_("Mon nom reste dans l’archive de l’édition"),
        required=False,
        initial=True,
        help_text=_("Avant et pendant l’édition, il est montré avec la proposition."),
    )

    @staticmethod
    def initial_of(pitch: Pitch) -> dict[str, Any]:
        """Returns the initial values of the form for a pitch."""
        names = ("kind", "title", "description", "level", "length", "is_named_in_archive")
        return {name: getattr(pitch, name) for name in names}


class LeadForm(forms.Form):
    """« Je peux animer »."""

    words = forms.CharField(
        label=_("En un mot"),
        max_length=300,
        required=False,
        help_text=_("Ce que vous savez faire, si vous voulez le dire."),
    )


class PlaceForm(forms.Form):
    """Form for the room and the slot of a session."""

    room = forms.TypedChoiceField(label=_("Salle"), coerce=int)
    slot = forms.TypedChoiceField(label=_("Créneau"), coerce=int)

    def __init__(
        self,
        data: Any,
        *,
        rooms: list[tuple[int, str]],
        slots: list[tuple[int, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        offer_choices(self, "room", rooms)
        offer_choices(self, "slot", slots)


class PublishForm(forms.Form):
    """Form that publishes a version of the programme, with a message to the people affected."""

    words = forms.CharField(
        label=_("Un mot pour ceux que cela touche"), max_length=300, required=False
    )


class WalkUpForm(forms.Form):
    """Form that starts a session on the spot."""

    title = forms.CharField(label=_("De quoi s’agit-il ?"), max_length=120)
    room_and_slot = forms.ChoiceField(label=_("Où et quand"))

    def __init__(self, data: Any, *, free: list[tuple[str, str]]) -> None:
        super().__init__(data)
        offer_choices(self, "room_and_slot", free)

    def clean_room_and_slot(self) -> tuple[int, int]:
        """Returns the keys of the room and of the slot."""
        room, _dash, slot = self.cleaned_data["room_and_slot"].partition("-")
        return int(room), int(slot)


class DoorForm(forms.Form):
    """The name of who arrives without an account."""

    name = forms.CharField(label=_("Votre nom"), max_length=120)


class NotesForm(forms.Form):
    """Form for the notes and links of a session."""

    notes = forms.CharField(
        label=_("Ce qu’on en retient"),
        max_length=6000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    links = forms.CharField(
        label=_("Liens"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Un par ligne : support, enregistrement, outil… Huit au plus."),
    )

    def clean_links(self) -> list[str]:
        """Returns the web addresses, each once; eight at most."""
        addresses = self.cleaned_data["links"].split()
        links = list(dict.fromkeys(WebAddressField().clean(address) for address in addresses))
        if len(links) > MAX_SESSION_LINKS:
            raise forms.ValidationError(_("Huit liens au plus."), code="too_many")
        return links

    @staticmethod
    def initial_of(session: Session) -> dict[str, Any]:
        """Returns the initial values of the form for a session."""
        return {"notes": session.notes, "links": "\n".join(session.links)}


class FeedbackForm(forms.Form):
    """Form for feedback on a session: an opinion, and whether the person wants more."""

    face = forms.TypedChoiceField(
        label=_("Votre avis"), coerce=int, choices=SessionFeedback.Face.choices, widget=ChoiceCards
    )
    wants_more = forms.BooleanField(label=_("Je voudrais une suite"), required=False)
