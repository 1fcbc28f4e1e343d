"""Mails that leave and come in, and the settings of the instance."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import bocage.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="InstanceSettings",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
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
                ("logo", models.BinaryField(blank=True, null=True, verbose_name="logo")),
                ("logo_digest", models.CharField(blank=True, editable=False, max_length=16)),
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
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "réglages de l’instance",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="foundation_instance_one_row",
                        violation_error_message="Une instance a un seul jeu de réglages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="foundation_instance_named",
                        violation_error_message="Une instance a un nom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accent_colour__regex", "^#[0-9a-f]{6}$"),
                            ("brand_colour__regex", "^#[0-9a-f]{6}$"),
                        ),
                        name="foundation_instance_colours",
                        violation_error_message="Une couleur s’écrit comme #1f4d3a.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("logo__isnull", True), ("logo_digest", "")),
                            models.Q(
                                ("logo__isnull", False),
                                models.Q(("logo_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="foundation_instance_logo_has_digest",
                        violation_error_message="Un logo va avec son empreinte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relay_escalation_days__gt", models.F("relay_reminder_days"))
                        ),
                        name="foundation_instance_escalates_after_reminder",
                        violation_error_message="La transmission à l’intercommunalité vient après le rappel.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=200, verbose_name="message")),
                ("channel", models.CharField(max_length=40, verbose_name="sujet")),
                ("facts", models.JSONField(default=dict, verbose_name="faits")),
                ("recipient", models.EmailField(max_length=254, verbose_name="destinataire")),
                (
                    "reply_to",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse de réponse"
                    ),
                ),
                ("language", models.CharField(max_length=8, verbose_name="langue")),
                ("person_id", models.UUIDField(blank=True, null=True, verbose_name="compte")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "en attente"),
                            ("sending", "en cours d’envoi"),
                            ("sent", "envoyé"),
                            ("kept", "gardé, sans serveur d’envoi"),
                            ("failed", "refusé"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                ("error", models.TextField(blank=True, verbose_name="erreur")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="demandé le"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
                (
                    "message_id",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="identifiant du message"
                    ),
                ),
                ("subject", models.TextField(blank=True, verbose_name="objet")),
                ("text", models.TextField(blank=True, verbose_name="texte")),
                ("html", models.TextField(blank=True, verbose_name="page")),
            ],
            options={
                "verbose_name": "courriel",
                "verbose_name_plural": "courriels",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("person_id__isnull", False)),
                        fields=["person_id"],
                        name="foundation_mail_person",
                    ),
                    models.Index(
                        condition=models.Q(("message_id", ""), _negated=True),
                        fields=["message_id"],
                        name="foundation_mail_answered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "sending", "sent", "kept", "failed"])
                        ),
                        name="foundation_mail_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["sent", "kept"]), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="foundation_mail_sent_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedMail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("message_id", models.CharField(max_length=255, unique=True)),
                ("kind", models.CharField(blank=True, max_length=8, verbose_name="à propos de")),
                ("key", models.UUIDField(blank=True, null=True)),
                ("sender", models.CharField(blank=True, max_length=254, verbose_name="de")),
                ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                ("recipient", models.CharField(blank=True, max_length=254, verbose_name="à")),
                ("subject", models.CharField(blank=True, max_length=255, verbose_name="objet")),
                ("words", models.TextField(blank=True, verbose_name="message")),
                ("whole", models.TextField(blank=True, verbose_name="texte entier")),
                (
                    "attachments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255),
                        default=list,
                        verbose_name="pièces jointes non gardées",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "pris"),
                            ("held", "à regarder"),
                            ("bounce", "un courriel n’est pas arrivé"),
                            ("automatic", "réponse automatique"),
                            ("loop", "venu de nous-mêmes"),
                        ],
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="raison")),
                ("received_at", models.DateTimeField(verbose_name="reçu le")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="réglé le"),
                ),
                (
                    "settled_by_id",
                    models.UUIDField(blank=True, null=True, verbose_name="réglé par"),
                ),
            ],
            options={
                "verbose_name": "courriel reçu",
                "verbose_name_plural": "courriels reçus",
                "ordering": ["-received_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None), ("state__in", ("held", "bounce"))),
                        fields=["kind", "key"],
                        name="foundation_received_to_settle",
                    ),
                    models.Index(
                        fields=["sender", "-received_at"], name="foundation_received_sender"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailAttachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="nom du fichier")),
                ("mimetype", models.CharField(max_length=100, verbose_name="format")),
                (
                    "method",
                    models.CharField(blank=True, max_length=20, verbose_name="méthode iCalendar"),
                ),
                ("content", models.BinaryField(verbose_name="contenu")),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="foundation.outgoingmail",
                        verbose_name="mail",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce jointe",
                "verbose_name_plural": "pièces jointes",
                "ordering": ["id"],
            },
        ),
    ]
