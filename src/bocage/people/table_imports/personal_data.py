"""The tables that somebody brought, told to them."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import long_date
from bocage.people.erasure import Erasure, erased_with_a_person
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person, TableImport


@known_section(
    name="tables",
    title=_("Les tableaux que vous avez apportés"),
    rank=79,
    named_in=("people.TableImport.brought_by",),
)
def table_rows(person: Person, most: int | None) -> KnownRows:
    """Lists the tables that a person imported; one query."""
    for table in TableImport.objects.filter(brought_by=person)[:most]:
        yield KnownRow(
            title=f"{table.file_name}, {long_date(table.brought_at)}",
            detail=table.get_state_display(),
        )


@erased_with_a_person(_("Les tableaux que vous avez apportés"), rank=900)
def tables(erasure: Erasure) -> None:
    erasure.delete(TableImport.objects.filter(brought_by=erasure.person))
