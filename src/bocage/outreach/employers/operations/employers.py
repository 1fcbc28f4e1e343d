"""Operations on partner employers: opening with a campaign and link, changes, agreement,
publication, end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from bocage.foundation.company_register import confirmed_at
from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.files.sent_documents import ENDINGS, read_document
from bocage.foundation.forms.slugs import free_slug
from bocage.outreach.campaigns.errors import CampaignNameTaken
from bocage.outreach.campaigns.models import Campaign, TrackedLink
from bocage.outreach.campaigns.operations.campaigns import (
    CampaignTerms,
    open_campaign,
    start_campaign,
)
from bocage.outreach.campaigns.operations.links import add_link
from bocage.outreach.employers.errors import (
    AgreementEndsTooSoon,
    AgreementMissing,
    EmployerNotNamed,
    EmployerThere,
    NotReadyToShow,
    StepWithoutDate,
)
from bocage.outreach.employers.models import EmployerMove, PartnerEmployer
from bocage.people.logos import logo_from_upload
from bocage.people.models import Person
from bocage.territory.models import Departement

State = PartnerEmployer.State
HOME = "/"
RULES = {
    "outreach_employer_siret_once": EmployerThere,
    "outreach_partneremployer_slug_key": EmployerThere,
}
"""Errors of an employer, by database constraint."""


@dataclass(frozen=True, kw_only=True)
class EmployerTerms:
    """Terms of an employer: its name, its city and how to identify it."""

    name: str
    city: str
    siret: str = ""
    sector: str = ""
    size: str = ""
    website: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementTerms:
    """Terms of the agreement with an employer: its form, its dates, and the commitments of each
    side.
    """

    agreement: str
    signed_on: date
    ends_on: date | None = None
    promises: str = ""
    offers: str = ""


def open_employer(
    *, by: Person, departement: Departement, terms: EmployerTerms, now: datetime | None = None
) -> PartnerEmployer:
    """Creates an employer that was just contacted, with a campaign and a link of its own. Its SIRET
    is looked up in the official register, if the instance uses one.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
        EmployerNotNamed, EmployerThere: it has no name, or exists already.
        SiretUnknown, SiretClosed: the register does not know it, or knows it as closed.
    """
    now = now or timezone.now()
    by.require("outreach.manage_employer", PartnerEmployer(departement=departement))
    columns = _columns(terms)
    checked_at = confirmed_at(terms.siret) if terms.siret else None
    with _one_of_each():
        campaign = _own_campaign(by, departement, str(columns["name"]), now)
        link = add_link(by=by, campaign=campaign, label=str(columns["name"]), now=now)
        employer = PartnerEmployer.objects.create(
            departement=departement,
            campaign=campaign,
            link=link,
            slug=free_slug(
                str(columns["name"]),
                PartnerEmployer.objects.all(),
                longest=70,
                default="employeur",
            ),
            siret_checked_at=checked_at,
            opened_by=by,
            opened_at=now,
            **columns,
        )
        _note_move(employer, was="", to=State.CONTACTED, by=by, note="", now=now)
    return employer


def change_employer(
    *, by: Person, employer: PartnerEmployer, terms: EmployerTerms
) -> PartnerEmployer:
    """Changes an employer; its address stays the same. A new SIRET is looked up in the register.

    Raises:
        NotAllowed: `by` does not follow it.
        EmployerNotNamed, EmployerThere: it has no name, or another employer has its SIRET.
        SiretUnknown, SiretClosed: the register does not know it, or knows it as closed.
    """
    check_manages(by, employer)
    columns = _columns(terms)
    is_another = terms.siret != employer.siret or employer.siret_checked_at is None
    checked_at = employer.siret_checked_at
    if is_another:
        checked_at = confirmed_at(terms.siret) if terms.siret else None
    with _one_of_each():
        locked = locked_employer(employer)
        for name, value in columns.items():
            setattr(locked, name, value)
        locked.siret_checked_at = checked_at
        locked.save(update_fields=[*columns, "siret_checked_at"])
    return locked


def save_agreement(
    *, by: Person, employer: PartnerEmployer, terms: AgreementTerms
) -> PartnerEmployer:
    """Stores the terms of the agreement, signed or in preparation. The state is changed separately.

    Raises:
        NotAllowed: `by` does not follow it.
        AgreementEndsTooSoon: it would end before it began.
        NotReadyToShow: its page is public, and would no longer describe what the territory offers.
    """
    check_manages(by, employer)
    if terms.ends_on is not None and terms.ends_on < terms.signed_on:
        raise AgreementEndsTooSoon
    with transaction.atomic():
        locked = locked_employer(employer)
        locked.agreement = PartnerEmployer.Agreement(terms.agreement)
        locked.signed_on, locked.ends_on = terms.signed_on, terms.ends_on
        locked.promises, locked.offers = _text(terms.promises), _text(terms.offers)
        if locked.is_published and not locked.offers:
            raise NotReadyToShow
        locked.save(update_fields=["agreement", "signed_on", "ends_on", "promises", "offers"])
    return locked


def move_employer(
    *,
    by: Person,
    employer: PartnerEmployer,
    state: str,
    note: str = "",
    now: datetime | None = None,
) -> PartnerEmployer:
    """Moves an employer to another state, with a note in its history. One that is no longer agreed
    is no longer public. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow it.
        AgreementMissing: the terms of the agreement are not recorded yet.
    """
    check_manages(by, employer)
    now = now or timezone.now()
    to = State(state)
    with transaction.atomic():
        locked = locked_employer(employer)
        if locked.state == to:
            return locked
        if to == State.AGREED and (not locked.agreement or locked.signed_on is None):
            raise AgreementMissing
        clean_note = " ".join(note.split())[:300]
        _note_move(locked, was=locked.state, to=to, by=by, note=clean_note, now=now)
        locked.state = to
        if to != State.AGREED:
            _hide(locked)
        locked.save(update_fields=["state", "is_published"])
    return locked


def publish_employer(
    *, by: Person, employer: PartnerEmployer, introduction: str
) -> PartnerEmployer:
    """Publishes the page of an employer, and leads its link there. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow it.
        NotReadyToShow: it is not agreed, or its introduction or the territory's offer is empty.
    """
    check_manages(by, employer)
    with transaction.atomic():
        locked = locked_employer(employer)
        locked.introduction = _text(introduction)[:1500]
        if locked.state != State.AGREED or not locked.introduction or not locked.offers.strip():
            raise NotReadyToShow
        locked.is_published = True
        with override("fr"):
            _lead(locked.link, locked.get_absolute_url())
        locked.save(update_fields=["introduction", "is_published"])
    return locked


def hide_employer(*, by: Person, employer: PartnerEmployer) -> PartnerEmployer:
    """Unpublishes the page of an employer; its link leads to the home page. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow it.
    """
    check_manages(by, employer)
    with transaction.atomic():
        locked = locked_employer(employer)
        _hide(locked)
        locked.save(update_fields=["is_published"])
    return locked


def note_step(
    *, by: Person, employer: PartnerEmployer, step: str, due_on: date | None
) -> PartnerEmployer:
    """Sets the next step with an employer and its due date; with neither, clears the step, which is
    done.

    Raises:
        NotAllowed: `by` does not follow it.
        StepWithoutDate: only one of the two is given.
    """
    check_manages(by, employer)
    step = " ".join(step.replace("\0", " ").split())[:200]
    if bool(step) != (due_on is not None):
        raise StepWithoutDate
    with transaction.atomic():
        locked = locked_employer(employer)
        locked.next_step, locked.next_step_on = step, due_on
        locked.save(update_fields=["next_step", "next_step_on"])
    return locked


def save_logo(
    *, by: Person, employer: PartnerEmployer, file: IO[bytes], octets: int
) -> PartnerEmployer:
    """Stores the logo of an employer, redrawn from the uploaded file.

    Raises:
        NotAllowed: `by` does not follow it.
        NotALogo: the file is too large, or is not a readable picture.
    """
    check_manages(by, employer)
    content, digest = logo_from_upload(file, octets)  # type: ignore[arg-type]  # it reads bytes
    with transaction.atomic():
        locked = locked_employer(employer)
        locked.logo, locked.logo_digest = content, digest
        locked.save(update_fields=["logo", "logo_digest"])
    return locked


def save_document(
    *, by: Person, employer: PartnerEmployer, file: IO[bytes], name: str
) -> PartnerEmployer:
    """Stores the document of the agreement, which has no public address. The previous one is
    deleted once the transaction is committed.

    Raises:
        NotAllowed: `by` does not follow it.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: the file is not an accepted document.
    """
    check_manages(by, employer)
    read = read_document(file, name=name)
    with transaction.atomic():
        locked = locked_employer(employer)
        former, storage = locked.document.name, locked.document.storage
        locked.document_name, locked.document_kind = read.name, read.kind.value
        stored = f"{new_identifier()}{ENDINGS[read.kind]}"
        locked.document.save(stored, ContentFile(read.content), save=False)
        locked.save(update_fields=["document", "document_name", "document_kind"])
        transaction.on_commit(lambda: storage.delete(former) if former else None)
    return locked


def locked_employer(employer: PartnerEmployer) -> PartnerEmployer:
    """Returns the employer as it is in the database, locked until the transaction ends."""
    return lock_row(employer, "departement", "campaign", "link")


def check_manages(by: Person, employer: PartnerEmployer) -> None:
    """Raises: NotAllowed: `by` does not run the campaigns of its département."""
    by.require("outreach.manage_employer", employer)


def _own_campaign(by: Person, departement: Departement, name: str, now: datetime) -> Campaign:
    terms = CampaignTerms(
        name=name, channel=Campaign.Channel.EMPLOYER, starts_on=timezone.localdate(now)
    )
    campaign = open_campaign(by=by, departement=departement, terms=terms, now=now)
    return start_campaign(by=by, campaign=campaign)


def _columns(terms: EmployerTerms) -> dict[str, object]:
    columns: dict[str, object] = {
        name: " ".join(getattr(terms, name).replace("\0", " ").split())
        for name in ("name", "city", "siret", "sector", "website")
    }
    if not columns["name"] or not columns["city"]:
        raise EmployerNotNamed
    columns["size"] = PartnerEmployer.Size(terms.size) if terms.size else ""
    columns["notes"] = _text(terms.notes)
    return columns


def _note_move(
    employer: PartnerEmployer, *, was: str, to: State, by: Person, note: str, now: datetime
) -> None:
    EmployerMove.objects.create(
        employer=employer, from_state=was, to_state=to, note=note, by=by, at=now
    )


def _hide(employer: PartnerEmployer) -> None:
    employer.is_published = False
    _lead(employer.link, HOME)


def _lead(link: TrackedLink, destination: str) -> None:
    """Changes the destination of the employer's own link; printed codes stay valid."""
    TrackedLink.objects.filter(pk=link.pk).update(destination=destination)


def _text(text: str) -> str:
    return text.replace("\0", "").strip()


@contextmanager
def _one_of_each() -> Iterator[None]:
    """Writes all or nothing; an employer has a unique campaign name, SIRET and address."""
    try:
        with refusing(RULES):
            yield
    except CampaignNameTaken as error:
        raise EmployerThere from error
