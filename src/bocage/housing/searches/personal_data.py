"""Export of the saved searches of a person."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.searches.columns import criteria_of
from bocage.housing.searches.holders import searches_of
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="saved_searches",
    title=_("Vos recherches de logement"),
    rank=50,
    named_in=("housing.SavedSearch.person",),
    link=("saved_searches", _("Voir mes recherches")),
)
def search_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the searches of a person, stopped ones too, the latest first; one query."""
    searches = searches_of(person).select_related("commune").order_by("-created_at", "id")
    for search in searches[:limit]:
        yield DataItem(
            title=search.name,
            detail=[
                criteria_in_words(criteria_of(search)),
                str(search.get_status_display()),
                str(search.get_rhythm_display()),
                str(_("par courriel") if search.notifies_by_mail else _("sans courriel")),
            ],
            url=reverse("saved_search", args=[search.pk]),
        )
