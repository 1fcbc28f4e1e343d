"""Record of processing of table imports."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.people.table_imports.operations import (
    COUNTS_RETENTION,
    RETENTION,
    forget_old_tables,
)

declare_processing(
    name="people.table_imports",
    title=_("Tableaux apportés"),
    purpose=_("Montrer ce que ferait un tableau avant de l’écrire, et ce qui en a été refusé."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qu’un tableau nomme, et qui l’a apporté."),
    data=_("Le tableau jusqu’à ce qu’il soit écrit ; ses lignes refusées ; ses comptes."),
    seen_by=_("Qui l’a apporté ; pour une liste de contacts, l’équipe de l’accueil."),
    models=("people.TableImport", "people.TableRefusal"),
    retention=(
        Retention(
            name="people.tables",
            length=RETENTION,
            since=_("pour un tableau que personne n’a confirmé, et pour des lignes refusées"),
            forget=forget_old_tables,
        ),
        Retention(
            name="people.table_counts",
            length=COUNTS_RETENTION,
            since=_("après un tableau, pour ce qu’il a apporté"),
            forget=forget_old_tables,
        ),
    ),
)
