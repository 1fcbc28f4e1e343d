"""docs/security/uploads.md: what may be sent as a file, how large, and what is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django import forms
from django.conf import settings

from tests.security_documents.tables import WRITTEN_BY, files, table

OPENING = f"""\
# What may be sent as a file

{WRITTEN_BY}
A form with a file that has no row here fails `tests/security_documents/test_documents.py`.

Whatever is sent is weighed before it is read (`src/bocage/foundation/http/bodies.py`): 32 MiB for a
form, and what an address says of itself where it takes more; the sizes below are those of each
field. What a file is, is read in it, never in its name. Nothing that was sent lies where a server
of pages would find it: a view gives it to whoever has the right.
"""
PHOTO = (
    "JPEG, PNG, WebP; 60 million pixels",
    "10 MiB",
    "decoded, turned upright, made smaller, written again as WebP: nothing else of the file stays",
    ("src/bocage/foundation/files/photos.py", "tests/housing/feeds/test_photos.py"),
)
DOCUMENT = (
    "PDF (300 pages, no password), JPEG, PNG, WebP",
    "10 MiB",
    "opened to know what it is; kept as it came, under a name made safe",
    (
        "src/bocage/foundation/files/sent_documents.py",
        "tests/foundation/files/test_sent_documents.py",
    ),
)
LOGO = (
    "PNG, JPEG, WebP; GIF on pages of partners",
    "2 MB",
    "decoded, made smaller, written again",
    ("src/bocage/people/logos.py", "tests/people/instance/test_instance_settings.py"),
)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One file field: who sends it, accepted types, maximum size, processing, and safeguards."""

    sender: str
    takes: tuple[str, str, str, tuple[str, ...]]


def _table_of(size: str, treatment: str, *proofs: str) -> tuple[str, str, str, tuple[str, ...]]:
    return "CSV", size, treatment, proofs


TABLE_DONE = (
    "each line checked and shown before anything is written; what is wrong is told with its line;"
    " the file goes once written"
)
TABLE_HELD = (
    "src/bocage/people/table_imports/operations.py",
    "tests/test_table_imports.py",
)

UPLOADS = {
    "first_steps.forms.LookForm.logo_file": Upload(sender="administrators", takes=LOGO),
    "first_steps.forms.PlaceListForm.file": Upload(
        sender="administrators", takes=_table_of("1 MiB, 200 lines", TABLE_DONE, *TABLE_HELD)
    ),
    "people.forms.PortraitForm.photo": Upload(sender="whoever has an account", takes=PHOTO),
    "people.forms.InstanceForm.logo_file": Upload(sender="administrators", takes=LOGO),
    "training.programmes.forms.ProgrammePartnerForm.logo": Upload(
        sender="who runs the programme", takes=LOGO
    ),
    "training.admissions.applications.forms.DocumentForm.file": Upload(
        sender="candidates to a course", takes=DOCUMENT
    ),
    "training.attendance.forms.SheetForm.file": Upload(sender="trainers", takes=DOCUMENT),
    "training.attendance.forms.MaterialForm.file": Upload(sender="trainers", takes=DOCUMENT),
    "workspaces.hosting.forms.PhotoForm.image": Upload(sender="hosts", takes=PHOTO),
    "network.web_school.forms.PartnerForm.logo": Upload(sender="organisers", takes=LOGO),
    "network.gatherings.forms.GatheringPhotoForm.image": Upload(sender="organisers", takes=PHOTO),
    "housing.leads.forms.LeadReportForm.photo": Upload(
        sender="whoever tells a home, town halls by their link", takes=PHOTO
    ),
    "housing.leads.forms.LeadPhotoForm.photo": Upload(sender="who keeps the lead", takes=PHOTO),
    "housing.feeds.forms.FeedFileForm.file": Upload(
        sender="who runs the sources of homes",
        takes=(
            "ZIP (20,000 files; unpacked, 4 GiB and 250 times its size), CSV, JSON: known formats",
            "512 MiB",
            "read line by line; pictures as photos; what is wrong is left out with its line",
            (
                "src/bocage/housing/feeds/parsing/feed_files.py",
                "tests/housing/feeds/test_feed_runs.py",
            ),
        ),
    ),
    "outreach.employers.forms.AgreementFileForm.document": Upload(
        sender="who keeps the partner employers", takes=DOCUMENT
    ),
    "outreach.employers.forms.LogoForm.logo": Upload(sender="employers", takes=LOGO),
    "outreach.assets.forms.assets.AssetForm.image": Upload(
        sender="who writes the assets", takes=PHOTO
    ),
    "people.table_imports.forms.TableForm.file": Upload(
        sender="whoever has the right that the kind of table asks",
        takes=_table_of(
            "1 MiB, as many lines as the kind says",
            TABLE_DONE,
            *TABLE_HELD,
        ),
    ),
    "outreach.assets.forms.rows.AssetTableForm.file": Upload(
        sender="who writes the assets", takes=_table_of("1 MiB, 300 lines", TABLE_DONE, *TABLE_HELD)
    ),
    "outreach.prospects.forms.rows.ListForm.file": Upload(
        sender="who runs a campaign", takes=_table_of("64 MiB", TABLE_DONE, *TABLE_HELD)
    ),
}
"""Form fields that accept a file, by their path in the code."""

