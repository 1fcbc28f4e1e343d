"""The pages of partner employers."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.outreach.employers.operations.contacts import add_contact
from bocage.outreach.employers.operations.employers import (
    AgreementTerms,
    EmployerTerms,
    move_employer,
    note_step,
    open_employer,
    publish_employer,
    save_agreement,
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
            "employer_save_logo",
            "employer_contact_add",
            "employer_contact_remove",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates an employer with a complete agreement, and one that was just contacted."""
    coordinator, departement = people[Role.COORDINATOR], place.commune.departement
    terms = EmployerTerms(name="Assurances du Parvis", city="Paris", sector="assurance")
    employer = open_employer(by=coordinator, departement=departement, terms=terms)
    agreement = AgreementTerms(
        agreement="convention",
        signed_on=timezone.localdate(),
        promises="Quatre jours de télétravail.",
        offers="Un bureau gratuit le premier mois.",
    )
    save_agreement(by=coordinator, employer=employer, terms=agreement)
    move_employer(by=coordinator, employer=employer, state="agreed", note="Signé à Alençon")
    publish_employer(
        by=coordinator, employer=employer, introduction="Un assureur de 900 personnes."
    )
    add_contact(
        by=coordinator,
        employer=employer,
        name="Nora Valin",
        role="DRH",
        email="nora@parvis.example",
    )
    prospective_employer = open_employer(
        by=coordinator,
        departement=departement,
        terms=EmployerTerms(name="Atelier Onze", city="Rouen"),
    )
    due_on = timezone.localdate() - timedelta(days=3)
    note_step(by=coordinator, employer=prospective_employer, step="Rappeler", due_on=due_on)
    return {
        "employer_page.slug": employer.slug,
        "employer_detail.pk": employer.pk,
        "employer_change.pk": employer.pk,
        "employer_agreement.pk": employer.pk,
        "begun.pk": prospective_employer.pk,
    }
