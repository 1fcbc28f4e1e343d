"""The hidden market: homes that only a town hall, an owner or a neighbour knows of."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.housing.leads.querysets import LeadQuerySet
from bocage.housing.market.models.listings import Listing
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey


@with_history("status", "caller")
class Lead(IdentifiedModel):
    """Home that is not on the market yet, reported by a local person.

    The public never sees it; accompanied candidates see its commune, never its position. Its owner
    is stored apart (`LeadOwner`); `has_owner` is True if a name or a number was given.
    """

    class Status(models.TextChoices):
        REPORTED = "reported", _("signalée")
        SHARED = "shared", _("montrée aux candidats accompagnés")
        STALE = "stale", _("sans nouvelles")
        LISTED = "listed", _("devenue une annonce")
        CLOSED = "closed", _("close")

    OPEN = (Status.REPORTED, Status.SHARED, Status.STALE)

    class Market(models.TextChoices):
        """Offer of a lead: for sale, to rent, or soon on the market."""

        SALE = "sale", _("à vendre")
        RENTAL = "rental", _("à louer")
        SOON = "soon", _("bientôt")

    class Caller(models.TextChoices):
        """People who may call the owner."""

        TOWN_HALL = "town_hall", _("la mairie seulement")
        COORDINATOR = "coordinator", _("la mairie et le ou la chargé(e) d’accueil")
        CANDIDATES = "candidates", _("les candidats à qui la mairie donne le numéro")

    class CloseReason(models.TextChoices):
        GONE = "gone", _("plus libre")
        MISTAKE = "mistake", _("signalée par erreur")
        OWNER_REFUSED = "owner_refused", _("le propriétaire ne souhaite pas")
        FOUND = "found", _("un ménage s’y installe")

    commune = CommuneKey(_("commune"), related_name="leads")
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.REPORTED)
    kind = models.CharField(_("bien"), max_length=12, choices=PropertyKind)
    market = models.CharField(_("pour quoi"), max_length=8, choices=Market)
    soon_offer = models.CharField(
        _("bientôt, pour quoi"),
        max_length=8,
        choices=[(offer.value, offer.label) for offer in (Offer.SALE, Offer.RENTAL)],
        blank=True,
    )
    """Expected offer of a home available soon; empty where it is unknown."""
    about_where = models.CharField(
        _("à peu près où"),
        max_length=200,
        blank=True,
        help_text=_("Pour la mairie : les candidats ne voient que la commune."),
    )
    price_from_eur = models.PositiveIntegerField(_("prix, au moins (€)"), null=True, blank=True)
    price_to_eur = models.PositiveIntegerField(_("prix, au plus (€)"), null=True, blank=True)
    surface_m2 = models.PositiveIntegerField(_("surface, à peu près (m²)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("pièces"), null=True, blank=True)
    land_m2 = models.PositiveIntegerField(_("terrain (m²)"), null=True, blank=True)
    words = models.TextField(_("en quelques mots"), max_length=1000, blank=True)
    has_owner = models.BooleanField(
        _("propriétaire connu"), default=False, db_default=False, editable=False
    )
    caller = models.CharField(
        _("qui peut appeler"), max_length=12, choices=Caller, default=Caller.TOWN_HALL
    )
    reported_by = AuthorKey(_("signalée par"), null=True, related_name="reported_leads")
    reported_at = models.DateTimeField(_("signalée le"))
    shared_by = AuthorKey(null=True, related_name="+")
    shared_at = models.DateTimeField(_("montrée le"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmée le"))
    confirmation_requested_at = models.DateTimeField(
        _("« toujours libre ? » demandé le"), null=True, blank=True
    )
    stale_at = models.DateTimeField(_("sans nouvelles depuis le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    """Time at which the lead ended: closed, or turned into a listing."""
    close_reason = models.CharField(_("raison"), max_length=16, choices=CloseReason, blank=True)
    listing = models.ForeignKey(
        Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="leads"
    )
    idempotency_key = models.CharField(max_length=48, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="housing_lead_prices_in_order",
                condition=Q(price_from_eur=None)
                | Q(price_to_eur=None)
                | Q(price_from_eur__lte=models.F("price_to_eur")),
                violation_error_message=_("Le plus petit prix vient avant le plus grand."),
            ),
            models.CheckConstraint(
                name="housing_lead_soon_offer_of_what_comes_soon",
                condition=Q(soon_offer="") | Q(market="soon", soon_offer__in=("sale", "rental")),
            ),
            # A number means nothing before one knows whether it is a price or a month's rent.
            models.CheckConstraint(
                name="housing_lead_soon_price_of_an_offer",
                condition=~Q(market="soon")
                | ~Q(soon_offer="")
                | Q(price_from_eur=None, price_to_eur=None),
                violation_error_message=_("Dites s’il sera à vendre ou à louer."),
            ),
            models.CheckConstraint(
                name="housing_lead_closed_with_a_reason",
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(close_reason="")
                | ~Q(status="closed") & Q(close_reason=""),
            ),
            models.CheckConstraint(
                name="housing_lead_shared_at_a_time",
                condition=~Q(status="shared") | Q(shared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_lead_stale_at_a_time",
                condition=Q(status="stale", stale_at__isnull=False) | ~Q(status="stale"),
            ),
            models.UniqueConstraint(
                name="housing_lead_sent_once",
                fields=["reported_by", "idempotency_key"],
                condition=~Q(idempotency_key=""),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "status"], name="housing_lead_commune"),
            models.Index(
                fields=["confirmed_at"],
                name="housing_lead_to_confirm",
                condition=Q(status__in=("reported", "shared")),
            ),
            models.Index(
                fields=["-shared_at", "id"],
                name="housing_lead_shown",
                condition=Q(status="shared"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.commune_id}"

    def get_absolute_url(self) -> str:
        return reverse("lead", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def offers(self) -> tuple[str, ...]:
        """Returns the possible offers of the lead: both, for a home available soon with an unknown
        offer.
        """
        if self.market != self.Market.SOON:
            return (self.market,)
        return (self.soon_offer,) if self.soon_offer else (Offer.SALE.value, Offer.RENTAL.value)

    lineage = LineageOf("commune")


class LeadPhoto(IdentifiedModel):
    """Photo of a lead, without its metadata, visible to those who may see the lead."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(
        _("photo"),
        storage=private_storage,
        upload_to="leads/",
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(_("largeur"), editable=False)
    height = models.PositiveIntegerField(_("hauteur"), editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class LeadRelease(IdentifiedModel):
    """Owner's name and number, released by the town hall to one person."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="releases")
    person = OwnerKey(related_name="lead_releases")
    requested_at = models.DateTimeField(_("demandé le"), null=True, blank=True)
    words = models.CharField(_("mot à la mairie"), max_length=300, blank=True)
    released_by = AuthorKey(null=True, related_name="+")
    released_at = models.DateTimeField(_("donné le"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refusé le"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="housing_leadrelease_once",
                fields=["lead", "person"],
                violation_error_message=_("C’est déjà fait."),
            ),
            models.CheckConstraint(
                name="housing_leadrelease_given_or_refused",
                condition=Q(released_at=None) | Q(refused_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["lead"],
                name="housing_leadrelease_to_answer",
                condition=Q(requested_at__isnull=False, released_at=None, refused_at=None),
            ),
        ]

    @property
    def is_answered(self) -> bool:
        return self.released_at is not None or self.refused_at is not None


class LeadShowing(models.Model):
    """Record of one reading of the owner's name and number by a person. Never changed, never
    removed before its lead.
    """

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="showings")
    person = OwnerKey(related_name="+")
    shown_at = models.DateTimeField(_("montré le"))

    class Meta:
        ordering = ["-shown_at", "id"]
        indexes = [models.Index(fields=["person", "-shown_at"], name="housing_leadshowing_person")]
