"""The sheet to print of a link: its code to scan, large, with the words of its campaign."""

from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.files.qr_codes import qr_picture
from bocage.foundation.instance import current_instance
from bocage.outreach.campaigns.models import TrackedLink


def link_sheet_pdf(link: TrackedLink, address: str) -> bytes:
    """Returns the printable sheet of a link, as a PDF of one page for a stand, a window or a
    station: the inviting instance, the QR code, and the short address for those who cannot scan
    it.
    """
    instance = current_instance()
    return pdf_of(
        "outreach/documents/link_sheet.typ",
        {
            "title": link.campaign.name,
            "over": instance.name,
            "invitation": instance.headline or _("Et si vous veniez vivre et travailler ici ?"),
            "scan": _("Visez ce code avec l’appareil photo de votre téléphone"),
            "or": _("ou tapez cette adresse"),
            "address": address.partition("://")[2],
            "code": qr_picture(address, "svg").decode(),
            "alt": _("Code à scanner, qui mène à %(address)s") % {"address": address},
            "where": link.label,
        },
    )
