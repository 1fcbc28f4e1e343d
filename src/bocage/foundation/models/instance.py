"""Settings that administrators edit: name, colours, periods."""

from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

BRAND_COLOUR = "#1f4d3a"
ACCENT_COLOUR = "#b93c27"

_plain_address = RegexValidator(
    r"\A[!-~]+\Z", _("Cette adresse contient un signe qu’un courriel ne porte pas.")
)
_colour = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("Une couleur s’écrit comme #1f4d3a."))


WEEK = [
    (1, _("lundi")),
    (2, _("mardi")),
    (3, _("mercredi")),
    (4, _("jeudi")),
    (5, _("vendredi")),
    (6, _("samedi")),
    (7, _("dimanche")),
]


def working_days() -> list[int]:
    """Returns Monday to Friday."""
    return [1, 2, 3, 4, 5]


def _hours(label: Any, default: int, *, minimum: int = 1) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(minimum), MaxValueValidator(24 * 30)]
    )


def _days(label: Any, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )


def _euros(label: Any, default: int) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(1_000_000)]
    )


def _percent(label: Any, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["logo", "updated_at"],
    model_name="InstanceSettingsEvent",
)
class InstanceSettings(models.Model):
    """Settings of the instance, in a single row; without a row, the defaults apply.

    Read it through `foundation.instance.current_instance`, which queries the database at most
    every few seconds.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("nom de l’instance"), max_length=60, default="Bocage")
    tagline = models.CharField(_("sous-titre"), max_length=80, blank=True)
    tagline_en = models.CharField(_("sous-titre en anglais"), max_length=80, blank=True)
    territory_name = models.CharField(
        _("nom du territoire"),
        max_length=80,
        blank=True,
        help_text=_("Avec son article, comme dans une phrase : l’Orne, le Perche."),
    )
    territory_name_en = models.CharField(
        _("nom du territoire en anglais"),
        max_length=80,
        blank=True,
        help_text=_("De même : the Orne."),
    )
    headline = models.CharField(_("titre de l’accueil"), max_length=120, blank=True)
    headline_en = models.CharField(_("titre de l’accueil en anglais"), max_length=120, blank=True)
    introduction = models.TextField(_("introduction de l’accueil"), max_length=600, blank=True)
    introduction_en = models.TextField(
        _("introduction de l’accueil en anglais"), max_length=600, blank=True
    )
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    contact_phone = models.CharField(_("téléphone de contact"), max_length=30, blank=True)
    sender_email = models.EmailField(
        _("adresse d’où partent les courriels"),
        blank=True,
        db_default="",
        default="",
        validators=[_plain_address],
        help_text=_("Vide : celle que le serveur donne (BOCAGE_EMAIL_FROM)."),
    )
    press_contact = models.CharField(
        _("qui répond à la presse"),
        max_length=120,
        blank=True,
        help_text=_("Un nom et une fonction, avec l’accord de la personne."),
    )
    press_email = models.EmailField(
        _("adresse pour la presse"), blank=True, help_text=_("Vide : l’adresse de contact.")
    )
    press_phone = models.CharField(_("téléphone pour la presse"), max_length=30, blank=True)
    press_introduction = models.TextField(
        _("présentation du territoire pour la presse"),
        max_length=1500,
        blank=True,
        help_text=_("Vide : l’introduction de l’accueil."),
    )
    press_introduction_en = models.TextField(
        _("présentation pour la presse en anglais"), max_length=1500, blank=True
    )
    price_note = models.CharField(
        _("mention sous les prix et les relevés"),
        max_length=160,
        blank=True,
        help_text=_(
            "Par exemple « Net de taxe, TVA non applicable ». Vide, rien n’est dit des taxes."
        ),
    )
    brand_colour = models.CharField(
        _("couleur principale"), max_length=7, default=BRAND_COLOUR, validators=[_colour]
    )
    accent_colour = models.CharField(
        _("couleur de l’action"), max_length=7, default=ACCENT_COLOUR, validators=[_colour]
    )
    logo = models.BinaryField(_("logo"), null=True, blank=True)
    logo_digest = models.CharField(_("logo"), max_length=16, blank=True, editable=False)

    cancellation_notice_hours = _hours(
        _("annulation d’une réservation, en heures avant son début"), 0, minimum=0
    )
    booking_horizon_days = _days(_("réservation possible à l’avance, en jours"), 90)
    lead_stale_days = _days(_("piste de logement sans nouvelle, en jours"), 30)
    project_retention_days = models.PositiveSmallIntegerField(
        _("projet d’installation sans nouvelles, gardé, en jours"),
        default=3 * 365,
        validators=[MinValueValidator(180), MaxValueValidator(10 * 366)],
    )
    application_retention_days = models.PositiveSmallIntegerField(
        _("candidature à une formation, gardée après sa réponse, en jours"),
        default=2 * 365,
        validators=[MinValueValidator(30), MaxValueValidator(10 * 366)],
    )
    register_retention_days = models.PositiveSmallIntegerField(
        _("émargements d’une formation, gardés après l’année de sa fin, en jours"),
        default=3653,
        validators=[MinValueValidator(3 * 365), MaxValueValidator(30 * 366)],
    )
    """Retention in years: the certificate of completion requires three after the last payment;
    funds of the European Union require ten.
    """
    prospect_retention_days = models.PositiveSmallIntegerField(
        _("prospect sans échange, gardé, en jours"),
        default=3 * 365,
        validators=[MinValueValidator(30), MaxValueValidator(10 * 366)],
    )
    figures_open_days = models.PositiveSmallIntegerField(
        _("chiffres d’un mois ou d’une année, encore ouverts après sa fin, en jours"),
        default=45,
        validators=[MinValueValidator(10), MaxValueValidator(180)],
    )
    """Period in which hosts and town halls may record late entries before closing."""
    letters_per_hour = models.PositiveSmallIntegerField(
        _("lettres aux prospects, par heure au plus"),
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    letters_from_hour = models.PositiveSmallIntegerField(
        _("pas de lettre avant, en heures"), default=9, validators=[MaxValueValidator(23)]
    )
    letters_until_hour = models.PositiveSmallIntegerField(
        _("pas de lettre à partir de, en heures"),
        default=19,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    letters_days = ArrayField(
        models.PositiveSmallIntegerField(choices=WEEK),
        default=working_days,
        verbose_name=_("jours où partent les lettres"),
    )
    """Days of the week, Monday being 1."""

    income_low_eur = _euros(_("revenu net annuel d’un actif, au moins (€)"), 26_196)
    """Twelve times the median net wage of the private sector, full-time, in 2023: 2,183 euros a
    month (Insee Première 2020, October 2024)."""
    income_high_eur = _euros(_("revenu net annuel d’un actif, au plus (€)"), 32_820)
    """Twelve times its mean: 2,735 euros a month (ibid.)."""
    local_share_low = _percent(_("part dépensée sur le territoire, au moins (%)"), 30)
    local_share_high = _percent(_("part dépensée sur le territoire, au plus (%)"), 50)
    """Estimate of the territory: no public source has it."""

    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("réglages de l’instance")
        constraints = [
            models.CheckConstraint(
                name="foundation_instance_one_row",
                condition=models.Q(id=1),
                violation_error_message=_("Une instance a un seul jeu de réglages."),
            ),
            models.CheckConstraint(
                name="foundation_instance_named",
                condition=~models.Q(name=""),
                violation_error_message=_("Une instance a un nom."),
            ),
            models.CheckConstraint(
                name="foundation_instance_colours",
                condition=models.Q(
                    brand_colour__regex=r"^#[0-9a-f]{6}$", accent_colour__regex=r"^#[0-9a-f]{6}$"
                ),
                violation_error_message=_("Une couleur s’écrit comme #1f4d3a."),
            ),
            models.CheckConstraint(
                name="foundation_instance_logo_has_digest",
                condition=models.Q(logo__isnull=True, logo_digest="")
                | (models.Q(logo__isnull=False) & ~models.Q(logo_digest="")),
                violation_error_message=_("Un logo va avec son empreinte."),
            ),
            models.CheckConstraint(
                name="foundation_instance_letters_have_hours",
                condition=models.Q(letters_until_hour__gt=models.F("letters_from_hour")),
                violation_error_message=_("Les lettres partent entre une heure et une autre."),
            ),
            models.CheckConstraint(
                name="foundation_instance_income_in_order",
                condition=models.Q(
                    income_low_eur__lte=models.F("income_high_eur"),
                    local_share_low__lte=models.F("local_share_high"),
                    local_share_high__lte=100,
                ),
                violation_error_message=_("L’estimation basse ne dépasse pas la haute."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
