"""Address book of helpers, and the requests sent to them."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.welcome.helpers.querysets import HelperQuerySet
from bocage.welcome.projects.models.projects import SettlementProject

MAX_A_MONTH = 12
"""More than three a week would wear anybody out."""


class HelpKind(models.TextChoices):
    """Kind of helper, which determines the kind of help."""

    LANDLORD = "landlord", _("propriétaire qui loue")
    SCHOOL_HEAD = "school_head", _("direction d’école")
    DOCTOR = "doctor", _("médecin, soignant")
    CRAFTSMAN = "craftsman", _("artisan")
    EMPLOYER = "employer", _("employeur")
    NEIGHBOUR = "neighbour", _("voisin du même métier ou du même pays")
    OTHER = "other", _("autre")


class Helper(IdentifiedModel):
    """Person who agreed to receive occasional requests for help from the welcome team."""

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("qui est-ce ?"), max_length=12, choices=HelpKind)
    can_do = models.TextField(_("ce que cette personne peut faire"), max_length=1000)
    tags = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("mots-clés")
    )
    """Trades or countries of the card, in lower case: « graphiste »."""
    commune = CommuneKey(_("commune"), related_name="helpers")
    radius_km = models.PositiveSmallIntegerField(_("jusqu’à combien de kilomètres"), default=20)
    languages = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("langues")
    )
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    email = models.EmailField(_("adresse électronique"))
    language = models.CharField(
        _("nous lui écrivons en"),
        max_length=2,
        choices=[("fr", "français"), ("en", "English")],
        default="fr",
    )
    max_per_month = models.PositiveSmallIntegerField(
        _("demandes par mois, au plus"),
        default=2,
        help_text=_("Nous ne demandons jamais davantage, quel que soit le besoin."),
    )
    is_open = models.BooleanField(_("fiche ouverte"), default=True)
    closed_at = models.DateTimeField(_("fiche fermée le"), null=True, blank=True)
    consented_on = models.DateField(_("d’accord pour figurer au carnet depuis le"))
    confirmed_at = models.DateTimeField(_("dernière nouvelle de sa part le"))
    """Time when the person agreed, last answered, or confirmed the card."""
    available_from = models.DateTimeField(
        _("sollicitable à partir du"),
        null=True,
        blank=True,
        help_text=_("Le temps de lire qu’elle est au carnet, et de dire non."),
    )
    """Date before which no request is sent, for a card from an imported table; cleared when its
    person confirms.
    """
    confirmation_requested_at = models.DateTimeField(
        _("« toujours d’accord ? » demandé le"), null=True, blank=True
    )
    person = AuthorKey(_("compte"), null=True, blank=True, related_name="helper_cards")
    added_by = AuthorKey(_("ajoutée par"), null=True, blank=True, related_name="helpers_added")
    added_at = models.DateTimeField(_("ajoutée le"))

    objects = HelperQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_helper_card_once",
                fields=["email", "kind"],
                violation_error_message=_("Cette personne est déjà au carnet, à ce titre."),
            ),
            models.CheckConstraint(
                name="welcome_helper_asked_in_measure",
                condition=Q(max_per_month__range=(1, MAX_A_MONTH)),
                violation_error_message=_("De une à douze demandes par mois."),
            ),
            models.CheckConstraint(
                name="welcome_helper_within_reach",
                condition=Q(radius_km__lte=200),
                violation_error_message=_("Au plus deux cents kilomètres."),
            ),
            models.CheckConstraint(
                name="welcome_helper_closed_at_a_time",
                condition=Q(is_open=True, closed_at=None)
                | Q(is_open=False, closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "commune"], name="welcome_helper_open", condition=Q(is_open=True)
            ),
            models.Index(
                fields=["confirmed_at"],
                name="welcome_helper_quiet",
                condition=Q(is_open=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("helper", args=[self.pk])

    lineage = LineageOf("commune")

    def can_receive_request(self, now: datetime) -> bool:
        """Checks whether the helper has had the time to read the mail about their card."""
        return self.available_from is None or self.available_from <= now


class HelpRequest(IdentifiedModel):
    """Request to one helper about one project. It stores only first names and the need."""

    class Answer(models.TextChoices):
        YES = "yes", _("oui")
        NO = "no", _("pas cette fois")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="help_requests"
    )
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="requests")
    need = models.CharField(_("besoin"), max_length=12, choices=HelpKind)
    words = models.TextField(_("la demande"), max_length=1000)
    first_names = models.CharField(_("prénoms du ménage"), max_length=200, blank=True)
    """First names as sent to the helper."""
    requested_by = AuthorKey(null=True, related_name="+")
    requested_at = models.DateTimeField(_("demandé le"))
    answer = models.CharField(_("réponse"), max_length=3, choices=Answer, blank=True, default="")
    answer_words = models.TextField(_("mot de réponse"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    """Time when the answer was no longer expected: withdrawn, or the card was closed."""
    thanked_by = AuthorKey(null=True, related_name="+")
    thanked_at = models.DateTimeField(_("remercié le"), null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_help_request_one_open",
                fields=["project", "helper"],
                condition=Q(answer="", withdrawn_at=None),
                violation_error_message=_("Cette personne a déjà été sollicitée pour ce projet."),
            ),
            models.CheckConstraint(
                name="welcome_help_request_answered_at_a_time",
                condition=Q(answer="", answered_at=None, answer_words="")
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_at__gte=F("requested_at")),
            ),
            models.CheckConstraint(
                name="welcome_help_request_answered_or_withdrawn",
                condition=Q(answer="") | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="welcome_help_request_thanked_for_a_yes",
                condition=Q(thanked_at=None) | Q(answer="yes"),
            ),
        ]
        indexes = [
            models.Index(fields=["helper", "-requested_at"], name="welcome_help_request_helper"),
            models.Index(fields=["project", "-requested_at"], name="welcome_help_request_project"),
            models.Index(
                fields=["requested_by"],
                name="welcome_help_request_to_thank",
                condition=Q(answer="yes", thanked_at=None),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """True if an answer is still awaited."""
        return not self.answer and self.withdrawn_at is None
