"""Sources of listings, and each of their deliveries."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import Lineage
from bocage.territory.keys import DepartementKey


@with_history_and_deletion(
    "name", "format", "fetch_address", "push_token_digest", "is_active", "state"
)
class Source(IdentifiedModel):
    """Source of listings: an agency, a notary, a landlord or a form.

    The secret of its push address is stored as a SHA-256 digest alone.
    """

    class Kind(models.TextChoices):
        AGENCY = "agency", _("agence immobilière")
        NOTARY = "notary", _("notaire")
        SOCIAL_LANDLORD = "social_landlord", _("bailleur social")
        TOWN_HALL = "town_hall", _("mairie")
        OWNERS = "owners", _("propriétaires")

    class Format(models.TextChoices):
        POLIRIS = "poliris", _("flux d’agence (Poliris / SeLoger)")
        TABLE = "table", _("tableau (CSV)")
        JSON = "json", _("JSON")
        FORM = "form", _("formulaire")

    class State(models.TextChoices):
        NEW = "new", _("rien reçu")
        FRESH = "fresh", _("à jour")
        LATE = "late", _("en retard")
        FAILING = "failing", _("en échec")

    slug = models.SlugField(_("adresse de la page"), max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=16, choices=Kind)
    format = models.CharField(_("format"), max_length=8, choices=Format)
    departement = DepartementKey(_("département"), related_name="housing_sources")
    contact_name = models.CharField(_("interlocuteur"), max_length=120, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    website = models.URLField(_("site web"), max_length=300, blank=True)
    column_mapping = models.JSONField(_("correspondance des colonnes"), default=dict, blank=True)
    """For tables: field by name of column, as confirmed by a person."""
    push_token_digest = models.CharField(max_length=64, blank=True, editable=False)
    push_token_made_at = models.DateTimeField(_("adresse de dépôt créée le"), null=True, blank=True)
    fetch_address = models.URLField(_("adresse à relever"), max_length=1000, blank=True)
    fetch_every_minutes = models.PositiveIntegerField(_("relevée toutes les (minutes)"), default=60)
    next_fetch_at = models.DateTimeField(_("prochain relevé"), null=True, blank=True)
    fetch_failures = models.PositiveIntegerField(default=0)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    quiet_after_hours = models.PositiveIntegerField(_("en retard après (heures)"), default=48)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.NEW)
    error = models.CharField(_("ce qui ne va pas"), max_length=40, blank=True)
    """Code of the refusal of the last reading; its sentence is rendered in the language of the
    reader.
    """
    last_good_at = models.DateTimeField(_("à jour au"), null=True, blank=True)
    warned_at = models.DateTimeField(_("silence annoncé le"), null=True, blank=True)
    is_active = models.BooleanField(_("suivie"), default=True)
    created_by = AuthorKey(null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("source d’annonces")
        verbose_name_plural = _("sources d’annonces")
        constraints = [
            models.UniqueConstraint(
                name="housing_source_one_push_token",
                fields=["push_token_digest"],
                condition=~Q(push_token_digest=""),
            ),
            models.CheckConstraint(
                name="housing_source_fetched_every_five_minutes_at_most",
                condition=Q(fetch_every_minutes__gte=5),
                violation_error_message=_("Une adresse est relevée toutes les 5 minutes au plus."),
            ),
            models.CheckConstraint(
                name="housing_source_quiet_after_an_hour_at_least",
                condition=Q(quiet_after_hours__gte=1),
                violation_error_message=_(
                    "Une source n’est en retard qu’après une heure au moins."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_fetch_at"],
                name="housing_source_to_fetch",
                condition=Q(is_active=True) & ~Q(fetch_address=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("housing_source", args=[self.slug])

    @property
    def lineage(self) -> Lineage:
        """Returns the lineage of the source: people with a mandate over its département run it."""
        return Lineage(kind="departement", departement_id=self.departement_id)


class FeedRun(IdentifiedModel):
    """Delivery of a source: its content, its changes, and its outcome.

    Deliveries of a source are numbered as they come in (`number`): one that is read after a later
    one was applied is superseded, and changes nothing.
    """

    class Channel(models.TextChoices):
        UPLOAD = "upload", _("déposé dans l’Espace")
        PUSH = "push", _("envoyé à l’adresse de dépôt")
        FETCH = "fetch", _("relevé à son adresse")
        COMMAND = "command", _("ligne de commande")
        FORM = "form", _("formulaire")

    class Status(models.TextChoices):
        RECEIVED = "received", _("reçu")
        HELD = "held", _("à confirmer")
        APPLIED = "applied", _("appliqué")
        UNCHANGED = "unchanged", _("identique au précédent")
        REFUSED = "refused", _("refusé")
        SUPERSEDED = "superseded", _("dépassé par un plus récent")
        DISCARDED = "discarded", _("écarté")

    OPEN = (Status.RECEIVED, Status.HELD)

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="runs", verbose_name=_("source")
    )
    number = models.PositiveIntegerField(_("numéro"))
    channel = models.CharField(_("voie"), max_length=8, choices=Channel)
    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.RECEIVED)
    error = models.CharField(_("raison du refus"), max_length=40, blank=True)
    error_detail = models.CharField(_("précision"), max_length=300, blank=True)
    file = models.FileField(_("fichier"), storage=private_storage, upload_to="feeds/", blank=True)
    """Deleted once the run is over: it may hold data that is never stored."""
    file_name = models.CharField(_("nom du fichier"), max_length=200, blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    parser_fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    """SHA-256 of how it was read (`feeds.operations.parser_fingerprint`); empty where unknown."""
    octets = models.PositiveBigIntegerField(_("taille"), default=0)
    format_version = models.CharField(_("version du format"), max_length=10, blank=True)
    software = models.CharField(_("logiciel"), max_length=120, blank=True)
    read = models.PositiveIntegerField(_("lues"), default=0)
    created = models.PositiveIntegerField(_("nouvelles"), default=0)
    updated = models.PositiveIntegerField(_("changées"), default=0)
    unchanged = models.PositiveIntegerField(_("inchangées"), default=0)
    withdrawn = models.PositiveIntegerField(_("retirées"), default=0)
    price_falls = models.PositiveIntegerField(_("baisses de prix"), default=0)
    rejected = models.PositiveIntegerField(_("rejetées"), default=0)
    repaired = models.PositiveIntegerField(_("réparées"), default=0)
    received_at = models.DateTimeField(_("reçu le"))
    finished_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    sent_by = AuthorKey(null=True, related_name="+")
    decided_by = AuthorKey(null=True, related_name="+")
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="housing_feedrun_number_once", fields=["source", "number"]
            ),
            models.CheckConstraint(
                name="housing_feedrun_finished_when_over",
                condition=Q(status__in=("received", "held"), finished_at=None)
                | ~Q(status__in=("received", "held")) & Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_feedrun_counts_add_up",
                condition=~Q(status="applied")
                | Q(
                    read=models.F("created")
                    + models.F("updated")
                    + models.F("unchanged")
                    + models.F("rejected")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["source", "-received_at"], name="housing_feedrun_last"),
            models.Index(
                fields=["received_at"],
                name="housing_feedrun_open",
                condition=Q(status__in=("received", "held")),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
