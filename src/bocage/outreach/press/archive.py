"""The press kit in one archive: the document, the figures, the pictures at their whole size."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.files.archives import zip_pieces
from bocage.foundation.files.spreadsheets import csv_lines
from bocage.foundation.files.workbooks import workbook
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.instance import current_instance
from bocage.outreach.press.documents import press_kit_pdf
from bocage.outreach.press.kit import (
    PressKit,
    figure_header,
    figure_rows,
    press_kit,
    whole_pictures,
)


def press_archive() -> Iterator[bytes]:
    """Yields the bytes of the press kit's archive, as they are generated."""
    return zip_pieces(_files(press_kit()))


def _files(kit: PressKit) -> Iterator[tuple[str, bytes]]:
    yield f"{_('dossier-de-presse')}.pdf", press_kit_pdf(kit)
    rows = list(figure_rows(kit))
    yield f"{_('chiffres')}.csv", "".join(csv_lines(figure_header(), rows)).encode()
    yield f"{_('chiffres')}.xlsx", workbook([(_("Chiffres"), figure_header(), rows)])
    credits = [_credits_head()]
    for picture, rendition in whole_pictures(kit):
        credits.append(
            "\n".join([picture.file_name, picture.words, picture.credit, picture.use, ""])
        )
        with rendition.file.open("rb") as file:
            yield f"{_('images')}/{picture.file_name}", file.read()
    yield "credits.txt", "\n".join(credits).encode()


def _credits_head() -> str:
    return _(
        "Images %(of_instance)s, le %(day)s. Chacune se reprend avec son crédit, dans les"
        " conditions dites ici.\n"
    ) % {"of_instance": of_name(current_instance().name), "day": timezone.localdate().isoformat()}
