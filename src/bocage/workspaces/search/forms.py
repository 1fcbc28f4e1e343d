"""Form of the search: where, when and what for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, DayInput
from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE, Clock
from bocage.workspaces.places.models import Accessibility, Equipment, ResourceKind
from bocage.workspaces.scheduling.moments import Moment
from bocage.workspaces.search.place_search import SearchInput

SEARCHED_KINDS = [
    (kind.value, kind.label) for kind in ResourceKind if kind != ResourceKind.WHOLE_PLACE
]
SEARCHED_EQUIPMENT = [
    (Accessibility.WHEELCHAIR.value, Accessibility.WHEELCHAIR.label),
    *(
        (choice.value, choice.label)
        for choice in (
            Equipment.SCREEN,
            Equipment.VIDEO_CONFERENCE,
            Equipment.PRINTER,
            Equipment.KITCHEN,
            Equipment.PARKING,
            Equipment.BICYCLE_PARKING,
            Equipment.CHARGING_POINT,
        )
    ),
]


class PlaceSearchForm(AddressForm):
    """Form of a search: where, when and what for. Invalid values are reported, then ignored."""

    pres_de = forms.CharField(label=_("Près de"), required=False, max_length=80)
    commune = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    jour = forms.DateField(label=_("Jour"), required=False, widget=DayInput)
    moment = forms.ChoiceField(
        label=_("Moment"),
        required=False,
        choices=[
            ("", _("à tout moment")),
            (Moment.MORNING.value, Moment.MORNING.label),
            (Moment.AFTERNOON.value, Moment.AFTERNOON.label),
            (Moment.DAY.value, Moment.DAY.label),
            (Moment.HOURS.value, _("à des heures précises")),
        ],
    )
    de = Clock(label=_("De"), required=False)
    a = Clock(label=_("À"), required=False)
    rayon = forms.TypedChoiceField(
        label=_("À quelle distance"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("peu importe")),
            (10, "10 km"),
            (20, "20 km"),
            (50, "50 km"),
            (100, "100 km"),
        ],
    )
    personnes = forms.IntegerField(
        label=_("Nous sommes"), required=False, min_value=1, max_value=MAX_PEOPLE
    )
    nature = forms.ChoiceField(
        label=_("Pour"), required=False, choices=[("", _("n’importe quel espace")), *SEARCHED_KINDS]
    )
    equipement = forms.MultipleChoiceField(
        label=_("Avec"),
        required=False,
        choices=SEARCHED_EQUIPMENT,
        widget=forms.CheckboxSelectMultiple,
    )

    def criteria(self) -> SearchInput:
        """Returns the valid criteria, without the others."""
        values = self.understood()
        return SearchInput(
            text=values.get("pres_de") or "",
            commune_code=values.get("commune") or "",
            latitude=values.get("lat"),
            longitude=values.get("lon"),
            day=values.get("jour"),
            moment=values.get("moment") or "",
            starts=values.get("de"),
            ends=values.get("a"),
            radius_km=values.get("rayon"),
            people=values.get("personnes") or 1,
            kind=values.get("nature") or "",
            equipment=tuple(values.get("equipement") or ()),
        )

    def left_aside(self) -> list[str]:
        """Returns one sentence for each part of the address that makes no sense."""
        self.is_valid()
        sentences = {
            "jour": _("Le jour demandé n’existe pas dans le calendrier : il est laissé de côté."),
            "lat": _("La position n’a pas été comprise : elle est laissée de côté."),
            "lon": _("La position n’a pas été comprise : elle est laissée de côté."),
            "personnes": _("Le nombre de personnes n’a pas été compris : il est laissé de côté."),
            "de": _("Une heure n’a pas été comprise : elle est laissée de côté."),
            "a": _("Une heure n’a pas été comprise : elle est laissée de côté."),
            "pres_de": _("Le nom de commune est trop long : il est laissé de côté."),
            "commune": _("Cette commune est inconnue : elle est laissée de côté."),
        }
        default = _("Un critère inconnu est laissé de côté.")
        return list(dict.fromkeys(str(sentences.get(name, default)) for name in self.errors))
