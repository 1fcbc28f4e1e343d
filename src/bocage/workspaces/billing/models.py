"""Models of passes, charges and paying organisations of places that charge for bookings."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.models.bookings import Booking


class PayingOrganisation(IdentifiedModel):
    """Employer, a chamber or a commune that pays a place for its people."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="payers", verbose_name=_("lieu")
    )
    name = models.CharField(_("nom"), max_length=120)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    billing_address = models.CharField(_("adresse de facturation"), max_length=300, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="payers", verbose_name=_("personnes"), blank=True
    )
    is_active = models.BooleanField(_("en cours"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("structure qui paie")
        verbose_name_plural = _("structures qui paient")
        constraints = [
            models.UniqueConstraint(
                name="workspaces_payingorganisation_name_once",
                fields=["place", "name"],
                violation_error_message=_("Cette structure est déjà inscrite."),
            ),
            models.CheckConstraint(
                name="workspaces_payingorganisation_siret_digits",
                condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"),
                violation_error_message=_("Un SIRET compte quatorze chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PaymentMethod(models.TextChoices):
    CASH = "cash", _("espèces")
    CHEQUE = "cheque", _("chèque")
    CARD = "card", _("carte")
    TRANSFER = "transfer", _("virement")


def desks() -> list[str]:
    """Returns the default kinds of spaces that a pass pays for: desks."""
    return [ResourceKind.DESK.value]


class PassProduct(IdentifiedModel):
    """Product that a place sells in advance: a number of half-days, or a month, in some kinds of
    spaces.
    """

    class Kind(models.TextChoices):
        HALF_DAYS = "half_days", _("carnet de demi-journées")
        MONTH = "month", _("mois")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="pass_products", verbose_name=_("lieu")
    )
    name = models.CharField(_("nom"), max_length=80)
    kind = models.CharField(_("nature"), max_length=10, choices=Kind)
    space_kinds = ArrayField(
        models.CharField(max_length=16, choices=ResourceKind),
        default=desks,
        verbose_name=_("paie"),
    )
    half_days = models.PositiveSmallIntegerField(_("demi-journées"), null=True, blank=True)
    valid_days = models.PositiveSmallIntegerField(_("valable (jours)"), default=365)
    amount_cents = models.PositiveIntegerField(_("prix (centimes)"))
    is_active = models.BooleanField(_("en vente"), default=True)

    class Meta:
        ordering = ["place", "amount_cents", "id"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_passproduct_name_once",
                fields=["place", "name"],
                violation_error_message=_("Ce lieu a déjà un carnet de ce nom."),
            ),
            models.CheckConstraint(
                name="workspaces_passproduct_counts_half_days",
                condition=Q(kind="half_days", half_days__range=(1, 200))
                | Q(kind="month", half_days=None),
                violation_error_message=_("Un carnet compte de 1 à 200 demi-journées."),
            ),
            models.CheckConstraint(
                name="workspaces_passproduct_pays_for_known_spaces",
                condition=Q(space_kinds__len__gte=1, space_kinds__contained_by=ResourceKind.values),
                violation_error_message=_("Dites ce que paie le carnet."),
            ),
            models.CheckConstraint(
                name="workspaces_passproduct_valid_some_days",
                condition=Q(valid_days__range=(1, 1100)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history()
class Pass(IdentifiedModel):
    """Pass that a person holds; its balance cannot go below zero."""

    product = models.ForeignKey(PassProduct, on_delete=models.PROTECT, related_name="passes")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="passes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="passes",
        verbose_name=_("personne"),
    )
    payer = models.ForeignKey(
        PayingOrganisation,
        on_delete=models.PROTECT,
        related_name="passes",
        null=True,
        blank=True,
        verbose_name=_("payé par"),
    )
    half_days_left = models.SmallIntegerField(_("demi-journées restantes"), null=True, blank=True)
    starts_on = models.DateField(_("valable du"))
    ends_on = models.DateField(_("jusqu’au (exclu)"))
    amount_cents = models.PositiveIntegerField(_("prix (centimes)"))
    sold_by = AuthorKey(null=True, related_name="+")
    sold_at = models.DateTimeField(_("vendu le"), auto_now_add=True)
    paid_at = models.DateTimeField(_("payé le"), null=True, blank=True)
    payment_method = models.CharField(_("payé en"), max_length=8, choices=PaymentMethod, blank=True)

    class Meta:
        ordering = ["ends_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_pass_never_below_zero",
                condition=Q(half_days_left=None) | Q(half_days_left__gte=0),
                violation_error_message=_("Il ne reste pas assez de demi-journées sur le carnet."),
            ),
            models.CheckConstraint(
                name="workspaces_pass_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="workspaces_pass_payment_dated",
                condition=Q(paid_at=None, payment_method="")
                | Q(paid_at__isnull=False) & ~Q(payment_method=""),
            ),
        ]
        indexes = [models.Index(fields=["person", "place"], name="workspaces_pass_of_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def last_day(self) -> date:
        """Last day on which the pass is valid."""
        return self.ends_on - timedelta(days=1)


@with_history()
class Charge(models.Model):
    """Amount due for one booking, and how it was settled."""

    class Status(models.TextChoices):
        DUE = "due", _("à payer")
        PAID = "paid", _("payé")
        COVERED = "covered", _("pris sur un carnet")
        WAIVED = "waived", _("offert")
        VOID = "void", _("annulé")

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="charge")
    payer = models.ForeignKey(
        PayingOrganisation,
        on_delete=models.PROTECT,
        related_name="charges",
        null=True,
        blank=True,
        verbose_name=_("payé par"),
    )
    status = models.CharField(_("état"), max_length=8, choices=Status)
    explanation = models.CharField(_("calcul"), max_length=200, blank=True)
    amount_cents = models.PositiveIntegerField(_("montant (centimes)"), default=0)
    used_pass = models.ForeignKey(
        Pass,
        on_delete=models.PROTECT,
        related_name="charges",
        null=True,
        blank=True,
        verbose_name=_("carnet"),
    )
    half_days = models.PositiveSmallIntegerField(_("demi-journées prises"), default=0)
    paid_at = models.DateTimeField(_("payé le"), null=True, blank=True)
    payment_method = models.CharField(_("payé en"), max_length=8, choices=PaymentMethod, blank=True)
    recorded_by = AuthorKey(null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workspaces_charge_payment_dated",
                condition=Q(status="paid", paid_at__isnull=False) & ~Q(payment_method="")
                | ~Q(status="paid") & Q(paid_at=None, payment_method=""),
            ),
            models.CheckConstraint(
                name="workspaces_charge_covered_by_a_pass",
                condition=Q(status="covered", used_pass__isnull=False)
                | ~Q(status="covered") & Q(used_pass=None, half_days=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["payer"],
                name="workspaces_charge_of_payer",
                condition=Q(payer__isnull=False),
            ),
        ]
