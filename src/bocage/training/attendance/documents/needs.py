"""Required facts of documents: which are missing, and the form field of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.training.attendance.register import Register
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Fact that a document requires and that is not filled in, with the address of its field."""

    label: str
    page: str


WRITTEN_OF_A_COURSE: Sequence[tuple[str, str | Promise]] = (
    ("aims", gettext_lazy("les objectifs")),
    ("audience", gettext_lazy("le public")),
    ("prerequisites", gettext_lazy("les prérequis")),
    ("method", gettext_lazy("les méthodes et moyens")),
    ("assessment", gettext_lazy("le suivi et l’évaluation")),
)
WRITTEN_OF_CONTACTS: Sequence[tuple[str, str | Promise]] = (
    ("contact_email", gettext_lazy("l’adresse pour se renseigner")),
    ("accessibility_contact", gettext_lazy("le référent handicap")),
    ("accessibility_email", gettext_lazy("l’adresse du référent handicap")),
)


def needs_of_a_certificate(register: Register) -> list[Missing]:
    """Returns the missing facts of a certificate: the identity of the provider, and a session that
    took place.
    """
    missing = _identity_of_provider(register)
    if not register.over:
        missing.append(
            Missing(label=_("une séance terminée"), page=_sessions_page(register.cohort))
        )
    return missing


def needs_of_a_convocation(register: Register) -> list[Missing]:
    """Returns the missing facts of a convocation: the identity of the provider, the contacts, and
    an upcoming session.
    """
    programme = register.cohort.programme
    missing = _identity_of_provider(register)
    missing += _unwritten(programme, WRITTEN_OF_CONTACTS)
    if not register.ahead:
        missing.append(Missing(label=_("une séance à venir"), page=_sessions_page(register.cohort)))
    return missing


def needs_of_a_contract(register: Register) -> list[Missing]:
    """Returns the missing facts of a contract, as articles L. 6353-4 and D. 6353-1 of the French
    labour code require.
    """
    programme = register.cohort.programme
    return [
        *_identity_of_provider(register),
        *_unwritten(programme, WRITTEN_OF_A_COURSE),
        *_content(programme),
        *_teachers(programme),
        *_sessions(register),
        *_price(register),
    ]


def _identity_of_provider(register: Register) -> list[Missing]:
    if register.provider is not None:
        return []
    page = reverse("provider_write", args=[register.cohort.programme_id])
    return [Missing(label=_("l’identité de l’organisme"), page=page)]


def _unwritten(programme: Programme, fields: Iterable[tuple[str, str | Promise]]) -> list[Missing]:
    empty = (field for field in fields if not str(getattr(programme, field[0])).strip())
    return [Missing(label=str(label), page=_field(programme, name)) for name, label in empty]


def _content(programme: Programme) -> list[Missing]:
    if programme.modules.exists():
        return []
    return [Missing(label=_("les modules"), page=_parts_page(programme, "modules"))]


def _teachers(programme: Programme) -> list[Missing]:
    """Checks the teachers' qualifications, which the law requires in a contract."""
    page = _parts_page(programme, "intervenants")
    teachers = list(programme.teachers.all())
    if not teachers:
        return [Missing(label=_("les intervenants"), page=page)]
    return [
        Missing(
            label=_("le parcours de l’intervenant %(name)s") % {"name": teacher.name}, page=page
        )
        for teacher in teachers
        if not teacher.biography.strip()
    ]


def _sessions(register: Register) -> list[Missing]:
    if register.over or register.ahead:
        return []
    return [Missing(label=_("les séances"), page=_sessions_page(register.cohort))]


def _price(register: Register) -> list[Missing]:
    programme, provider = register.cohort.programme, register.provider
    if not programme.pricing:
        return [Missing(label=_("le tarif"), page=_field(programme, "pricing"))]
    if programme.pricing == Programme.Pricing.FREE:
        return []
    missing = []
    if not programme.payment_terms.strip():
        page = _field(programme, "payment_terms")
        missing.append(Missing(label=_("les modalités de règlement"), page=page))
    if provider is not None and not provider.cancellation_terms.strip():
        page = reverse("provider_write", args=[programme.pk]) + "#id_cancellation_terms"
        missing.append(Missing(label=_("les conditions en cas d’abandon"), page=page))
    return missing


def _field(programme: Programme, name: str) -> str:
    return f"{reverse('training_change', args=[programme.pk])}#id_{name}"


def _parts_page(programme: Programme, section: str) -> str:
    return f"{reverse('training_parts', args=[programme.pk])}#{section}"


def _sessions_page(cohort: Cohort) -> str:
    return reverse("cohort_sessions", args=[cohort.pk])
