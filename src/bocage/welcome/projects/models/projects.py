"""Settlement projects: the wish of a household to come and live here, and its state."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.formatting.plain_words import PlainWords, SpacedWords
from bocage.foundation.http.attribution import LONGEST_CODE
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import Lineage, lineage_within
from bocage.territory.keys import CommuneKey, DepartementKey, EpciKey
from bocage.welcome.projects.models.expressions import EndOfDay
from bocage.welcome.projects.querysets import ProjectQuerySet


class Stage(models.TextChoices):
    """Stage of a project, from the first contact to the first year here."""

    CONTACT = "contact", _("premier contact")
    QUALIFIED = "qualified", _("projet connu")
    EXPLORING = "exploring", _("recherche")
    VISITING = "visiting", _("séjour de découverte")
    DECIDING = "deciding", _("décision")
    MOVING = "moving", _("emménagement")
    SETTLED = "settled", _("installé")
    ROOTED = "rooted", _("enraciné")


STAGES = tuple(Stage)
"""Stages, in the order in which a project goes through them."""

ARRIVED = (Stage.SETTLED, Stage.ROOTED)


@with_history("stage", "status", "close_reason", "commune", "moved_in_on", "left_on")
class SettlementProject(IdentifiedModel):
    """Project of one household to settle here. Its adults are `HouseholdAdult`; about its children,
    only their number and the schools that they need are stored.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("en cours")
        PAUSED = "paused", _("en pause")
        CLOSED = "closed", _("clos")

    class CloseReason(models.TextChoices):
        CHANGED_MIND = "changed_mind", _("le ménage a changé d’avis")
        ELSEWHERE = "elsewhere", _("installé ailleurs")
        NO_HOME = "no_home", _("pas de logement trouvé")
        NO_JOB = "no_job", _("le travail ne suit pas")
        SILENT = "silent", _("sans nouvelles")
        OUT_OF_SCOPE = "out_of_scope", _("hors de notre mission")
        LEFT = "left", _("reparti du territoire")
        MERGED = "merged", _("réuni à un autre projet")

    class Work(models.TextChoices):
        EMPLOYEE = "employee", _("salarié en télétravail")
        PUBLIC_AGENT = "public_agent", _("agent public en télétravail")
        INDEPENDENT = "independent", _("indépendant")
        DIRECTOR = "director", _("à la tête d’une entreprise")
        FOUNDER = "founder", _("avec une entreprise à créer")
        LOOKING = "looking", _("à la recherche d’un emploi")
        OTHER = "other", _("autrement")

    class HomeWish(models.TextChoices):
        BUY = "buy", _("acheter")
        RENT = "rent", _("louer")
        RENT_THEN_BUY = "rent_then_buy", _("louer, puis acheter")
        HAS_ONE = "has_one", _("nous avons déjà un logement ici")

    class School(models.TextChoices):
        NURSERY = "nursery", _("crèche ou assistante maternelle")
        PRIMARY = "primary", _("école")
        MIDDLE = "middle", _("collège")
        HIGH = "high", _("lycée")

    class Setting(models.TextChoices):
        QUIET = "quiet", _("au calme, à la campagne")
        VILLAGE = "village", _("dans un village vivant")
        TOWN = "town", _("en ville")

    departement = DepartementKey(related_name="settlement_projects")
    epci = EpciKey(
        _("suivi par l’intercommunalité"), null=True, blank=True, related_name="settlement_projects"
    )
    """Intercommunalité whose coordinators follow it, besides those of the département."""
    commune = CommuneKey(
        _("commune d’installation"), null=True, blank=True, related_name="settlement_projects"
    )
    """Commune where the household moves, once it has chosen."""
    name = models.CharField(_("nom du ménage"), max_length=120)
    stage = models.CharField(_("étape"), max_length=12, choices=Stage, default=Stage.CONTACT)
    stage_since = models.DateTimeField(_("à cette étape depuis le"))
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.OPEN)
    close_reason = models.CharField(
        _("raison"), max_length=16, choices=CloseReason, blank=True, default=""
    )
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    paused_until = models.DateField(_("en pause jusqu’au"), null=True, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    origin = models.CharField(_("où le ménage vit aujourd’hui"), max_length=120, blank=True)
    adults_count = models.PositiveSmallIntegerField(_("adultes"), default=1)
    children_count = models.PositiveSmallIntegerField(_("enfants"), default=0)
    schools = ArrayField(
        models.CharField(max_length=8, choices=School),
        default=list,
        blank=True,
        verbose_name=_("écoles cherchées"),
    )
    languages = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("langues parlées"),
    )
    work = models.CharField(_("travail"), max_length=12, choices=Work, blank=True)
    trade = models.CharField(_("métier"), max_length=120, blank=True)
    telework_days = models.PositiveSmallIntegerField(
        _("jours de télétravail par semaine"), null=True, blank=True
    )
    workspace_days = models.PositiveSmallIntegerField(
        _("jours par semaine dans un bureau partagé"), default=0
    )
    has_business_project = models.BooleanField(_("veut créer une activité"), default=False)
    needs_fibre = models.BooleanField(_("fibre"), default=False)
    needs_station = models.BooleanField(_("gare"), default=False)
    needs_health = models.BooleanField(_("médecin et pharmacie"), default=False)
    setting = models.CharField(_("cadre de vie"), max_length=8, choices=Setting, blank=True)
    home_wish = models.CharField(_("logement"), max_length=16, choices=HomeWish, blank=True)
    budget_eur = models.PositiveIntegerField(_("budget d’achat (€)"), null=True, blank=True)
    rent_eur = models.PositiveIntegerField(_("loyer au plus (€ par mois)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("pièces, au moins"), null=True, blank=True)
    communes = models.ManyToManyField(
        "territory.Commune",
        blank=True,
        related_name="projects_that_wish_it",
        verbose_name=_("communes souhaitées"),
    )
    weights = models.JSONField(_("réglages du classement"), default=dict, blank=True)
    """Weight of each criterion of the ranking of communes, 0 to 3, if the household saved its own;
    empty to derive them from its answers.
    """
    location_wish = models.CharField(_("où, en quelques mots"), max_length=200, blank=True)
    wants_to_move_on = models.DateField(_("à partir de quand"), null=True, blank=True)
    worries = models.TextField(_("ce qui inquiète"), max_length=2000, blank=True)
    words = models.TextField(_("le projet, en quelques mots"), max_length=4000, blank=True)
    draft = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    """Draft that it was opened from: a form submitted twice opens one project."""
    came_by = models.CharField(
        _("arrivé par"), max_length=LONGEST_CODE, blank=True, default="", editable=False
    )
    """Referral code with which its household arrived (`foundation.http.attribution`), not
    interpreted here.
    """
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    sent_at = models.DateTimeField(_("reçu le"))
    """Time when the address of the sender was confirmed."""
    answer_due_at = models.DateTimeField(_("première réponse attendue le"))
    answered_at = models.DateTimeField(_("première réponse le"), null=True, blank=True)
    next_action = models.CharField(_("prochaine action"), max_length=200, blank=True)
    next_action_on = models.DateField(_("pour le"), null=True, blank=True)
    next_action_by = AuthorKey(_("par"), null=True, blank=True, related_name="+")
    next_action_for_household = models.CharField(
        _("ce que le ménage en lit"), max_length=200, blank=True
    )
    """Next action in words for the household, with its date; if empty, the household reads none."""
    coordinator = AuthorKey(
        _("suivi par"), null=True, blank=True, related_name="projects_coordinated"
    )
    """Coordinator, whose portrait and number the household sees."""
    last_contact_at = models.DateTimeField(_("dernier échange le"))
    moved_in_on = models.DateField(_("emménagé le"), null=True, blank=True)
    left_on = models.DateField(_("reparti le"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    erasure_warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Time when its household was warned of the erasure for lack of contact."""
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)
    """Time of the erasure: its words and people are deleted, its figures retained."""
    was_of_club = models.BooleanField(_("a été du club"), default=False, editable=False)
    """Set at erasure, for the figures: its adults are deleted, with their membership of the
    club.
    """
    attention_at = models.GeneratedField(
        expression=Case(
            When(stage="rooted", next_action_on=None, then=None),
            When(answered_at=None, then=F("answer_due_at")),
            When(next_action_on=None, then=F("stage_since")),
            default=EndOfDay(F("next_action_on")),
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    """Time from which it needs attention, and is late: the deadline of the first answer, then the
    end of the day of the next action; immediately if there is no next action. A rooted household
    needs attention only for a next action.
    """
    search_text = models.GeneratedField(
        expression=PlainWords(
            SpacedWords(F("name"), F("trade"), F("origin"), F("location_wish"), F("next_action"))
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    narrative_text = models.GeneratedField(
        expression=PlainWords(SpacedWords(F("words"), F("worries"))),
        output_field=models.TextField(),
        db_persist=True,
    )
    """Long texts of the household, indexed for search separately from the short ones, which are
    also searched by one or two letters.
    """

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_project_closed_with_a_reason",
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(close_reason="")
                | ~Q(status="closed") & Q(close_reason="", closed_at=None),
            ),
            models.CheckConstraint(
                name="welcome_project_has_somebody",
                condition=Q(adults_count__range=(1, 12), children_count__lte=20),
                violation_error_message=_("Un ménage compte d’un à douze adultes."),
            ),
            models.CheckConstraint(
                name="welcome_project_days_of_a_week",
                condition=Q(workspace_days__lte=7)
                & (Q(telework_days=None) | Q(telework_days__lte=7)),
                violation_error_message=_("Une semaine compte sept jours."),
            ),
            models.CheckConstraint(
                name="welcome_project_arrived_somewhere",
                condition=~Q(stage__in=["settled", "rooted"])
                | Q(commune__isnull=False, moved_in_on__isnull=False),
                violation_error_message=_("Un ménage installé l’est quelque part, depuis un jour."),
            ),
            models.CheckConstraint(
                name="welcome_project_left_after_it_came",
                condition=Q(left_on=None)
                | Q(moved_in_on__isnull=False, left_on__gte=F("moved_in_on")),
            ),
            models.CheckConstraint(
                name="welcome_project_next_action_with_a_date",
                condition=Q(next_action="", next_action_on=None)
                | ~Q(next_action="") & Q(next_action_on__isnull=False),
                violation_error_message=_("Une prochaine action a une date."),
            ),
            models.CheckConstraint(
                name="welcome_project_tells_an_action_that_is",
                condition=Q(next_action_for_household="") | ~Q(next_action=""),
            ),
            # The next action of a project without a coordinator waits for the next one.
            models.CheckConstraint(
                name="welcome_project_next_action_with_an_owner",
                condition=Q(next_action="")
                | Q(next_action_by__isnull=False)
                | Q(coordinator__isnull=True),
                violation_error_message=_("Une prochaine action a quelqu’un qui la fait."),
            ),
        ]
        indexes = [
            # Covers all columns of the counts and order of a board: index-only scans.
            models.Index(
                fields=["departement", "stage", "attention_at", "id"],
                include=["status", "answered_at", "erased_at"],
                name="welcome_project_board",
                condition=Q(status="open"),
            ),
            models.Index(
                fields=["departement", "attention_at", "id"],
                include=["erased_at"],
                name="welcome_project_list",
                condition=Q(status="open"),
            ),
            models.Index(
                fields=["stage", "attention_at", "id"],
                include=["status", "answered_at", "erased_at"],
                name="welcome_project_board_all",
                condition=Q(status="open"),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="welcome_project_words"),
            GinIndex(
                OpClass(F("narrative_text"), name="gin_trgm_ops"), name="welcome_project_said"
            ),
            models.Index(
                fields=["answer_due_at"],
                name="welcome_project_to_answer",
                condition=Q(answered_at=None, status="open"),
            ),
            models.Index(fields=["commune", "stage"], name="welcome_project_commune"),
            models.Index(
                fields=["last_contact_at"],
                name="welcome_project_silent",
                condition=Q(erased_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Returns the URL of the project's file, which the welcome team reads; the household has
        its own page.
        """
        return reverse("project_file", args=[self.pk])

    @property
    def budget_to_buy(self) -> int | None:
        """Budget in euros to buy a home; None if the household does not look for one to buy, or
        gave no budget.
        """
        buys = self.home_wish not in (self.HomeWish.RENT, self.HomeWish.HAS_ONE)
        return self.budget_eur if buys else None

    @property
    def rent_to_pay(self) -> int | None:
        """Monthly rent in euros that the household can pay; None if it does not look for a home to
        rent, or gave none.
        """
        rents = self.home_wish not in (self.HomeWish.BUY, self.HomeWish.HAS_ONE)
        return self.rent_eur if rents else None

    @property
    def lineage(self) -> Lineage:
        """Territory from which rights on the project derive: the commune of settlement, else the
        areas that follow it.
        """
        return lineage_within(self.departement_id, self.epci_id, self.commune)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def has_arrived(self) -> bool:
        return self.stage in ARRIVED

    def is_late(self, now: datetime) -> bool:
        """Checks whether the first answer or the next action is overdue, or no next action is
        set.
        """
        return self.is_open and self.attention_at is not None and self.attention_at <= now


class HouseholdAdult(IdentifiedModel):
    """Adult of a household, who sees its page, writes in its thread and shares its homes."""

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="adults")
    person = OwnerKey(related_name="households")
    is_first = models.BooleanField(_("a envoyé le projet"), default=False)
    joined_at = models.DateTimeField(_("depuis le"))

    class Meta:
        ordering = ["-is_first", "joined_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_adult_once",
                fields=["project", "person"],
                violation_error_message=_("Cette personne est déjà du ménage."),
            ),
            models.UniqueConstraint(
                name="welcome_adult_one_first",
                fields=["project"],
                condition=Q(is_first=True),
            ),
        ]
        indexes = [models.Index(fields=["person"], name="welcome_adult_person")]


class StageMove(models.Model):
    """Transition of a project from one stage or status to another. Never changed."""

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=12, choices=Stage, blank=True)
    to_stage = models.CharField(max_length=12, choices=Stage)
    status = models.CharField(max_length=8, choices=SettlementProject.Status)
    reason = models.CharField(max_length=300, blank=True)
    from_commune = models.ForeignKey(
        "territory.Commune", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Former commune of the household, so that the move can be undone."""
    from_moved_in_on = models.DateField(null=True, blank=True)
    moved_by = AuthorKey(null=True, related_name="+")
    moved_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["moved_at", "id"]
        indexes = [models.Index(fields=["project", "moved_at"], name="welcome_move_project")]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class ProjectView(models.Model):
    """Record that a person outside the household opened its file. Shown to the household."""

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="seen")
    person = OwnerKey(related_name="+")
    capacity = models.CharField(_("en tant que"), max_length=20)
    """Role of `people.Role`, or other ground on which the person read it."""
    viewed_at = models.DateTimeField(_("vu le"))

    class Meta:
        ordering = ["-viewed_at", "-id"]
        indexes = [models.Index(fields=["project", "-viewed_at"], name="welcome_view_project")]
