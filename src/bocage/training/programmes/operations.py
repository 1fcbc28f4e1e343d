"""Programmes and training providers, as their officers write them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bocage.foundation.company_register import confirmed_at
from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.forms.slugs import free_slug
from bocage.people.logos import logo_from_upload
from bocage.people.models import Partner, Person
from bocage.territory.models import Departement
from bocage.training.programmes.errors import (
    NothingToTeach,
    NowhereTaught,
    PartNamedTwice,
    ProgrammeInUse,
    ProgrammeNamedTwice,
)
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.programmes.models.providers import TrainingProvider

TEACHER_RULES = {
    "training_teacher_named_once": PartNamedTwice,
    "training_teacher_once_a_person": PartNamedTwice,
}

State = Programme.State
TEXT_FIELDS = (
    "name",
    "pitch",
    "aims",
    "audience",
    "prerequisites",
    "method",
    "assessment",
    "admission",
    "funding",
    "payment_terms",
    "accessibility",
    "accessibility_contact",
    "accessibility_email",
    "contact_email",
    "certificate_wording",
)
"""Text fields of a programme, written by its officers."""
PRICE_FIELDS = ("pricing", "price_cents", "vat")
"""Price fields of a programme, chosen by its officers."""
Part = ProgrammeModule | ProgrammeTeacher | ProgrammePartner


def write_programme(
    *,
    by: Person,
    partner: Partner,
    departement: Departement | None = None,
    now: datetime | None = None,
    **values: Any,
) -> Programme:
    """Creates a programme of a partner; it is not visible before it is published.

    Raises:
        NotAllowed: `by` is not an officer of this partner, or it works in another département.
        NowhereTaught: the partner has no département of its own, and none is given.
        ProgrammeNamedTwice: the partner has one of this name.
    """
    workplace = partner.departement or departement
    if workplace is None:
        raise NowhereTaught
    if departement is not None and workplace != departement:
        raise NotAllowed
    now = now or timezone.now()
    programme = Programme(
        partner=partner, departement=workplace, made_by=by, made_at=now, changed_at=now
    )
    by.require("training.manage_programme", programme)
    _set_fields(programme, values)
    programme.slug = free_slug(
        programme.name, Programme.objects.all(), longest=100, default="formation"
    )
    with refusing({"training_programme_named_once": ProgrammeNamedTwice}):
        programme.save(force_insert=True)
    return programme


def change_programme(
    *, by: Person, programme: Programme, now: datetime | None = None, **values: Any
) -> Programme:
    """Changes the description of a programme; its slug stays.

    Raises:
        NotAllowed: `by` does not manage it.
        ProgrammeNamedTwice: the partner has another of this name.
    """
    with _managing(by, programme, now) as locked:
        _set_fields(locked, values)
        with refusing({"training_programme_named_once": ProgrammeNamedTwice}):
            locked.save()
    return locked


def publish_programme(
    *, by: Person, programme: Programme, now: datetime | None = None
) -> Programme:
    """Publishes a programme. Idempotent.

    Raises:
        NotAllowed: `by` does not manage it.
        NothingToTeach: it has no module.
    """
    with _managing(by, programme, now) as locked:
        if not locked.modules.exists():
            raise NothingToTeach
        if locked.state != State.PUBLISHED:
            locked.state, locked.archived_at = State.PUBLISHED, None
            locked.published_at = locked.published_at or locked.changed_at
            locked.save()
    return locked


def archive_programme(
    *, by: Person, programme: Programme, now: datetime | None = None
) -> Programme:
    """Archives a programme, which leaves the public list. Its past cohorts stay, and it can be
    published again.

    Raises:
        NotAllowed: `by` does not manage it.
        ProgrammeInUse: a cohort is open or runs.
    """
    with _managing(by, programme, now) as locked:
        if locked.cohorts.filter(state__in=Cohort.ENROLLING).exists():
            raise ProgrammeInUse
        if locked.state != State.ARCHIVED:
            locked.state, locked.archived_at = State.ARCHIVED, locked.changed_at
            locked.save()
    return locked


def add_module(
    *, by: Person, programme: Programme, title: str, minutes: int, content: str = ""
) -> ProgrammeModule:
    """Adds a module after the others.

    Raises:
        NotAllowed: `by` does not manage the programme.
    """
    with _managing(by, programme) as locked:
        last = locked.modules.aggregate(last=Max("position"))["last"] or 0
        return ProgrammeModule.objects.create(
            programme=locked,
            position=last + 1,
            title=title.strip(),
            minutes=minutes,
            content=content.strip(),
        )


def change_module(
    *, by: Person, module: ProgrammeModule, title: str, minutes: int, content: str = ""
) -> ProgrammeModule:
    """Changes a module.

    Raises:
        NotAllowed: `by` does not manage the programme.
    """
    with _managing(by, module.programme):
        module.title, module.minutes, module.content = title.strip(), minutes, content.strip()
        module.save(update_fields=["title", "minutes", "content"])
    return module


def add_teacher(
    *,
    by: Person,
    programme: Programme,
    name: str,
    biography: str = "",
    person: Person | None = None,
) -> ProgrammeTeacher:
    """Adds a teacher; with an account, they see their sessions and sign for them.

    Raises:
        NotAllowed: `by` does not manage the programme.
        PartNamedTwice: they are there already.
    """
    with (
        _managing(by, programme) as locked,
        refusing(TEACHER_RULES),
    ):
        return ProgrammeTeacher.objects.create(
            programme=locked,
            position=locked.teachers.count() + 1,
            name=" ".join(name.split()),
            biography=biography.strip(),
            person=person,
        )


def add_programme_partner(
    *,
    by: Person,
    programme: Programme,
    name: str,
    website: str = "",
    logo: BinaryIO | None = None,
    logo_size: int = 0,
) -> ProgrammePartner:
    """Adds a supporting partner, with a logo that the server encodes again.

    Raises:
        NotAllowed: `by` does not manage the programme.
        NotALogo: the file is not an accepted picture.
        PartNamedTwice: they are there already.
    """
    by.require("training.manage_programme", programme)
    picture = logo_from_upload(logo, logo_size) if logo is not None else (None, "")
    with (
        _managing(by, programme) as locked,
        refusing({"training_partner_named_once": PartNamedTwice}),
    ):
        return ProgrammePartner.objects.create(
            programme=locked,
            name=" ".join(name.split()),
            website=website,
            logo=picture[0],
            logo_digest=picture[1],
        )


def remove_part(*, by: Person, part: Part) -> None:
    """Deletes a module, a teacher or a partner; sessions retain their own titles.

    Raises:
        NotAllowed: `by` does not manage the programme.
    """
    with _managing(by, part.programme):
        part.delete()


@contextmanager
def _managing(by: Person, programme: Programme, now: datetime | None = None) -> Iterator[Programme]:
    """Yields the locked programme, if `by` may manage it.

    Raises:
        NotAllowed: `by` does not manage it.
    """
    by.require("training.manage_programme", programme)
    with transaction.atomic():
        programmes = lock_rows(Programme.objects.all())
        locked = programmes.with_rights().get(pk=programme.pk)
        locked.changed_at = now or timezone.now()
        yield locked


def _set_fields(programme: Programme, values: dict[str, Any]) -> None:
    for name in TEXT_FIELDS:
        if name in values:
            setattr(programme, name, str(values[name]).strip())
    for name in PRICE_FIELDS:
        if name in values:
            setattr(programme, name, values[name])


def save_provider(
    *, by: Person, programme: Programme, values: Mapping[str, Any]
) -> TrainingProvider:
    """Stores the legal identity of a programme's partner, used on all its documents.
    `siret_checked_at` is when the official register confirmed the number.

    Raises:
        NotAllowed: `by` does not run the programmes of the partner.
        SiretUnknown, SiretClosed: the register does not know the number, or knows it as
            closed.
    """
    by.require("training.manage_programme", programme)
    values = dict(values)
    stored = TrainingProvider.objects.filter(partner_id=programme.partner_id).first()
    if stored is None or stored.siret_checked_at is None or stored.siret != values["siret"]:
        values["siret_checked_at"] = confirmed_at(values["siret"])
    provider, _is_new = TrainingProvider.objects.update_or_create(
        partner_id=programme.partner_id, defaults=values
    )
    return provider
