"""The settings of the instance have a history."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import bocage.foundation.models.instance


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0015_days_of_the_history_are_a_chain"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="InstanceSettingsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, serialize=False),
                ),
                (
                    "name",
                    models.CharField(
                        default="Bocage", max_length=60, verbose_name="nom de l’instance"
                    ),
                ),
                ("tagline", models.CharField(blank=True, max_length=80, verbose_name="sous-titre")),
                (
                    "tagline_en",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="sous-titre en anglais"
                    ),
                ),
                (
                    "territory_name",
                    models.CharField(
                        blank=True,
                        help_text="Avec son article, comme dans une phrase\xa0: l’Orne, le Perche.",
                        max_length=80,
                        verbose_name="nom du territoire",
                    ),
                ),
                (
                    "territory_name_en",
                    models.CharField(
                        blank=True,
                        help_text="De même\xa0: the Orne.",
                        max_length=80,
                        verbose_name="nom du territoire en anglais",
                    ),
                ),
                (
                    "headline",
                    models.CharField(blank=True, max_length=120, verbose_name="titre de l’accueil"),
                ),
                (
                    "headline_en",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="titre de l’accueil en anglais"
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="introduction de l’accueil"
                    ),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="introduction de l’accueil en anglais",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse de contact"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="téléphone de contact"
                    ),
                ),
                (
                    "press_contact",
                    models.CharField(
                        blank=True,
                        help_text="Un nom et une fonction, avec l’accord de la personne.",
                        max_length=120,
                        verbose_name="qui répond à la presse",
                    ),
                ),
                (
                    "press_email",
                    models.EmailField(
                        blank=True,
                        help_text="Vide\xa0: l’adresse de contact.",
                        max_length=254,
                        verbose_name="adresse pour la presse",
                    ),
                ),
                (
                    "press_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="téléphone pour la presse"
                    ),
                ),
                (
                    "press_introduction",
                    models.TextField(
                        blank=True,
                        help_text="Vide\xa0: l’introduction de l’accueil.",
                        max_length=1500,
                        verbose_name="présentation du territoire pour la presse",
                    ),
                ),
                (
                    "press_introduction_en",
                    models.TextField(
                        blank=True,
                        max_length=1500,
                        verbose_name="présentation pour la presse en anglais",
                    ),
                ),
                (
                    "price_note",
                    models.CharField(
                        blank=True,
                        help_text="Par exemple «\xa0Net de taxe, TVA non applicable\xa0». Vide, rien n’est dit des taxes.",
                        max_length=160,
                        verbose_name="mention sous les prix et les relevés",
                    ),
                ),
                (
                    "brand_colour",
                    models.CharField(
                        default="#1f4d3a",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z", "Une couleur s’écrit comme #1f4d3a."
                            )
                        ],
                        verbose_name="couleur principale",
                    ),
                ),
                (
                    "accent_colour",
                    models.CharField(
                        default="#b93c27",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z", "Une couleur s’écrit comme #1f4d3a."
                            )
                        ],
                        verbose_name="couleur de l’action",
                    ),
                ),
                (
                    "logo_digest",
                    models.CharField(
                        blank=True, editable=False, max_length=16, verbose_name="logo"
                    ),
                ),
                (
                    "first_answer_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(720),
                        ],
                        verbose_name="première réponse à un message, en heures",
                    ),
                ),
                (
                    "cancellation_notice_hours",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(720),
                        ],
                        verbose_name="annulation d’une réservation, en heures avant son début",
                    ),
                ),
                (
                    "booking_horizon_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="réservation possible à l’avance, en jours",
                    ),
                ),
                (
                    "relay_reminder_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="rappel d’une mise en relation sans réponse, en jours",
                    ),
                ),
                (
                    "relay_escalation_days",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="transmission à l’intercommunalité, en jours",
                    ),
                ),
                (
                    "lead_stale_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="piste de logement sans nouvelle, en jours",
                    ),
                ),
                (
                    "listing_stale_days",
                    models.PositiveSmallIntegerField(
                        default=45,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="annonce sans confirmation, en jours",
                    ),
                ),
                (
                    "project_kept_days",
                    models.PositiveSmallIntegerField(
                        default=1095,
                        validators=[
                            django.core.validators.MinValueValidator(180),
                            django.core.validators.MaxValueValidator(3660),
                        ],
                        verbose_name="projet d’installation sans nouvelles, gardé, en jours",
                    ),
                ),
                (
                    "application_kept_days",
                    models.PositiveSmallIntegerField(
                        default=730,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(3660),
                        ],
                        verbose_name="candidature à une formation, gardée après sa réponse, en jours",
                    ),
                ),
                (
                    "register_kept_days",
                    models.PositiveSmallIntegerField(
                        default=3653,
                        validators=[
                            django.core.validators.MinValueValidator(1095),
                            django.core.validators.MaxValueValidator(10980),
                        ],
                        verbose_name="émargements d’une formation, gardés après l’année de sa fin, en jours",
                    ),
                ),
                (
                    "prospect_kept_days",
                    models.PositiveSmallIntegerField(
                        default=1095,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(3660),
                        ],
                        verbose_name="prospect sans échange, gardé, en jours",
                    ),
                ),
                (
                    "figures_open_days",
                    models.PositiveSmallIntegerField(
                        default=45,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="chiffres d’un mois ou d’une année, encore ouverts après sa fin, en jours",
                    ),
                ),
                (
                    "letters_per_hour",
                    models.PositiveSmallIntegerField(
                        default=120,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="lettres aux prospects, par heure au plus",
                    ),
                ),
                (
                    "letters_from_hour",
                    models.PositiveSmallIntegerField(
                        default=9,
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="pas de lettre avant, en heures",
                    ),
                ),
                (
                    "letters_until_hour",
                    models.PositiveSmallIntegerField(
                        default=19,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="pas de lettre à partir de, en heures",
                    ),
                ),
                (
                    "letters_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[
                                (1, "lundi"),
                                (2, "mardi"),
                                (3, "mercredi"),
                                (4, "jeudi"),
                                (5, "vendredi"),
                                (6, "samedi"),
                                (7, "dimanche"),
                            ]
                        ),
                        default=bocage.foundation.models.instance.working_days,
                        verbose_name="jours où partent les lettres",
                    ),
                ),
                (
                    "income_low_eur",
                    models.PositiveIntegerField(
                        default=26196,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000000),
                        ],
                        verbose_name="revenu net annuel d’un actif, au moins (€)",
                    ),
                ),
                (
                    "income_high_eur",
                    models.PositiveIntegerField(
                        default=32820,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000000),
                        ],
                        verbose_name="revenu net annuel d’un actif, au plus (€)",
                    ),
                ),
                (
                    "local_share_low",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="part dépensée sur le territoire, au moins (%)",
                    ),
                ),
                (
                    "local_share_high",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="part dépensée sur le territoire, au plus (%)",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="foundation.instancesettings",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="instancesettings",
            name="logo_digest",
            field=models.CharField(blank=True, editable=False, max_length=16, verbose_name="logo"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instancesettings",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "foundation_instancesettingsevent" ("accent_colour", "application_kept_days", "booking_horizon_days", "brand_colour", "cancellation_notice_hours", "contact_email", "contact_phone", "figures_open_days", "first_answer_hours", "headline", "headline_en", "id", "income_high_eur", "income_low_eur", "introduction", "introduction_en", "lead_stale_days", "letters_days", "letters_from_hour", "letters_per_hour", "letters_until_hour", "listing_stale_days", "local_share_high", "local_share_low", "logo_digest", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "press_contact", "press_email", "press_introduction", "press_introduction_en", "press_phone", "price_note", "project_kept_days", "prospect_kept_days", "register_kept_days", "relay_escalation_days", "relay_reminder_days", "tagline", "tagline_en", "territory_name", "territory_name_en") VALUES (NEW."accent_colour", NEW."application_kept_days", NEW."booking_horizon_days", NEW."brand_colour", NEW."cancellation_notice_hours", NEW."contact_email", NEW."contact_phone", NEW."figures_open_days", NEW."first_answer_hours", NEW."headline", NEW."headline_en", NEW."id", NEW."income_high_eur", NEW."income_low_eur", NEW."introduction", NEW."introduction_en", NEW."lead_stale_days", NEW."letters_days", NEW."letters_from_hour", NEW."letters_per_hour", NEW."letters_until_hour", NEW."listing_stale_days", NEW."local_share_high", NEW."local_share_low", NEW."logo_digest", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."press_contact", NEW."press_email", NEW."press_introduction", NEW."press_introduction_en", NEW."press_phone", NEW."price_note", NEW."project_kept_days", NEW."prospect_kept_days", NEW."register_kept_days", NEW."relay_escalation_days", NEW."relay_reminder_days", NEW."tagline", NEW."tagline_en", NEW."territory_name", NEW."territory_name_en"); RETURN NULL;',
                    hash="9b423e93fb3ee0fb165f0d943877b3e4860c1eed",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb35e",
                    table="foundation_instancesettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instancesettings",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accent_colour" IS DISTINCT FROM (NEW."accent_colour") OR OLD."application_kept_days" IS DISTINCT FROM (NEW."application_kept_days") OR OLD."booking_horizon_days" IS DISTINCT FROM (NEW."booking_horizon_days") OR OLD."brand_colour" IS DISTINCT FROM (NEW."brand_colour") OR OLD."cancellation_notice_hours" IS DISTINCT FROM (NEW."cancellation_notice_hours") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."figures_open_days" IS DISTINCT FROM (NEW."figures_open_days") OR OLD."first_answer_hours" IS DISTINCT FROM (NEW."first_answer_hours") OR OLD."headline" IS DISTINCT FROM (NEW."headline") OR OLD."headline_en" IS DISTINCT FROM (NEW."headline_en") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."income_high_eur" IS DISTINCT FROM (NEW."income_high_eur") OR OLD."income_low_eur" IS DISTINCT FROM (NEW."income_low_eur") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."introduction_en" IS DISTINCT FROM (NEW."introduction_en") OR OLD."lead_stale_days" IS DISTINCT FROM (NEW."lead_stale_days") OR OLD."letters_days" IS DISTINCT FROM (NEW."letters_days") OR OLD."letters_from_hour" IS DISTINCT FROM (NEW."letters_from_hour") OR OLD."letters_per_hour" IS DISTINCT FROM (NEW."letters_per_hour") OR OLD."letters_until_hour" IS DISTINCT FROM (NEW."letters_until_hour") OR OLD."listing_stale_days" IS DISTINCT FROM (NEW."listing_stale_days") OR OLD."local_share_high" IS DISTINCT FROM (NEW."local_share_high") OR OLD."local_share_low" IS DISTINCT FROM (NEW."local_share_low") OR OLD."logo_digest" IS DISTINCT FROM (NEW."logo_digest") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."press_contact" IS DISTINCT FROM (NEW."press_contact") OR OLD."press_email" IS DISTINCT FROM (NEW."press_email") OR OLD."press_introduction" IS DISTINCT FROM (NEW."press_introduction") OR OLD."press_introduction_en" IS DISTINCT FROM (NEW."press_introduction_en") OR OLD."press_phone" IS DISTINCT FROM (NEW."press_phone") OR OLD."price_note" IS DISTINCT FROM (NEW."price_note") OR OLD."project_kept_days" IS DISTINCT FROM (NEW."project_kept_days") OR OLD."prospect_kept_days" IS DISTINCT FROM (NEW."prospect_kept_days") OR OLD."register_kept_days" IS DISTINCT FROM (NEW."register_kept_days") OR OLD."relay_escalation_days" IS DISTINCT FROM (NEW."relay_escalation_days") OR OLD."relay_reminder_days" IS DISTINCT FROM (NEW."relay_reminder_days") OR OLD."tagline" IS DISTINCT FROM (NEW."tagline") OR OLD."tagline_en" IS DISTINCT FROM (NEW."tagline_en") OR OLD."territory_name" IS DISTINCT FROM (NEW."territory_name") OR OLD."territory_name_en" IS DISTINCT FROM (NEW."territory_name_en"))',
                    func='INSERT INTO "foundation_instancesettingsevent" ("accent_colour", "application_kept_days", "booking_horizon_days", "brand_colour", "cancellation_notice_hours", "contact_email", "contact_phone", "figures_open_days", "first_answer_hours", "headline", "headline_en", "id", "income_high_eur", "income_low_eur", "introduction", "introduction_en", "lead_stale_days", "letters_days", "letters_from_hour", "letters_per_hour", "letters_until_hour", "listing_stale_days", "local_share_high", "local_share_low", "logo_digest", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "press_contact", "press_email", "press_introduction", "press_introduction_en", "press_phone", "price_note", "project_kept_days", "prospect_kept_days", "register_kept_days", "relay_escalation_days", "relay_reminder_days", "tagline", "tagline_en", "territory_name", "territory_name_en") VALUES (NEW."accent_colour", NEW."application_kept_days", NEW."booking_horizon_days", NEW."brand_colour", NEW."cancellation_notice_hours", NEW."contact_email", NEW."contact_phone", NEW."figures_open_days", NEW."first_answer_hours", NEW."headline", NEW."headline_en", NEW."id", NEW."income_high_eur", NEW."income_low_eur", NEW."introduction", NEW."introduction_en", NEW."lead_stale_days", NEW."letters_days", NEW."letters_from_hour", NEW."letters_per_hour", NEW."letters_until_hour", NEW."listing_stale_days", NEW."local_share_high", NEW."local_share_low", NEW."logo_digest", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."press_contact", NEW."press_email", NEW."press_introduction", NEW."press_introduction_en", NEW."press_phone", NEW."price_note", NEW."project_kept_days", NEW."prospect_kept_days", NEW."register_kept_days", NEW."relay_escalation_days", NEW."relay_reminder_days", NEW."tagline", NEW."tagline_en", NEW."territory_name", NEW."territory_name_en"); RETURN NULL;',
                    hash="c5a676b8cec317a4cebb4923d840628d54908370",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2bc1",
                    table="foundation_instancesettings",
                    when="AFTER",
                ),
            ),
        ),
    ]
