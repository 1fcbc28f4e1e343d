"""Programmes: content, audience, teachers, and the responsible partner."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import Lineage
from bocage.territory.keys import DepartementKey
from bocage.training.programmes.querysets import ProgrammeQuerySet


class Programme(IdentifiedModel):
    """Course that a partner teaches in a département, as described on its public page.

    Has a field for each item that the French quality mark (Qualiopi, indicator 1) requires to be
    public before anybody applies.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        PUBLISHED = "published", _("publiée")
        ARCHIVED = "archived", _("archivée")

    class Pricing(models.TextChoices):
        UNSAID = "", _("pas encore dit")
        FREE = "free", _("gratuite pour le stagiaire")
        PAID = "paid", _("payante")

    class Vat(models.TextChoices):
        """Legal mentions of VAT beside a price."""

        NONE = "", "–"
        EXEMPT = "exempt", _("exonérée de TVA, article 261-4-4° a du CGI")
        FRANCHISE = "franchise", _("TVA non applicable, article 293 B du CGI")
        INCLUDED = "included", _("toutes taxes comprises, TVA à 20 %")

    partner = models.ForeignKey(
        "people.Partner",
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("organisme"),
    )
    departement = DepartementKey(_("département"), related_name="programmes")
    slug = models.SlugField(_("adresse de la page"), max_length=120, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    pitch = models.CharField(_("en une phrase"), max_length=300)
    aims = models.TextField(_("objectifs"), max_length=3000)
    audience = models.TextField(_("pour qui"), max_length=2000)
    prerequisites = models.TextField(_("prérequis"), max_length=2000)
    method = models.TextField(_("méthodes et moyens"), max_length=3000, blank=True)
    assessment = models.TextField(
        _("suivi et évaluation"), max_length=3000, blank=True, default="", db_default=""
    )
    admission = models.TextField(_("modalités et délais d’accès"), max_length=2000, blank=True)
    funding = models.TextField(_("financement"), max_length=2000, blank=True)
    pricing = models.CharField(
        _("tarif"), max_length=4, choices=Pricing, blank=True, default="", db_default=""
    )
    price_cents = models.PositiveIntegerField(_("prix"), null=True, blank=True)
    vat = models.CharField(
        _("TVA"), max_length=9, choices=Vat, blank=True, default="", db_default=""
    )
    payment_terms = models.TextField(
        _("modalités de règlement"), max_length=1000, blank=True, default="", db_default=""
    )
    accessibility = models.TextField(_("accueil des personnes handicapées"), max_length=2000)
    accessibility_contact = models.CharField(_("référent handicap"), max_length=120)
    accessibility_email = models.EmailField(_("adresse du référent handicap"))
    contact_email = models.EmailField(_("adresse pour se renseigner"))
    certificate_wording = models.TextField(
        _("ce que dit l’attestation"),
        max_length=1000,
        blank=True,
        help_text=_("Ce que la formation apprend à faire, tel que l’attestation de fin le dira."),
    )
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archivée le"), null=True, blank=True)
    made_by = AuthorKey(null=True, related_name="+")
    made_at = models.DateTimeField(_("créée le"))
    changed_at = models.DateTimeField(_("modifiée le"))

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_programme_named_once",
                fields=["partner", "departement", "name"],
                violation_error_message=_("Cet organisme a déjà une formation de ce nom."),
            ),
            models.CheckConstraint(
                name="training_programme_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une formation a un nom."),
            ),
            models.CheckConstraint(
                name="training_programme_priced",
                condition=Q(pricing__in=("", "free"), price_cents=None, vat="")
                | Q(pricing="paid", price_cents__gt=0, vat__in=("exempt", "franchise", "included")),
                violation_error_message=_("Une formation payante a un prix, et dit sa TVA."),
            ),
            models.CheckConstraint(
                name="training_programme_dated_states",
                condition=(~Q(state="published") | Q(published_at__isnull=False))
                & (
                    Q(state="archived", archived_at__isnull=False)
                    | ~Q(state="archived") & Q(archived_at=None)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training_programme", args=[self.slug])

    @property
    def lineage(self) -> Lineage:
        """Scopes from which rights over the programme derive: its partner, in its département."""
        return Lineage(
            kind="partner",
            scope_id=self.partner.scope.pk,
            departement_id=self.departement_id,
        )

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class ProgrammeModule(models.Model):
    """A part of a programme, with its content and duration."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField(_("rang"))
    title = models.CharField(_("titre"), max_length=120)
    minutes = models.PositiveIntegerField(_("durée"))
    content = models.TextField(_("ce qu’on y apprend"), max_length=2000, blank=True)

    class Meta:
        ordering = ["programme", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="training_module_one_a_position",
                fields=["programme", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="training_module_lasts",
                condition=Q(minutes__range=(15, 60_000)),
                violation_error_message=_("Un module dure d’un quart d’heure à mille heures."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeTeacher(models.Model):
    """Teacher of a programme, with an account or only a name, and a biography that shows their
    qualification.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="teachers")
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    person = AuthorKey(_("personne"), null=True, blank=True, related_name="programmes_taught")
    name = models.CharField(_("nom"), max_length=120)
    biography = models.TextField(_("son métier, son parcours"), max_length=1000, blank=True)

    class Meta:
        ordering = ["programme", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="training_teacher_named_once",
                fields=["programme", "name"],
                violation_error_message=_("Cet intervenant est déjà dans la liste."),
            ),
            models.UniqueConstraint(
                name="training_teacher_once_a_person",
                fields=["programme", "person"],
                violation_error_message=_("Cette personne est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="training_teacher_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Un intervenant a un nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammePartner(models.Model):
    """Partner that supports a programme beside its owner, with a logo stored as a PNG that the
    server encoded itself.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("nom"), max_length=80)
    website = models.URLField(_("site"), max_length=300, blank=True)
    logo = models.BinaryField(_("logo"), null=True, blank=True)
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="training_partner_named_once",
                fields=["programme", "name"],
                violation_error_message=_("Ce partenaire est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="training_partner_website_of_the_web",
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                violation_error_message=_("L’adresse d’un site commence par https://."),
            ),
            models.CheckConstraint(
                name="training_partner_logo_has_digest",
                condition=Q(logo__isnull=True, logo_digest="")
                | (Q(logo__isnull=False) & ~Q(logo_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
