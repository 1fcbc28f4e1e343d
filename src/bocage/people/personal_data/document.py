"""« Ce que nous savons de vous » as a document to read and to print."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.instance import current_instance
from bocage.people.models import Person
from bocage.people.personal_data.registry import personal_data_of

TEMPLATE = "people/documents/personal_data.typ"


def personal_data_pdf(person: Person) -> bytes:
    """Returns as a PDF all the data that the rooms store about a person, in the active language."""
    sections = personal_data_of(person)
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    return pdf_of(
        TEMPLATE,
        {
            "title": _("Ce que nous savons de vous"),
            "who": person.name or person.email,
            "instance": str(current_instance().name),
            "made": _("Fait le %(day)s") % {"day": day},
            "page": _("page"),
            "columns": [_("Quoi"), _("Détail")],
            "sections": [
                {
                    "title": title,
                    "rows": [
                        {"title": capfirst(row["title"]), "detail": row["detail"]} for row in rows
                    ],
                }
                for title, rows in sections.items()
                if rows
            ],
            "empty": [title for title, rows in sections.items() if not rows],
            "nothing": _("Rien dans"),
        },
    )
