"""Forms of a place: its position, its facts, its hours and its closures."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import ClockInput, DayInput, PhotoField, offer_rows
from bocage.territory.forms import CommuneField
from bocage.workspaces.opening_hours.availability import DayRange, Interval, day_interval
from bocage.workspaces.opening_hours.models import OpeningRule
from bocage.workspaces.place_plans.plans import PlacePlan
from bocage.workspaces.places.models import (
    Accessibility,
    Equipment,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
)


def _degrees(label: Any, limit: int, help_text: Any = "") -> forms.FloatField:
    """Degrees with a comma or a point, as the language or the map that they come from has them."""
    return forms.FloatField(
        label=label,
        help_text=help_text,
        required=False,
        localize=True,
        min_value=-limit,
        max_value=limit,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )


class PositionFields(forms.Form):
    """A latitude and a longitude, both or neither."""

    latitude = _degrees(_("Latitude"), 90)
    longitude = _degrees(
        _("Longitude"),
        180,
        _("En degrés, comme les donne une carte en ligne. Sans elles : le centre de la commune."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if (latitude is None) != (longitude is None):
            missing = "latitude" if latitude is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, _("Donnez la latitude et la longitude, ou aucune."))
        data["position_source"] = "" if latitude is None else Place.PositionSource.HOST
        return data


class OpenPlaceForm(PositionFields):
    """Form of a new place: its kind and its location."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=PlaceKind.choices)
    commune = CommuneField(label=_("Commune"), help_text=_("Son nom, ou son code postal."))
    address = forms.CharField(
        label=_("Adresse"),
        help_text=_("Le numéro et la rue, sans la commune."),
        max_length=200,
        required=False,
    )
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        max_length=5,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )

    field_order = ("name", "kind", "commune", "address", "postcode", "latitude", "longitude")


STRETCHES = 2
"""Least number of intervals per day in the editor: a morning and an afternoon."""


