"""Models of the setup. Its progress is computed from the content of the instance: only a postponed
step is stored."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel


class OwnerLink(models.Model):
    """The only valid link that opens an instance without an administrator: the last one created."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    key = models.UUIDField(_("clé"), unique=True)
    made_at = models.DateTimeField(_("fait le"), default=timezone.now)
    used_at = models.DateTimeField(_("servi le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lien du propriétaire")
        constraints = [
            models.CheckConstraint(
                name="first_steps_owner_link_one_row",
                condition=Q(id=1),
                violation_error_message=_("Une instance a un seul lien de propriétaire."),
            ),
            models.CheckConstraint(
                name="first_steps_owner_link_used_after_made",
                condition=Q(used_at=None) | Q(used_at__gte=F("made_at")),
                violation_error_message=_("Un lien sert après avoir été fait."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.made_at)


class TerritoryArrival(IdentifiedModel):
    """Requested import of a département's communes, with the worker's progress.

    `reason` says why it was refused, or why the official API gave no position.
    """

    class Stage(models.TextChoices):
        REQUESTED = "requested", _("demandé")
        WRITING = "writing", _("écriture des communes et des intercommunalités")
        LOCATING = "locating", _("demande des positions et des contours à l’API officielle")
        DONE = "done", _("arrivé")
        REFUSED = "refused", _("arrêté")

    ENDED: ClassVar = (Stage.DONE, Stage.REFUSED)

    departement = models.CharField(_("code INSEE"), max_length=3)
    name = models.CharField(_("nom"), max_length=80)
    stage = models.CharField(_("étape"), max_length=9, choices=Stage, default=Stage.REQUESTED)
    requested_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)
    communes = models.PositiveIntegerField(_("communes"), default=0)
    epcis = models.PositiveIntegerField(_("intercommunalités"), default=0)
    reason = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        verbose_name = _("arrivée d’un département")
        constraints = [
            models.UniqueConstraint(
                name="first_steps_arrival_one_at_a_time",
                fields=["departement"],
                condition=Q(ended_at=None),
                violation_error_message=_("Ce département arrive déjà."),
            ),
            models.CheckConstraint(
                name="first_steps_arrival_ends_with_its_stage",
                condition=(
                    Q(stage__in=("done", "refused"), ended_at__isnull=False)
                    | (~Q(stage__in=("done", "refused")) & Q(ended_at=None))
                ),
                violation_error_message=_("Une arrivée finie a une date de fin."),
            ),
            models.CheckConstraint(
                name="first_steps_arrival_refused_for_a_reason",
                condition=~Q(stage="refused") | ~Q(reason=""),
                violation_error_message=_("Une arrivée qui s’arrête dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        """True while the worker has not finished."""
        return self.ended_at is None

    @property
    def stages_done(self) -> int:
        """Number of completed stages, out of `stages_in_all`."""
        return list(self.Stage).index(self.Stage(self.stage))

    @property
    def stages_in_all(self) -> int:
        """Total number of stages: requested, written, located."""
        return list(self.Stage).index(self.Stage.DONE)


class MailTrial(IdentifiedModel):
    """Trial mail that must come back, by its link or by an answer.

    It stores no person: `mail` is the row of the mail, which has its own retention.
    """

    class ReturnMethod(models.TextChoices):
        LINK = "link", _("par son lien")
        ANSWER = "answer", _("par une réponse")

    sender = models.EmailField(_("adresse d’où il part"))
    mail = models.UUIDField(_("courriel"), null=True, blank=True)
    sent_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    came_back_at = models.DateTimeField(_("revenu le"), null=True, blank=True)
    return_method = models.CharField(_("revenu"), max_length=6, choices=ReturnMethod, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("essai de courriel")
        constraints = [
            models.CheckConstraint(
                name="first_steps_trial_return_has_method",
                condition=Q(came_back_at=None, return_method="")
                | (Q(came_back_at__isnull=False) & ~Q(return_method="")),
                violation_error_message=_("Un essai revenu dit par où."),
            ),
        ]

    def __str__(self) -> str:
        return self.sender


class StepPutOff(models.Model):
    """Optional step that was postponed, and is no longer reported as pending."""

    class Step(models.TextChoices):
        PLACES = "places", _("les lieux")

    step = models.CharField(_("étape"), max_length=12, primary_key=True, choices=Step)
    put_off_at = models.DateTimeField(_("remise le"), auto_now_add=True)

    class Meta:
        verbose_name = _("étape remise à plus tard")
        constraints = [
            models.CheckConstraint(
                name="first_steps_put_off_may_wait",
                condition=Q(step="places"),
                violation_error_message=_("Cette étape ne se remet pas à plus tard."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())
