"""Partner employers: organisations elsewhere that let their people telework from here."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import RUN_BY, Campaign, TrackedLink
from bocage.people.keys import AuthorKey
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey


class EmployerQuerySet(models.QuerySet["PartnerEmployer"]):
    """Filters on employers."""

    def run_by(self, person: Person) -> EmployerQuerySet:
        """Filters on the employers of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))

    def shown_on(self, day: date) -> EmployerQuerySet:
        """Filters on the employers that are public on a day: agreed, published, and not past the
        last day of the agreement.
        """
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day),
            state=PartnerEmployer.State.AGREED,
            is_published=True,
        )


@with_history("state", "is_published", "agreement", "signed_on", "ends_on")
class PartnerEmployer(IdentifiedModel):
    """Organisation with an agreement with the territory, signed or in preparation: its identity,
    the commitments of both, and the next step. It has its own campaign, which counts the people it
    brings."""

    class State(models.TextChoices):
        CONTACTED = "contacted", _("contacté")
        TALKING = "talking", _("en discussion")
        AGREED = "agreed", _("d’accord")
        ENDED = "ended", _("terminé")

    class Size(models.TextChoices):
        SMALL = "small", _("moins de 50 personnes")
        MIDDLE = "middle", _("de 50 à 249 personnes")
        LARGE = "large", _("de 250 à 4 999 personnes")
        LARGEST = "largest", _("5 000 personnes et plus")

    class Agreement(models.TextChoices):
        WORD = "word", _("accord de vive voix")
        LETTER = "letter", _("lettre d’engagement")
        CONVENTION = "convention", _("convention signée")

    departement = DepartementKey(_("département"), related_name="partner_employers")
    campaign = models.OneToOneField(
        Campaign, on_delete=models.PROTECT, related_name="employer", verbose_name=_("campagne")
    )
    link = models.OneToOneField(
        TrackedLink, on_delete=models.PROTECT, related_name="employer", verbose_name=_("lien")
    )
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    siret_checked_at = models.DateTimeField(
        _("SIRET vérifié au registre le"), null=True, blank=True, editable=False
    )
    city = models.CharField(_("ville"), max_length=80)
    sector = models.CharField(_("secteur"), max_length=120, blank=True)
    size = models.CharField(_("taille"), max_length=8, choices=Size, blank=True)
    website = models.URLField(_("site"), max_length=300, blank=True)
    logo = models.BinaryField(_("logo"), null=True, blank=True)
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.CONTACTED)
    agreement = models.CharField(_("accord"), max_length=10, choices=Agreement, blank=True)
    signed_on = models.DateField(_("conclu le"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    """Last day; null if the agreement goes on until it is ended."""
    promises = models.TextField(_("ce que l’employeur promet"), max_length=2000, blank=True)
    offers = models.TextField(_("ce que le territoire offre"), max_length=2000, blank=True)
    document = models.FileField(
        _("document"), upload_to="employers/", storage=private_storage, blank=True
    )
    document_name = models.CharField(max_length=100, blank=True, editable=False)
    document_kind = models.CharField(max_length=20, blank=True, editable=False)
    introduction = models.TextField(_("présentation publique"), max_length=1500, blank=True)
    is_published = models.BooleanField(_("page publiée"), default=False)
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    next_step = models.CharField(_("prochaine étape"), max_length=200, blank=True)
    next_step_on = models.DateField(_("pour le"), null=True, blank=True)
    opened_by = AuthorKey(null=True, related_name="+")
    opened_at = models.DateTimeField(_("ouvert le"))

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_employer_said",
                condition=Q(name__regex=r"\S", city__regex=r"\S"),
                violation_error_message=_("Un employeur a un nom et une ville."),
            ),
            models.CheckConstraint(
                name="outreach_employer_siret_of_digits",
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
                violation_error_message=_("Un SIRET a quatorze chiffres."),
            ),
            models.UniqueConstraint(
                name="outreach_employer_siret_once",
                fields=["departement", "siret"],
                condition=~Q(siret=""),
                violation_error_message=_("Un employeur porte déjà ce SIRET."),
            ),
            models.CheckConstraint(
                name="outreach_employer_website_of_the_web",
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                violation_error_message=_("L’adresse d’un site commence par https://."),
            ),
            models.CheckConstraint(
                name="outreach_employer_agreed_on_something",
                condition=~Q(state="agreed") | Q(signed_on__isnull=False) & ~Q(agreement=""),
                violation_error_message=_("Un accord a une forme et une date."),
            ),
            models.CheckConstraint(
                name="outreach_employer_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(signed_on__isnull=False, ends_on__gte=F("signed_on")),
                violation_error_message=_("Un accord finit après avoir été conclu."),
            ),
            models.CheckConstraint(
                name="outreach_employer_published_once_agreed",
                condition=Q(is_published=False)
                | Q(state="agreed", introduction__regex=r"\S", offers__regex=r"\S"),
                violation_error_message=_(
                    "Une page se publie une fois l’accord conclu, avec sa présentation et ce que"
                    " le territoire offre."
                ),
            ),
            models.CheckConstraint(
                name="outreach_employer_step_with_a_date",
                condition=Q(next_step="", next_step_on=None)
                | ~Q(next_step="") & Q(next_step_on__isnull=False),
                violation_error_message=_("Une prochaine étape a une date."),
            ),
            models.CheckConstraint(
                name="outreach_employer_logo_has_digest",
                condition=Q(logo=None, logo_digest="") | Q(logo__isnull=False) & ~Q(logo_digest=""),
                violation_error_message=_("Un logo va avec son empreinte."),
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "state"], name="outreach_employer_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("employer_page", args=[self.slug])

    lineage = LineageOf("departement")

    def is_shown_on(self, day: date) -> bool:
        """Checks whether the employer is public on this day."""
        is_over = self.ends_on is not None and day > self.ends_on
        return self.is_published and self.state == self.State.AGREED and not is_over


class EmployerMove(models.Model):
    """Change of an employer from one state to another, with its author and reason. It is never
    changed.
    """

    employer = models.ForeignKey(PartnerEmployer, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=9, choices=PartnerEmployer.State, blank=True)
    to_state = models.CharField(max_length=9, choices=PartnerEmployer.State)
    note = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    by = AuthorKey(null=True, related_name="+")
    at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["-at", "-id"]


class EmployerContact(IdentifiedModel):
    """Contact person at an employer. A person with an account under this address sees this record
    among their personal data.
    """

    employer = models.ForeignKey(PartnerEmployer, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("nom"), max_length=120)
    role = models.CharField(_("fonction"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    added_at = models.DateTimeField(_("noté le"))

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_employercontact_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Un interlocuteur a un nom."),
            ),
            models.UniqueConstraint(
                name="outreach_employercontact_once_an_address",
                fields=["employer", "email"],
                condition=~Q(email=""),
                violation_error_message=_("Cet interlocuteur est déjà noté."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    lineage = LineageOf("employer")