class PlaceForm(PositionFields, forms.ModelForm):
    """Form in which a host describes a place. It saves nothing: the operation does."""

    equipment = forms.TypedMultipleChoiceField(
        label=_("Équipement"),
        choices=Equipment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accessibility = forms.TypedMultipleChoiceField(
        label=_("Accessibilité"),
        choices=Accessibility.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_fibre = forms.TypedChoiceField(
        label=_("Fibre"),
        choices=[("", _("Non renseigné")), ("yes", _("Oui")), ("no", _("Non"))],
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )

    class Meta:
        model = Place
        fields = (
            "name",
            "kind",
            "address",
            "postcode",
            "latitude",
            "longitude",
            "description",
            "access_instructions",
            "contact_email",
            "contact_phone",
            "website",
            "has_fibre",
            "download_mbps",
            "upload_mbps",
            "speed_measured_on",
            "equipment",
            "accessibility",
            "observes_public_holidays",
        )
        widgets = {
            "speed_measured_on": DayInput,
            "description": forms.Textarea({"rows": 6}),
            "access_instructions": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "access_instructions": _(
                "Le chemin, la porte, la lumière : envoyé avec la confirmation, jamais montré en "
                "public. Les codes, les clés et le Wi-Fi vont dans les consignes d’accès, montrées "
                "une heure avant seulement."
            )
        }

    def __init__(self, data: Any = None, *, instance: Place) -> None:
        fibre = "" if instance.has_fibre is None else "yes" if instance.has_fibre else "no"
        super().__init__(data, instance=instance, initial={"has_fibre": fibre})
        if instance.position_source:
            self.fields["longitude"].help_text = _(
                "En degrés. Position d’aujourd’hui : %(source)s. Sans elles : le centre "
                "de la commune."
            ) % {"source": instance.get_position_source_display()}

    def _post_clean(self) -> None:
        """Leaves the instance as it is: a model form would write the form into it here."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        speeds = data.get("download_mbps") or data.get("upload_mbps")
        if speeds and not data.get("speed_measured_on"):
            self.add_error("speed_measured_on", _("Un débit mesuré porte la date de sa mesure."))
        if not {"latitude", "longitude"}.intersection(self.changed_data):
            for name in ("latitude", "longitude", "position_source"):
                data.pop(name, None)
        return data


class ResourceForm(forms.ModelForm):
    """Form of one resource to book. `parent` offers the rooms of the same place."""

    equipment = forms.TypedMultipleChoiceField(
        label=_("Équipement"),
        choices=Equipment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Resource
        fields = (
            "kind",
            "name",
            "capacity",
            "description",
            "parent",
            "equipment",
            "position",
            "is_active",
        )
        labels = {"position": _("Ordre dans les listes")}
        help_texts = {"position": _("Les plus petits nombres d’abord, puis par nom.")}

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wholes = place.resources.exclude(pk=self.instance.pk).exclude(kind=ResourceKind.WHOLE_PLACE)
        self.fields["parent"] = forms.ModelChoiceField(
            wholes,
            required=False,
            label=_("Partie de"),
            empty_label=_("rien : il se réserve seul"),
            help_text=_("Une salle qui se divise bloque ses parties quand elle est prise."),
        )
        self.fields["capacity"].widget.attrs["min"] = 1

    def _post_clean(self) -> None:
        """Leaves the instance as it is: the operation writes it."""

    def clean_capacity(self) -> int:
        capacity: int = self.cleaned_data["capacity"]
        if capacity < 1:
            raise forms.ValidationError(_("Un espace a au moins une place."))
        return capacity


class HoursForm(forms.Form):
    """Hours of every week: for each weekday, some stretches with their two ends."""

    def __init__(self, data: Any = None, *, plan: PlacePlan) -> None:
        super().__init__(data)
        weekly = plan.hours.weekly
        self.stretches = max([STRETCHES, *(len(ranges) for ranges in weekly.values())])
        for weekday, _label in OpeningRule.Weekday.choices:
            ranges = weekly.get(weekday, ())
            for number in range(self.stretches):
                day_range = ranges[number] if number < len(ranges) else None
                self._add(weekday, number, day_range)

    def _add(self, weekday: int, number: int, day_range: DayRange | None) -> None:
        for end, label, minutes in (
            ("opens", _("ouvre"), day_range and day_range.opens),
            ("closes", _("ferme"), day_range and day_range.closes),
        ):
            self.fields[f"{end}_{weekday}_{number}"] = forms.TimeField(
                label=label,
                required=False,
                widget=ClockInput({"step": 300}),
                initial=None if minutes is None else clock(minutes),
            )

    def rows(self) -> Iterator[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Yields each weekday with the pairs of fields of its stretches."""
        for weekday, label in OpeningRule.Weekday.choices:
            yield (
                str(label),
                [
                    (self[f"opens_{weekday}_{number}"], self[f"closes_{weekday}_{number}"])
                    for number in range(self.stretches)
                ],
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        hours: dict[int, list[DayRange]] = {}
        for weekday, _label in OpeningRule.Weekday.choices:
            ranges = [self._stretch(weekday, number) for number in range(self.stretches)]
            hours[weekday] = sorted(day_range for day_range in ranges if day_range is not None)
            self._refuse_overlaps(weekday, hours[weekday])
        data["hours"] = hours
        return data

    def _stretch(self, weekday: int, number: int) -> DayRange | None:
        opens_name, closes_name = f"opens_{weekday}_{number}", f"closes_{weekday}_{number}"
        opens, closes = self.cleaned_data.get(opens_name), self.cleaned_data.get(closes_name)
        if opens is None and closes is None:
            return None
        if opens is None or closes is None:
            missing = opens_name if opens is None else closes_name
            if missing not in self.errors:
                self.add_error(missing, _("Donnez les deux heures, ou aucune."))
            return None
        stretch = day_range(opens, closes)
        if stretch.opens >= stretch.closes:
            self.add_error(closes_name, _("L’heure de fermeture vient après l’ouverture."))
            return None
        return stretch

    def _refuse_overlaps(self, weekday: int, ranges: list[DayRange]) -> None:
        if any(first.closes > second.opens for first, second in pairwise(ranges)):
            self.add_error(f"opens_{weekday}_1", _("Deux horaires du même jour se chevauchent."))


class ExceptionForm(forms.Form):
    """Hours of one date; both intervals empty restore the weekly hours."""

    day = forms.DateField(label=_("Jour"), widget=DayInput)
    opens = forms.TimeField(label=_("Ouvre à"), required=False, widget=ClockInput)
    closes = forms.TimeField(label=_("Ferme à"), required=False, widget=ClockInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens"), data.get("closes")
        data["ranges"] = []
        if (opens is None) != (closes is None):
            missing = "opens" if opens is None else "closes"
            self.add_error(missing, _("Donnez les deux heures, ou aucune."))
        elif opens is not None and closes is not None:
            stretch = day_range(opens, closes)
            if stretch.opens >= stretch.closes:
                self.add_error("closes", _("L’heure de fermeture vient après l’ouverture."))
            data["ranges"] = [stretch]
        return data


class OutsideForm(forms.Form):
    """Choice for the bookings that new hours leave outside: unchanged, or cancelled with a
    reason.
    """

    KEPT, ENDED = "kept", "ended"

    outside = forms.ChoiceField(
        label=_("Que deviennent-elles ?"),
        choices=[
            (KEPT, _("Elles restent : vous ouvrez à ces personnes")),
            (ENDED, _("Elles sont annulées, et chaque personne est prévenue")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites ce que deviennent ces réservations.")},
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Si vous annulez : chacun la lit, avec ce qui est libre ailleurs."),
        max_length=200,
        required=False,
    )


class ClosureForm(forms.Form):
    """Closes the place, or one of its resources, from a day to another, both included."""

    first_day = forms.DateField(label=_("Premier jour de fermeture"), widget=DayInput)
    last_day = forms.DateField(label=_("Dernier jour de fermeture"), widget=DayInput)
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label=_("Ce qui ferme"),
        required=False,
        empty_label=_("tout le lieu"),
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Elle est dite aux personnes qui avaient réservé."),
        max_length=200,
        required=False,
    )

    LONGEST = timedelta(days=366)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "resource", place.resources.active())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("Le dernier jour vient après le premier."))
            elif last - first > self.LONGEST:
                self.add_error("last_day", _("Une fermeture ne dépasse pas un an."))
            else:
                data["period"] = closed_days(first, last)
        return data


class ClosingForm(forms.Form):
    """Form that closes a place for good: the reason, and the confirmation of the host."""

    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Elle est dite aux personnes qui avaient réservé."),
        max_length=200,
        required=False,
    )
    is_sure = forms.BooleanField(
        label=_("Oui, ce lieu ferme définitivement"),
        error_messages={"required": _("Cochez cette case pour fermer le lieu.")},
    )


class PhotoForm(forms.Form):
    """Photo with its words; the file is checked and written again by the operation."""

    image = PhotoField(
        label=_("Photo"), help_text=_("JPEG, PNG ou WebP, 10 Mo au plus."), max_length=200
    )
    alternative_text = forms.CharField(
        label=_("Description pour qui ne la voit pas"), max_length=200
    )


def closed_days(first: date, last: date) -> Interval:
    """Returns the period from the start of a day to the end of another."""
    return Interval(day_interval(first).start, day_interval(last).end)


def clock(minutes: int) -> time:
    """Minutes of the day as a time; the midnight that ends the day is 00:00."""
    hours, minutes = divmod(minutes % (24 * 60), 60)
    return time(hours, minutes)


def day_range(opens: time, closes: time) -> DayRange:
    """Returns two times as a stretch; closing at 00:00 is closing at the end of the day."""
    end = closes.hour * 60 + closes.minute
    return DayRange(opens.hour * 60 + opens.minute, end or 24 * 60)
