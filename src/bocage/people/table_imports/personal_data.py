"""Personal data of table imports: the tables that a person uploaded."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import long_date
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person, TableImport
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="tables",
    title=_("Les tableaux que vous avez apportés"),
    rank=79,
    named_in=("people.TableImport.brought_by",),
)
def table_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the tables that a person imported; one query."""
    for table in TableImport.objects.filter(brought_by=person)[:limit]:
        yield DataItem(
            title=f"{table.file_name}, {long_date(table.brought_at)}",
            detail=table.get_state_display(),
        )


@erases(_("Les tableaux que vous avez apportés"), rank=900)
def tables(erasure: Erasure) -> None:
    erasure.delete(TableImport.objects.filter(brought_by=erasure.person))