OTHER_WAYS = [
    ("pictures of the pages (Wagtail)", "editors", *PHOTO[:3], files(*PHOTO[3])),
    (
        "`housing/push` (a delivery, by a program)",
        "who holds the token of a source",
        "as a delivery",
        "512 MiB",
        "as a delivery; 60 an hour",
        files("src/bocage/housing/feeds/views/ingest.py", "tests/housing/feeds/test_ingest.py"),
    ),
    (
        "calendars and feeds, fetched by us",
        "whoever gives their address",
        "iCalendar; known formats of homes",
        "as each import says",
        "through the guarded client, read as what was sent",
        files("src/bocage/foundation/http/fetching.py", "tests/foundation/http/test_fetching.py"),
    ),
    (
        "answers by mail",
        "whoever received a mail",
        "the first text of the message",
        "as the mailbox takes",
        "files are never opened nor kept: their names are told to who reads the answer",
        files(
            "src/bocage/foundation/mail/receiving.py",
            "tests/foundation/mail/test_receiving_mails.py",
        ),
    ),
    (
        "signature of an attendance sheet",
        "whoever attends",
        "strokes as numbers, no picture",
        "60 kB",
        "checked point by point, drawn by us",
        files("src/bocage/training/attendance/strokes.py"),
    ),
]


def document() -> str:
    """The whole document, as Markdown."""
    rows = [
        (f"`{name}`", upload.sender, *upload.takes[:3], files(*upload.takes[3]))
        for name, upload in sorted(UPLOADS.items())
    ]
    heads = ["field", "who sends it", "takes", "at most", "what is done with it", "held by"]
    return "\n".join(
        [OPENING, table(heads, rows), "## By other ways\n", table(["what", *heads[1:]], OTHER_WAYS)]
    )


def fields_that_take_files() -> set[str]:
    """Returns each form field of the product that accepts a file, except those of tests.

    A model form without a model is a base class, and is skipped.
    """
    import_module(settings.ROOT_URLCONF)  # Every view, and with it every form.
    return {
        f"{form.__module__.removeprefix('bocage.')}.{form.__name__}.{name}"
        for form in _forms(forms.BaseForm)
        if form.__module__.startswith("bocage.") and not _is_shared(form)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }


def _is_shared(form: type[forms.BaseForm]) -> bool:
    return issubclass(form, forms.ModelForm) and form._meta.model is None


def _forms(form: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    below = {subform for child in form.__subclasses__() for subform in _forms(child)}
    return {form} | below
