"""Permissions of applications: written by their applicant, read and answered by the officers of the
programme, read by jurors to whom they are assigned."""

from typing import Any

import rules

from bocage.people.policies import is_signed_in
from bocage.training.programmes.policies import is_public, runs_cohort


@rules.predicate
def is_applicant(person: Any, application: Any) -> bool:
    """Checks whether the application belongs to the person."""
    return bool(
        person.is_authenticated
        and application is not None
        and application.applicant_id == person.pk
    )


@rules.predicate
def is_reader_of(person: Any, application: Any) -> bool:
    """Checks whether the person is on the jury and was given this application to read."""
    if not person.is_authenticated or person._state.adding:
        return False
    return (
        application is not None
        and not application.is_draft
        and application.reviews.filter(juror__person=person, juror__left_at=None).exists()
    )


@rules.predicate
def is_sent(_person: Any, application: Any) -> bool:
    """Checks whether the application was sent: a draft is visible to its author only."""
    return application is not None and not application.is_draft


@rules.predicate
def is_document_of_applicant(person: Any, document: Any) -> bool:
    """Checks whether the person sent the document."""
    return document is not None and is_applicant(person, document.application)


@rules.predicate
def reads_document(person: Any, document: Any) -> bool:
    """Checks whether the person runs the programme, or reads the application of the document; False
    for a draft.
    """
    if document is None or document.application.is_draft:
        return False
    return bool(runs_cohort(person, document)) or is_reader_of(person, document.application)


rules.add_perm("training.apply", is_signed_in & is_public)
rules.add_perm("training.write_application", is_applicant)
rules.add_perm("training.manage_application", is_sent & runs_cohort)
rules.add_perm("training.grant_delay", runs_cohort)
rules.add_perm("training.see_document", is_document_of_applicant | reads_document)
