"""The pages of partner employers."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.outreach.employers.operations.contacts import add_contact
from bocage.outreach.employers.operations.employers import (
    AgreementTerms,
    EmployerTerms,
    keep_agreement,
    move_employer,
    note_step,
    open_employer,
    publish_employer,
)
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    "visitor": ["employer_directory", "employer_page"],
    Role.COORDINATOR: [
        "employer_list",
        "employer_list?etat=ended",
        "employer_open",
        "employer_detail",
        "begun/employer_detail",
        "employer_change",
        "employer_agreement",
    ],
}
NO_PAGES = {
    "employer_logo": "a picture",
    "employer_document": "a file",
    **dict.fromkeys(
        (
            "employer_move",
            "employer_step",
            "employer_publish",
            "employer_keep_logo",
            "employer_contact_add",
            "employer_contact_remove",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """One with whom all is agreed, and one who was just called."""
    by, departement = people[Role.COORDINATOR], place.commune.departement
    terms = EmployerTerms(name="Assurances du Parvis", city="Paris", sector="assurance")
    agreed = open_employer(by=by, departement=departement, terms=terms)
    agreement = AgreementTerms(
        agreement="convention",
        signed_on=timezone.localdate(),
        promises="Quatre jours de télétravail.",
        offers="Un bureau gratuit le premier mois.",
    )
    keep_agreement(by=by, employer=agreed, terms=agreement)
    move_employer(by=by, employer=agreed, state="agreed", note="Signé à Alençon")
    publish_employer(by=by, employer=agreed, introduction="Un assureur de 900 personnes.")
    add_contact(by=by, employer=agreed, name="Nora Valin", role="DRH", email="nora@parvis.example")
    begun = open_employer(
        by=by, departement=departement, terms=EmployerTerms(name="Atelier Onze", city="Rouen")
    )
    late = timezone.localdate() - timedelta(days=3)
    note_step(by=by, employer=begun, step="Rappeler", due_on=late)
    return {
        "employer_page.slug": agreed.slug,
        "employer_detail.pk": agreed.pk,
        "employer_change.pk": agreed.pk,
        "employer_agreement.pk": agreed.pk,
        "begun.pk": begun.pk,
    }
