"""Households, their projects, stages and relays, sponsors, stays, weekends and ceremonies."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.identifiers
import bocage.foundation.plain_words
import bocage.welcome.models.expressions
import bocage.welcome.models.stays


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0002_homes_and_searches"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_communes_and_figures"),
        ("workspaces", "0001_places_and_their_hours"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SuitabilityEvidence",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="suitability_evidence",
                        serialize=False,
                        to="territory.commune",
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "faits derrière les notes d’une commune",
                "verbose_name_plural": "faits derrière les notes des communes",
            },
        ),
        migrations.CreateModel(
            name="SuitabilityRow",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="suitability",
                        serialize=False,
                        to="territory.commune",
                    ),
                ),
                ("departement_code", models.CharField(max_length=3)),
                ("x", models.FloatField(null=True)),
                ("y", models.FloatField(null=True)),
                ("z", models.FloatField(null=True)),
                ("price_eur_m2", models.PositiveIntegerField(null=True)),
                ("fibre", models.PositiveSmallIntegerField(null=True)),
                ("nursery", models.PositiveSmallIntegerField(null=True)),
                ("primary", models.PositiveSmallIntegerField(null=True)),
                ("middle", models.PositiveSmallIntegerField(null=True)),
                ("high", models.PositiveSmallIntegerField(null=True)),
                ("doctor", models.PositiveSmallIntegerField(null=True)),
                ("pharmacy", models.PositiveSmallIntegerField(null=True)),
                ("shops", models.PositiveSmallIntegerField(null=True)),
                ("station", models.PositiveSmallIntegerField(null=True)),
                ("paris", models.PositiveSmallIntegerField(null=True)),
                ("sale", models.PositiveSmallIntegerField(null=True)),
                ("rental", models.PositiveSmallIntegerField(null=True)),
                ("rent", models.PositiveSmallIntegerField(null=True)),
                ("workspace", models.PositiveSmallIntegerField(null=True)),
                ("quiet", models.PositiveSmallIntegerField(null=True)),
                ("village", models.PositiveSmallIntegerField(null=True)),
                ("town", models.PositiveSmallIntegerField(null=True)),
                ("welcome", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "verbose_name": "notes d’une commune",
                "verbose_name_plural": "notes des communes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fibre", None), ("fibre__lte", 100), _connector="OR"),
                            models.Q(("nursery", None), ("nursery__lte", 100), _connector="OR"),
                            models.Q(("primary", None), ("primary__lte", 100), _connector="OR"),
                            models.Q(("middle", None), ("middle__lte", 100), _connector="OR"),
                            models.Q(("high", None), ("high__lte", 100), _connector="OR"),
                            models.Q(("doctor", None), ("doctor__lte", 100), _connector="OR"),
                            models.Q(("pharmacy", None), ("pharmacy__lte", 100), _connector="OR"),
                            models.Q(("shops", None), ("shops__lte", 100), _connector="OR"),
                            models.Q(("station", None), ("station__lte", 100), _connector="OR"),
                            models.Q(("paris", None), ("paris__lte", 100), _connector="OR"),
                            models.Q(("sale", None), ("sale__lte", 100), _connector="OR"),
                            models.Q(("rental", None), ("rental__lte", 100), _connector="OR"),
                            models.Q(("rent", None), ("rent__lte", 100), _connector="OR"),
                            models.Q(("workspace", None), ("workspace__lte", 100), _connector="OR"),
                            models.Q(("quiet", None), ("quiet__lte", 100), _connector="OR"),
                            models.Q(("village", None), ("village__lte", 100), _connector="OR"),
                            models.Q(("town", None), ("town__lte", 100), _connector="OR"),
                            models.Q(("welcome", None), ("welcome__lte", 100), _connector="OR"),
                        ),
                        name="welcome_suitability_marks_up_to_100",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("x", None), ("y", None), ("z", None)),
                            models.Q(
                                ("x__isnull", False), ("y__isnull", False), ("z__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="welcome_suitability_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_eur_m2", None), ("price_eur_m2__gte", 1), _connector="OR"
                        ),
                        name="welcome_suitability_price_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwarenessMeeting",
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
                ("starts_at", models.DateTimeField(verbose_name="le")),
                ("place", models.CharField(max_length=200, verbose_name="lieu")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vide\xa0: autant qu’il en vient.",
                        null=True,
                        verbose_name="places",
                    ),
                ),
                (
                    "seats_taken",
                    models.IntegerField(default=0, editable=False, verbose_name="places prises"),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="mot d’invitation"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("open", "invitations parties"),
                            ("full", "complète"),
                            ("held", "tenue"),
                            ("called_off", "annulée"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="préparée le")),
                (
                    "opened_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="invitations parties le"
                    ),
                ),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="tenue le")),
                (
                    "called_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulée le"),
                ),
                (
                    "call_off_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="raison"),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awareness_meetings",
                        to="territory.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awareness_meetings",
                        to="territory.epci",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings_planned",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion de sensibilisation",
                "verbose_name_plural": "réunions de sensibilisation",
                "ordering": ["-starts_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ("open", "full"))),
                        fields=["starts_at"],
                        name="welcome_meeting_coming",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        fields=("epci", "starts_at"),
                        name="welcome_meeting_one_at_a_time",
                        violation_error_message="L’intercommunalité a déjà une réunion à ce moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats_taken__gte", 0),
                            models.Q(
                                ("capacity", None),
                                ("seats_taken__lte", models.F("capacity")),
                                _connector="OR",
                            ),
                        ),
                        name="welcome_meeting_seats",
                        violation_error_message="Il ne reste pas assez de places.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", None), ("capacity__gte", 1), _connector="OR"
                        ),
                        name="welcome_meeting_has_a_seat",
                        violation_error_message="Une réunion a une place au moins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("held_at__isnull", False), ("status", "held")),
                                models.Q(
                                    models.Q(("status", "held"), _negated=True), ("held_at", None)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("called_off_at__isnull", False), ("status", "called_off")
                                ),
                                models.Q(
                                    models.Q(("status", "called_off"), _negated=True),
                                    ("call_off_reason", ""),
                                    ("called_off_at", None),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("status__in", ("draft", "called_off")),
                                ("opened_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="welcome_meeting_dated_states",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_awarenessmeetingevent" ("capacity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."capacity", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="a98f9719925065242f0f876a5c582d055dbd0a13",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2a96",
                            table="welcome_awarenessmeeting",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_awarenessmeetingevent" ("capacity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."capacity", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="e85f6f75b337d614b902955a53ba092e9211cda7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ecd2",
                            table="welcome_awarenessmeeting",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwarenessMeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("open", "invitations parties"),
                            ("full", "complète"),
                            ("held", "tenue"),
                            ("called_off", "annulée"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="le")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vide\xa0: autant qu’il en vient.",
                        null=True,
                        verbose_name="places",
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
                        related_name="status_starts_at_capacity_events",
                        to="welcome.awarenessmeeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ceremony",
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
                (
                    "former_name",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="commune d’avant la fusion"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="le")),
                ("place", models.CharField(max_length=200, verbose_name="lieu")),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="mot de la mairie"),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Imprimé sur l’invitation et le livret\xa0: téléphone, jours d’ouverture.",
                        max_length=200,
                        verbose_name="joindre la mairie",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "prévue"),
                            ("invited", "invitations parties"),
                            ("held", "tenue"),
                            ("called_off", "annulée"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="prévue le")),
                (
                    "invited_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="invitations parties le"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="«\xa0tenue\u202f?\xa0» demandé le"
                    ),
                ),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="tenue le")),
                (
                    "called_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulée le"),
                ),
                (
                    "call_off_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="raison"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ceremonies",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ceremonies_planned",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prévue par",
                    ),
                ),
            ],
            options={
                "verbose_name": "cérémonie d’accueil",
                "verbose_name_plural": "cérémonies d’accueil",
                "ordering": ["-starts_at", "id"],
                "indexes": [
                    models.Index(fields=["commune", "-starts_at"], name="welcome_ceremony_commune"),
                    models.Index(
                        condition=models.Q(("status__in", ("planned", "invited"))),
                        fields=["starts_at"],
                        name="welcome_ceremony_coming",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        fields=("commune", "former_name", "starts_at"),
                        name="welcome_ceremony_one_at_a_time",
                        violation_error_message="La commune a déjà une cérémonie à ce moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", False), ("status", "held")),
                            models.Q(
                                models.Q(("status", "held"), _negated=True), ("held_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="welcome_ceremony_held_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at__isnull", False), ("status", "called_off")),
                            models.Q(
                                models.Q(("status", "called_off"), _negated=True),
                                ("call_off_reason", ""),
                                ("called_off_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_ceremony_called_off_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "invited"), _negated=True),
                            ("invited_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_ceremony_invited_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_ceremonyevent" ("commune_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."commune_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="16308bdb4e9d1bf7555833774155cdac3c1a6f56",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_edc39",
                            table="welcome_ceremony",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_ceremonyevent" ("commune_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."commune_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="3b3fb58cc75bbe1f003394a90f92c9339f4febd9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bd512",
                            table="welcome_ceremony",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CeremonyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "prévue"),
                            ("invited", "invitations parties"),
                            ("held", "tenue"),
                            ("called_off", "annulée"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="le")),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.commune",
                        verbose_name="commune",
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
                        related_name="commune_status_starts_at_events",
                        to="welcome.ceremony",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CharterRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="demandée le")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="charter_requests",
                        to="territory.commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de signature",
                "verbose_name_plural": "demandes de signature",
                "ordering": ["-asked_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "asked_on"), name="welcome_charterrequest_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Helper",
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
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("landlord", "propriétaire qui loue"),
                            ("school_head", "direction d’école"),
                            ("doctor", "médecin, soignant"),
                            ("craftsman", "artisan"),
                            ("employer", "employeur"),
                            ("neighbour", "voisin du même métier ou du même pays"),
                            ("other", "autre"),
                        ],
                        max_length=12,
                        verbose_name="qui est-ce\u202f?",
                    ),
                ),
                (
                    "can_do",
                    models.TextField(
                        max_length=1000, verbose_name="ce que cette personne peut faire"
                    ),
                ),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="mots-clés",
                    ),
                ),
                (
                    "radius_km",
                    models.PositiveSmallIntegerField(
                        default=20, verbose_name="jusqu’à combien de kilomètres"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="langues",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="téléphone")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "français"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="nous lui écrivons en",
                    ),
                ),
                (
                    "most_a_month",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Nous ne demandons jamais davantage, quel que soit le besoin.",
                        verbose_name="demandes par mois, au plus",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="fiche ouverte")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="fiche fermée le"),
                ),
                (
                    "consented_on",
                    models.DateField(verbose_name="d’accord pour figurer au carnet depuis le"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(verbose_name="dernière nouvelle de sa part le"),
                ),
                (
                    "asked_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="Le temps de lire qu’elle est au carnet, et de dire non.",
                        null=True,
                        verbose_name="sollicitable à partir du",
                    ),
                ),
                (
                    "asked_to_confirm_at",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        verbose_name="«\xa0toujours d’accord\u202f?\xa0» demandé le",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="ajoutée le")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="helpers_added",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ajoutée par",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="helpers",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="helper_cards",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
            ],
            options={
                "verbose_name": "personne qui aide",
                "verbose_name_plural": "personnes qui aident",
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["kind", "commune"],
                        name="welcome_helper_open",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["confirmed_at"],
                        name="welcome_helper_quiet",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("email", "kind"),
                        name="welcome_helper_card_once",
                        violation_error_message="Cette personne est déjà au carnet, à ce titre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most_a_month__range", (1, 12))),
                        name="welcome_helper_asked_in_measure",
                        violation_error_message="De une à douze demandes par mois.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("radius_km__lte", 200)),
                        name="welcome_helper_within_reach",
                        violation_error_message="Au plus deux cents kilomètres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("is_open", True)),
                            models.Q(("closed_at__isnull", False), ("is_open", False)),
                            _connector="OR",
                        ),
                        name="welcome_helper_closed_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelperImport",
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
                ("brought_at", models.DateTimeField(verbose_name="déposé le")),
                ("file_name", models.CharField(max_length=120, verbose_name="fichier")),
                ("text", models.TextField(blank=True, verbose_name="le tableau")),
                (
                    "applied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="écrit au carnet le"),
                ),
                ("added", models.PositiveIntegerField(default=0, verbose_name="ajoutées")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changées")),
                (
                    "left_out",
                    models.PositiveIntegerField(default=0, verbose_name="laissées de côté"),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="helper_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tableau de personnes qui aident",
                "verbose_name_plural": "tableaux de personnes qui aident",
                "ordering": ["-brought_at", "id"],
                "indexes": [models.Index(fields=["brought_at"], name="welcome_helper_import_left")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at", None), models.Q(("text", ""), _negated=True)),
                            models.Q(("applied_at__isnull", False), ("text", "")),
                            _connector="OR",
                        ),
                        name="welcome_helper_import_written_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingInvitation",
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
                (
                    "invited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="invitée le"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="relancée le"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "pas encore répondu"),
                            ("yes", "vient"),
                            ("no", "ne vient pas"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                ("names", models.CharField(blank=True, max_length=300, verbose_name="noms")),
                ("people", models.PositiveSmallIntegerField(default=0, verbose_name="personnes")),
                ("attended", models.BooleanField(default=False, verbose_name="présente")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_invitations",
                        to="territory.commune",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="welcome.awarenessmeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune invitée",
                "verbose_name_plural": "communes invitées",
                "ordering": ["meeting", "commune__name", "id"],
                "indexes": [models.Index(fields=["commune"], name="welcome_meetinginv_commune")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "commune"),
                        name="welcome_meetinginvitation_once",
                        violation_error_message="Cette commune est déjà invitée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "yes"), ("people__range", (1, 20))),
                            models.Q(models.Q(("answer", "yes"), _negated=True), ("people", 0)),
                            _connector="OR",
                        ),
                        name="welcome_meetinginvitation_people",
                        violation_error_message="Dites combien vous serez, de 1 à 20.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "none"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "none"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_meetinginvitation_answered_on_a_day",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="seats_follow_the_answers",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP <> 'INSERT' AND OLD.answer = 'yes' THEN\n            UPDATE welcome_awarenessmeeting SET seats_taken = seats_taken - OLD.people\n            WHERE id = OLD.meeting_id;\n        END IF;\n        IF TG_OP <> 'DELETE' AND NEW.answer = 'yes' THEN\n            UPDATE welcome_awarenessmeeting SET seats_taken = seats_taken + NEW.people\n            WHERE id = NEW.meeting_id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="1690db80df23356c28e795b153da7f18de0837c5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_seats_follow_the_answers_40695",
                            table="welcome_meetinginvitation",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MorningDigest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="jour")),
                ("told", models.PositiveIntegerField(verbose_name="projets en attente")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="morning_digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message du matin",
                "verbose_name_plural": "messages du matin",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "day"), name="welcome_digest_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnTaskTemplate",
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
                ("name", models.CharField(editable=False, max_length=40)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("team", "l’équipe d’accueil"), ("household", "le ménage")],
                        default="team",
                        max_length=10,
                        verbose_name="pour",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="à faire")),
                (
                    "help",
                    models.CharField(blank=True, max_length=300, verbose_name="en quelques mots"),
                ),
                (
                    "within_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sous combien de jours"
                    ),
                ),
                (
                    "closing_fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "première réponse donnée"),
                            ("town_hall_asked", "mairie interrogée"),
                            ("town_hall_said_yes", "mairie favorable"),
                            ("sponsor_accepted", "parrain ou marraine trouvé(e)"),
                            ("stay_planned", "séjour préparé"),
                            ("stay_done", "séjour passé"),
                            ("desk_booked", "bureau réservé"),
                            ("home_visited", "logement visité"),
                            ("home_found", "logement trouvé"),
                            ("moved_in", "emménagement"),
                            ("ceremony_held", "cérémonie tenue"),
                            ("follow_up_answered", "suivi répondu"),
                            ("helper_answered", "réponse d’une personne du carnet"),
                            ("school_answered", "oui d’une école"),
                            ("doctor_found", "médecin trouvé"),
                            ("craftsman_found", "artisan trouvé"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="fait qui la clôt",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="proposée")),
                ("changed_at", models.DateTimeField(verbose_name="changée le")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_task_templates",
                        to="territory.departement",
                    ),
                ),
            ],
            options={
                "verbose_name": "modèle de tâche d’un département",
                "verbose_name_plural": "modèles de tâches des départements",
                "ordering": ["stage", "title", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("departement", "name"), name="welcome_task_template_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="welcome_task_template_says_what",
                        violation_error_message="Une tâche dit ce qui est à faire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("within_days", None), ("within_days__range", (0, 365)), _connector="OR"
                        ),
                        name="welcome_task_template_within_a_year",
                        violation_error_message="Entre 0 et 365 jours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "contact",
                                    "qualified",
                                    "exploring",
                                    "visiting",
                                    "deciding",
                                    "moving",
                                    "settled",
                                    "rooted",
                                ],
                            )
                        ),
                        name="welcome_task_template_stage",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_owntasktemplateevent" ("changed_by_id", "closing_fact", "departement_id", "help", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "stage", "title", "within_days") VALUES (NEW."changed_by_id", NEW."closing_fact", NEW."departement_id", NEW."help", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."stage", NEW."title", NEW."within_days"); RETURN NULL;',
                            hash="a7a96ab6d02816a5c8e5ead019f258d13b603647",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54a7a",
                            table="welcome_owntasktemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."closing_fact" IS DISTINCT FROM (NEW."closing_fact") OR OLD."departement_id" IS DISTINCT FROM (NEW."departement_id") OR OLD."help" IS DISTINCT FROM (NEW."help") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."within_days" IS DISTINCT FROM (NEW."within_days"))',
                            func='INSERT INTO "welcome_owntasktemplateevent" ("changed_by_id", "closing_fact", "departement_id", "help", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "stage", "title", "within_days") VALUES (NEW."changed_by_id", NEW."closing_fact", NEW."departement_id", NEW."help", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."stage", NEW."title", NEW."within_days"); RETURN NULL;',
                            hash="3a3930a096376b39e0506c7ed4f6700ee2086d68",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_23f2b",
                            table="welcome_owntasktemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_owntasktemplateevent" ("changed_by_id", "closing_fact", "departement_id", "help", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "stage", "title", "within_days") VALUES (OLD."changed_by_id", OLD."closing_fact", OLD."departement_id", OLD."help", OLD."id", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."stage", OLD."title", OLD."within_days"); RETURN NULL;',
                            hash="297556fbeae825badadf09ca6af8ef785c3ed874",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38bd4",
                            table="welcome_owntasktemplate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnTaskTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=40)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("team", "l’équipe d’accueil"), ("household", "le ménage")],
                        default="team",
                        max_length=10,
                        verbose_name="pour",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="à faire")),
                (
                    "help",
                    models.CharField(blank=True, max_length=300, verbose_name="en quelques mots"),
                ),
                (
                    "within_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sous combien de jours"
                    ),
                ),
                (
                    "closing_fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "première réponse donnée"),
                            ("town_hall_asked", "mairie interrogée"),
                            ("town_hall_said_yes", "mairie favorable"),
                            ("sponsor_accepted", "parrain ou marraine trouvé(e)"),
                            ("stay_planned", "séjour préparé"),
                            ("stay_done", "séjour passé"),
                            ("desk_booked", "bureau réservé"),
                            ("home_visited", "logement visité"),
                            ("home_found", "logement trouvé"),
                            ("moved_in", "emménagement"),
                            ("ceremony_held", "cérémonie tenue"),
                            ("follow_up_answered", "suivi répondu"),
                            ("helper_answered", "réponse d’une personne du carnet"),
                            ("school_answered", "oui d’une école"),
                            ("doctor_found", "médecin trouvé"),
                            ("craftsman_found", "artisan trouvé"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="fait qui la clôt",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="proposée")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.departement",
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
                        to="welcome.owntasktemplate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nom du filtre")),
                ("query", models.CharField(max_length=600)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "filtre gardé",
                "verbose_name_plural": "filtres gardés",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "name"),
                        name="welcome_filter_name_once",
                        violation_error_message="Vous avez déjà un filtre de ce nom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="welcome_filter_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementProject",
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
                ("name", models.CharField(max_length=120, verbose_name="nom du ménage")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        default="contact",
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                ("stage_since", models.DateTimeField(verbose_name="à cette étape depuis le")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "en cours"), ("paused", "en pause"), ("closed", "clos")],
                        default="open",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed_mind", "le ménage a changé d’avis"),
                            ("elsewhere", "installé ailleurs"),
                            ("no_home", "pas de logement trouvé"),
                            ("no_job", "le travail ne suit pas"),
                            ("silent", "sans nouvelles"),
                            ("out_of_scope", "hors de notre mission"),
                            ("left", "reparti du territoire"),
                            ("joined", "réuni à un autre projet"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="raison",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                (
                    "paused_until",
                    models.DateField(blank=True, null=True, verbose_name="en pause jusqu’au"),
                ),
                ("language", models.CharField(default="fr", max_length=2, verbose_name="langue")),
                (
                    "origin",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="où le ménage vit aujourd’hui"
                    ),
                ),
                (
                    "adults_count",
                    models.PositiveSmallIntegerField(default=1, verbose_name="adultes"),
                ),
                (
                    "children_count",
                    models.PositiveSmallIntegerField(default=0, verbose_name="enfants"),
                ),
                (
                    "schools",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nursery", "crèche ou assistante maternelle"),
                                ("primary", "école"),
                                ("middle", "collège"),
                                ("high", "lycée"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="écoles cherchées",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="langues parlées",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employee", "salarié en télétravail"),
                            ("public_agent", "agent public en télétravail"),
                            ("independent", "indépendant"),
                            ("director", "à la tête d’une entreprise"),
                            ("founder", "avec une entreprise à créer"),
                            ("looking", "à la recherche d’un emploi"),
                            ("other", "autrement"),
                        ],
                        max_length=12,
                        verbose_name="travail",
                    ),
                ),
                ("trade", models.CharField(blank=True, max_length=120, verbose_name="métier")),
                (
                    "telework_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="jours de télétravail par semaine"
                    ),
                ),
                (
                    "workspace_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="jours par semaine dans un bureau partagé"
                    ),
                ),
                (
                    "has_business_project",
                    models.BooleanField(default=False, verbose_name="veut créer une activité"),
                ),
                ("needs_fibre", models.BooleanField(default=False, verbose_name="fibre")),
                ("needs_station", models.BooleanField(default=False, verbose_name="gare")),
                (
                    "needs_health",
                    models.BooleanField(default=False, verbose_name="médecin et pharmacie"),
                ),
                (
                    "setting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quiet", "au calme, à la campagne"),
                            ("village", "dans un village vivant"),
                            ("town", "en ville"),
                        ],
                        max_length=8,
                        verbose_name="cadre de vie",
                    ),
                ),
                (
                    "home_wish",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("buy", "acheter"),
                            ("rent", "louer"),
                            ("rent_then_buy", "louer, puis acheter"),
                            ("has_one", "nous avons déjà un logement ici"),
                        ],
                        max_length=16,
                        verbose_name="logement",
                    ),
                ),
                (
                    "budget_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="budget d’achat (€)"
                    ),
                ),
                (
                    "rent_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="loyer au plus (€ par mois)"
                    ),
                ),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="pièces, au moins"
                    ),
                ),
                (
                    "weights",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="réglages du classement"
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="où, en quelques mots"
                    ),
                ),
                (
                    "wants_to_move_on",
                    models.DateField(blank=True, null=True, verbose_name="à partir de quand"),
                ),
                (
                    "worries",
                    models.TextField(blank=True, max_length=2000, verbose_name="ce qui inquiète"),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="le projet, en quelques mots"
                    ),
                ),
                ("draft", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="téléphone")),
                ("sent_at", models.DateTimeField(verbose_name="reçu le")),
                (
                    "answer_due_at",
                    models.DateTimeField(verbose_name="première réponse attendue le"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="première réponse le"),
                ),
                (
                    "next_action",
                    models.CharField(blank=True, max_length=200, verbose_name="prochaine action"),
                ),
                ("next_action_on", models.DateField(blank=True, null=True, verbose_name="pour le")),
                (
                    "next_action_told",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="ce que le ménage en lit"
                    ),
                ),
                ("last_contact_at", models.DateTimeField(verbose_name="dernier échange le")),
                (
                    "moved_in_on",
                    models.DateField(blank=True, null=True, verbose_name="emménagé le"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="reparti le")),
                ("asked_to_keep_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="effacé le"),
                ),
                (
                    "was_of_club",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="a été du club"
                    ),
                ),
                (
                    "attention_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(next_action_on=None, stage="rooted", then=None),
                            models.When(answered_at=None, then=models.F("answer_due_at")),
                            models.When(next_action_on=None, then=models.F("stage_since")),
                            default=bocage.welcome.models.expressions.EndOfDay(
                                models.F("next_action_on")
                            ),
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.plain_words.PlainWords(
                            bocage.foundation.plain_words.SpacedWords(
                                models.F("name"),
                                models.F("trade"),
                                models.F("origin"),
                                models.F("where"),
                                models.F("next_action"),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "said_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.plain_words.PlainWords(
                            bocage.foundation.plain_words.SpacedWords(
                                models.F("words"), models.F("worries")
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement_projects",
                        to="territory.commune",
                        verbose_name="commune d’installation",
                    ),
                ),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="projects_that_wish_it",
                        to="territory.commune",
                        verbose_name="communes souhaitées",
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="projects_coordinated",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="suivi par",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement_projects",
                        to="territory.departement",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement_projects",
                        to="territory.epci",
                        verbose_name="suivi par l’intercommunalité",
                    ),
                ),
                (
                    "joined_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="joined",
                        to="welcome.settlementproject",
                    ),
                ),
                (
                    "next_action_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "projet d’installation",
                "verbose_name_plural": "projets d’installation",
                "ordering": ["-sent_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["departement", "stage", "attention_at", "id"],
                        include=("status", "answered_at"),
                        name="welcome_project_board",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["departement", "attention_at", "id"],
                        name="welcome_project_list",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["stage", "attention_at", "id"],
                        include=("status", "answered_at"),
                        name="welcome_project_board_all",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_text"), name="gin_trgm_ops"
                        ),
                        name="welcome_project_words",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("said_text"), name="gin_trgm_ops"
                        ),
                        name="welcome_project_said",
                    ),
                    models.Index(
                        condition=models.Q(("answered_at", None), ("status", "open")),
                        fields=["answer_due_at"],
                        name="welcome_project_to_answer",
                    ),
                    models.Index(fields=["commune", "stage"], name="welcome_project_commune"),
                    models.Index(
                        condition=models.Q(("erased_at", None)),
                        fields=["last_contact_at"],
                        name="welcome_project_silent",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("status", "closed"),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("close_reason", ""),
                                ("closed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_project_closed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adults_count__range", (1, 12)), ("children_count__lte", 20)
                        ),
                        name="welcome_project_has_somebody",
                        violation_error_message="Un ménage compte d’un à douze adultes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("workspace_days__lte", 7),
                            models.Q(
                                ("telework_days", None), ("telework_days__lte", 7), _connector="OR"
                            ),
                        ),
                        name="welcome_project_days_of_a_week",
                        violation_error_message="Une semaine compte sept jours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ["settled", "rooted"]), _negated=True),
                            models.Q(("commune__isnull", False), ("moved_in_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="welcome_project_arrived_somewhere",
                        violation_error_message="Un ménage installé l’est quelque part, depuis un jour.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            models.Q(
                                ("left_on__gte", models.F("moved_in_on")),
                                ("moved_in_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_project_left_after_it_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_action", ""), ("next_action_on", None)),
                            models.Q(
                                models.Q(("next_action", ""), _negated=True),
                                ("next_action_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_project_next_action_with_a_date",
                        violation_error_message="Une prochaine action a une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_action_told", ""),
                            models.Q(("next_action", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="welcome_project_tells_an_action_that_is",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_action", ""),
                            ("next_action_by__isnull", False),
                            ("coordinator__isnull", True),
                            _connector="OR",
                        ),
                        name="welcome_project_next_action_with_an_owner",
                        violation_error_message="Une prochaine action a quelqu’un qui la fait.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_settlementprojectevent" ("close_reason", "commune_id", "left_on", "moved_in_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "status") VALUES (NEW."close_reason", NEW."commune_id", NEW."left_on", NEW."moved_in_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stage", NEW."status"); RETURN NULL;',
                            hash="be4be2f3951a18d91daa0747773374ecd60dae9c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ccd6",
                            table="welcome_settlementproject",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."moved_in_on" IS DISTINCT FROM (NEW."moved_in_on") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_settlementprojectevent" ("close_reason", "commune_id", "left_on", "moved_in_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "status") VALUES (NEW."close_reason", NEW."commune_id", NEW."left_on", NEW."moved_in_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stage", NEW."status"); RETURN NULL;',
                            hash="f945a60a51c32e778b1fdaa0c24003a7247ae51d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3ba8",
                            table="welcome_settlementproject",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneProposal",
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
                ("reason", models.CharField(max_length=500, verbose_name="pourquoi elle")),
                ("proposed_at", models.DateTimeField(verbose_name="proposée le")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("no", "non")],
                        default="",
                        max_length=3,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commune_proposals",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune proposée",
                "verbose_name_plural": "communes proposées",
                "ordering": ["proposed_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "commune"),
                        name="welcome_commune_proposed_once",
                        violation_error_message="Cette commune a déjà été proposée à ce ménage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__gte", models.F("proposed_at")),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_commune_proposal_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="welcome_commune_proposal_says_why",
                        violation_error_message="Dites en quelques mots pourquoi cette commune.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_communeproposalevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="65c79d1abcfb1d91fc5cd5e251afce2f8dcdb7a9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19f17",
                            table="welcome_communeproposal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer"))',
                            func='INSERT INTO "welcome_communeproposalevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="0d533fdb99cd456374e47aac0f0a619ac1d70cb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01b8d",
                            table="welcome_communeproposal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneProposalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("no", "non")],
                        default="",
                        max_length=3,
                        verbose_name="réponse",
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
                        related_name="answer_events",
                        to="welcome.communeproposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relay",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "envoyée"),
                            ("seen", "lue"),
                            ("reminded", "relancée"),
                            ("escalated", "passée à d’autres"),
                            ("answered", "répondue"),
                            ("withdrawn", "retirée"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "asked_of",
                    models.CharField(
                        choices=[
                            ("town_hall", "la mairie"),
                            ("epci", "l’intercommunalité"),
                            ("coordinator", "le ou la chargé(e) d’accueil"),
                        ],
                        default="town_hall",
                        max_length=12,
                        verbose_name="posée à",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="La mairie le lit tel quel, avec les prénoms et ce que le ménage cherche.",
                        max_length=2000,
                        verbose_name="le mot à la mairie",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="envoyée le")),
                ("due_at", models.DateTimeField(verbose_name="réponse attendue le")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="lue le")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="relancée le"),
                ),
                (
                    "epci_told_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="passée à l’intercommunalité le"
                    ),
                ),
                (
                    "coordinator_told_at",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        verbose_name="revenue au ou à la chargé(e) d’accueil le",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("not_now", "pas maintenant"), ("no", "non")],
                        max_length=8,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "may_have_home",
                    models.BooleanField(default=False, verbose_name="a peut-être un logement"),
                ),
                (
                    "answer_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="en quelques mots"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondue le"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retirée le"),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="raison"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relays_answered",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondue par",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relays_asked",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="posée par",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relays",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relays",
                        to="housing.lead",
                        verbose_name="piste de logement",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relays",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "mise en relation",
                "verbose_name_plural": "mises en relation",
                "ordering": ["-sent_at", "id"],
                "indexes": [
                    models.Index(fields=["project", "-sent_at"], name="welcome_relay_project"),
                    models.Index(fields=["commune", "-sent_at"], name="welcome_relay_commune"),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ("sent", "seen", "reminded", "escalated"))
                        ),
                        fields=["due_at"],
                        name="welcome_relay_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("sent", "seen", "reminded", "escalated"))
                        ),
                        fields=("project", "commune"),
                        name="welcome_relay_one_open",
                        violation_error_message="Cette mairie a déjà la question, et n’a pas répondu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("status", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_relay_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdrawn_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_relay_withdrawn_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("may_have_home", False), ("answer", "yes"), _connector="OR"
                        ),
                        name="welcome_relay_home_where_welcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            ("answered_at__gte", models.F("sent_at")),
                            _connector="OR",
                        ),
                        name="welcome_relay_answered_after_it_was_sent",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_relayevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="705bd4d426abc9d4ec86b52c180292582b54dcdf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5c03c",
                            table="welcome_relay",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_relayevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="ff74cc706dc4472288c280015a375a13e3b00e71",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc14f",
                            table="welcome_relay",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "envoyée"),
                            ("seen", "lue"),
                            ("reminded", "relancée"),
                            ("escalated", "passée à d’autres"),
                            ("answered", "répondue"),
                            ("withdrawn", "retirée"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("not_now", "pas maintenant"), ("no", "non")],
                        max_length=8,
                        verbose_name="réponse",
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
                        related_name="status_answer_events",
                        to="welcome.relay",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RelayReply",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_confirm", "à confirmer d’un clic"),
                            ("confirmed", "devenue la réponse"),
                            ("mandate_over", "mandat terminé"),
                            ("answered", "après une autre réponse"),
                            ("withdrawn", "question retirée"),
                        ],
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="en quelques mots"),
                ),
                ("received_at", models.DateTimeField(verbose_name="reçue le")),
                ("mail_id", models.CharField(blank=True, editable=False, max_length=255)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relay_replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="welcome.relay",
                    ),
                ),
            ],
            options={
                "verbose_name": "mot d’une mairie",
                "verbose_name_plural": "mots des mairies",
                "ordering": ["-received_at", "id"],
                "indexes": [
                    models.Index(fields=["relay", "-received_at"], name="welcome_relayreply_relay"),
                    models.Index(fields=["person"], name="welcome_relayreply_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mail_id", ""), _negated=True),
                        fields=("mail_id",),
                        name="welcome_relayreply_mail_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capacity", models.CharField(max_length=20, verbose_name="en tant que")),
                ("viewed_at", models.DateTimeField(verbose_name="vu le")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seen",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["-viewed_at", "-id"],
                "indexes": [
                    models.Index(fields=["project", "-viewed_at"], name="welcome_view_project")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectTask",
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
                ("template", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("team", "l’équipe d’accueil"), ("household", "le ménage")],
                        default="team",
                        max_length=10,
                        verbose_name="pour",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="à faire")),
                (
                    "help",
                    models.CharField(blank=True, max_length=300, verbose_name="en quelques mots"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="pour le")),
                (
                    "closing_fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "première réponse donnée"),
                            ("town_hall_asked", "mairie interrogée"),
                            ("town_hall_said_yes", "mairie favorable"),
                            ("sponsor_accepted", "parrain ou marraine trouvé(e)"),
                            ("stay_planned", "séjour préparé"),
                            ("stay_done", "séjour passé"),
                            ("desk_booked", "bureau réservé"),
                            ("home_visited", "logement visité"),
                            ("home_found", "logement trouvé"),
                            ("moved_in", "emménagement"),
                            ("ceremony_held", "cérémonie tenue"),
                            ("follow_up_answered", "suivi répondu"),
                            ("helper_answered", "réponse d’une personne du carnet"),
                            ("school_answered", "oui d’une école"),
                            ("doctor_found", "médecin trouvé"),
                            ("craftsman_found", "artisan trouvé"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="fait qui la clôt",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="ouverte le")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="faite le")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="fait le")),
                ("is_needless", models.BooleanField(default=False, verbose_name="sans objet")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "tâche d’un projet",
                "verbose_name_plural": "tâches des projets",
                "ordering": ["due_on", "opened_at", "id"],
                "indexes": [
                    models.Index(fields=["project", "stage"], name="welcome_task_project"),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_on"],
                        name="welcome_task_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("template", ""), _negated=True),
                        fields=("project", "template"),
                        name="welcome_task_opened_once",
                        violation_error_message="Cette tâche est déjà dans la liste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None),
                            ("done_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="welcome_task_done_after_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_needless", False), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="welcome_task_needless_is_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None),
                            models.Q(("done_at__isnull", False), ("is_needless", False)),
                            _connector="OR",
                        ),
                        name="welcome_task_day_is_of_what_is_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="welcome_task_says_what",
                        violation_error_message="Une tâche dit ce qui est à faire.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMessage",
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
                ("is_from_household", models.BooleanField(default=False, verbose_name="du ménage")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("page", "sur la page"),
                            ("mail", "par courriel"),
                            ("call", "par téléphone"),
                            ("meeting", "de vive voix"),
                            ("note", "note de l’équipe"),
                        ],
                        default="page",
                        max_length=8,
                        verbose_name="moyen",
                    ),
                ),
                ("words", models.TextField(max_length=20000, verbose_name="message")),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255),
                        blank=True,
                        default=list,
                        verbose_name="pièces jointes non gardées",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="le")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                ("mail_id", models.CharField(blank=True, editable=False, max_length=255)),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.plain_words.PlainWords(models.F("words")),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="project_messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["written_at", "id"],
                "indexes": [
                    models.Index(fields=["project", "written_at"], name="welcome_message_project"),
                    models.Index(
                        condition=models.Q(("is_from_household", True), ("read_at", None)),
                        fields=["project"],
                        name="welcome_message_unread",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_text"), name="gin_trgm_ops"
                        ),
                        name="welcome_message_words",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mail_id", ""), _negated=True),
                        fields=("mail_id",),
                        name="welcome_message_mail_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "note"), _negated=True),
                            ("is_from_household", False),
                            _connector="OR",
                        ),
                        name="welcome_message_note_of_the_team",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectJoin",
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
                ("joined_at", models.DateTimeField(verbose_name="réunis le")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="séparés le"),
                ),
                ("moved", models.JSONField(default=dict, editable=False)),
                ("before", models.JSONField(default=dict, editable=False)),
                (
                    "joined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joins_received",
                        to="welcome.settlementproject",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joins_given",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion de projets",
                "verbose_name_plural": "réunions de projets",
                "ordering": ["-joined_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("other",),
                        name="welcome_join_once_at_a_time",
                        violation_error_message="Ce projet est déjà réuni à un autre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("other")), _negated=True),
                        name="welcome_join_of_two_projects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None),
                            ("undone_at__gte", models.F("joined_at")),
                            _connector="OR",
                        ),
                        name="welcome_join_undone_after_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectDraft",
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
                ("answers", models.JSONField(default=dict)),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                ("language", models.CharField(default="fr", max_length=2, verbose_name="langue")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="commencé le")),
                ("saved_at", models.DateTimeField(verbose_name="enregistré le")),
                (
                    "sent_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="à confirmer depuis le"
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmé le"),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "projet commencé",
                "verbose_name_plural": "projets commencés",
                "ordering": ["-saved_at", "id"],
                "indexes": [models.Index(fields=["saved_at"], name="welcome_draft_to_forget")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("project", None)),
                            models.Q(("confirmed_at__isnull", False), ("project__isnull", False)),
                            _connector="OR",
                        ),
                        name="welcome_draft_confirmed_into_a_project",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="welcome_draft_sent_from_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectConsent",
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
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("follow", "être accompagné par l’équipe d’accueil"),
                            ("town_halls", "parler du projet aux mairies choisies"),
                            ("helpers", "parler du projet à des personnes qui peuvent aider"),
                            ("club", "être présenté à des membres du club"),
                            ("testimony", "témoigner"),
                        ],
                        max_length=12,
                        verbose_name="pour",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="donné le")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="repris le"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "consentement",
                "verbose_name_plural": "consentements",
                "ordering": ["given_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("project", "person", "use"),
                        name="welcome_consent_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="welcome_consent_withdrawn_after_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdInvitation",
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
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                ("invited_at", models.DateTimeField(verbose_name="invité le")),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="household_invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation dans un ménage",
                "verbose_name_plural": "invitations dans un ménage",
                "ordering": ["invited_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "email"),
                        name="welcome_invitation_once_an_address",
                        violation_error_message="Cette adresse est déjà invitée.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdAdult",
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
                ("is_first", models.BooleanField(default=False, verbose_name="a envoyé le projet")),
                ("joined_at", models.DateTimeField(verbose_name="depuis le")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="households",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adults",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "adulte du ménage",
                "verbose_name_plural": "adultes du ménage",
                "ordering": ["-is_first", "joined_at", "id"],
                "indexes": [models.Index(fields=["person"], name="welcome_adult_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "person"),
                        name="welcome_adult_once",
                        violation_error_message="Cette personne est déjà du ménage.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("project",),
                        name="welcome_adult_one_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HomesTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("homes", models.PositiveSmallIntegerField(verbose_name="logements")),
                ("told_at", models.DateTimeField(verbose_name="dit le")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="homes_told",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "alerte envoyée",
                "verbose_name_plural": "alertes envoyées",
                "ordering": ["told_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "told_at"), name="welcome_homes_told_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("homes__gte", 1)), name="welcome_homes_told_of_some"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpRequest",
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
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("landlord", "propriétaire qui loue"),
                            ("school_head", "direction d’école"),
                            ("doctor", "médecin, soignant"),
                            ("craftsman", "artisan"),
                            ("employer", "employeur"),
                            ("neighbour", "voisin du même métier ou du même pays"),
                            ("other", "autre"),
                        ],
                        max_length=12,
                        verbose_name="besoin",
                    ),
                ),
                ("words", models.TextField(max_length=1000, verbose_name="la demande")),
                (
                    "first_names",
                    models.CharField(blank=True, max_length=200, verbose_name="prénoms du ménage"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="demandé le")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("no", "pas cette fois")],
                        default="",
                        max_length=3,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answer_words",
                    models.TextField(blank=True, max_length=1000, verbose_name="mot de réponse"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retirée le"),
                ),
                (
                    "thanked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="remercié le"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="welcome.helper",
                    ),
                ),
                (
                    "thanked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="help_requests",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande d’aide",
                "verbose_name_plural": "demandes d’aide",
                "ordering": ["-asked_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["helper", "-asked_at"], name="welcome_help_request_helper"
                    ),
                    models.Index(
                        fields=["project", "-asked_at"], name="welcome_help_request_project"
                    ),
                    models.Index(
                        condition=models.Q(("answer", "yes"), ("thanked_at", None)),
                        fields=["asked_by"],
                        name="welcome_help_request_to_thank",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                        fields=("project", "helper"),
                        name="welcome_help_request_one_open",
                        violation_error_message="Cette personne a déjà été sollicitée pour ce projet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answer_words", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__gte", models.F("asked_at")),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_help_request_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("withdrawn_at", None), _connector="OR"),
                        name="welcome_help_request_answered_or_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("thanked_at", None), ("answer", "yes"), _connector="OR"
                        ),
                        name="welcome_help_request_thanked_for_a_yes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HappenedFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("answered", "première réponse donnée"),
                            ("town_hall_asked", "mairie interrogée"),
                            ("town_hall_said_yes", "mairie favorable"),
                            ("sponsor_accepted", "parrain ou marraine trouvé(e)"),
                            ("stay_planned", "séjour préparé"),
                            ("stay_done", "séjour passé"),
                            ("desk_booked", "bureau réservé"),
                            ("home_visited", "logement visité"),
                            ("home_found", "logement trouvé"),
                            ("moved_in", "emménagement"),
                            ("ceremony_held", "cérémonie tenue"),
                            ("follow_up_answered", "suivi répondu"),
                            ("helper_answered", "réponse d’une personne du carnet"),
                            ("school_answered", "oui d’une école"),
                            ("doctor_found", "médecin trouvé"),
                            ("craftsman_found", "artisan trouvé"),
                        ],
                        max_length=20,
                        verbose_name="fait",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="le")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="happened_facts",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "fait d’un projet",
                "verbose_name_plural": "faits des projets",
                "constraints": [
                    models.UniqueConstraint(fields=("project", "fact"), name="welcome_fact_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                (
                    "months",
                    models.PositiveSmallIntegerField(verbose_name="mois après l’emménagement"),
                ),
                ("due_on", models.DateField(verbose_name="prévu le")),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="demandé le"),
                ),
                (
                    "call_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="à appeler depuis le"),
                ),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="appelé le"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "still_here",
                    models.BooleanField(blank=True, null=True, verbose_name="toujours ici"),
                ),
                (
                    "mood",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("very_well", "très bien"),
                            ("well", "bien"),
                            ("so_so", "des hauts et des bas"),
                            ("badly", "c’est difficile"),
                        ],
                        max_length=12,
                        verbose_name="comment ça va",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fine", "tout va bien"),
                            ("so_so", "à améliorer"),
                            ("problem", "un vrai problème"),
                            ("not_concerned", "pas concerné"),
                        ],
                        max_length=16,
                        verbose_name="travail",
                    ),
                ),
                (
                    "housing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fine", "tout va bien"),
                            ("so_so", "à améliorer"),
                            ("problem", "un vrai problème"),
                            ("not_concerned", "pas concerné"),
                        ],
                        max_length=16,
                        verbose_name="logement",
                    ),
                ),
                (
                    "school",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fine", "tout va bien"),
                            ("so_so", "à améliorer"),
                            ("problem", "un vrai problème"),
                            ("not_concerned", "pas concerné"),
                        ],
                        max_length=16,
                        verbose_name="école",
                    ),
                ),
                (
                    "missing",
                    models.TextField(blank=True, max_length=2000, verbose_name="ce qui manque"),
                ),
                (
                    "may_call",
                    models.BooleanField(default=False, verbose_name="peut être appelé(e)"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="reparti le")),
                (
                    "left_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work", "pour le travail"),
                            ("housing", "faute de logement qui convienne"),
                            ("family", "pour se rapprocher de la famille"),
                            ("school", "pour l’école ou les études"),
                            ("health", "pour la santé"),
                            ("alone", "nous nous sentions seuls"),
                            ("other", "pour une autre raison"),
                        ],
                        max_length=8,
                        verbose_name="pourquoi",
                    ),
                ),
                (
                    "wants_to_sponsor",
                    models.BooleanField(default=False, verbose_name="veut parrainer à son tour"),
                ),
                (
                    "wants_to_testify",
                    models.BooleanField(default=False, verbose_name="veut bien témoigner"),
                ),
                (
                    "wants_to_join_club",
                    models.BooleanField(default=False, verbose_name="veut rejoindre le club"),
                ),
                (
                    "wishes_taken_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="envies reprises le"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi",
                "verbose_name_plural": "suivis",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("asked_at", None)),
                        fields=["due_on"],
                        name="welcome_followup_to_ask",
                    ),
                    models.Index(
                        condition=models.Q(("call_due_at__isnull", False), ("called_at", None)),
                        fields=["call_due_at"],
                        name="welcome_followup_to_call",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("answered_at", None),
                            ("asked_at__isnull", False),
                            ("call_due_at", None),
                        ),
                        fields=["asked_at"],
                        name="welcome_followup_silent",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("wants_to_sponsor", True),
                            ("wants_to_testify", True),
                            ("wants_to_join_club", True),
                            _connector="OR",
                        ),
                        fields=["project"],
                        name="welcome_followup_wished",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "months"), name="welcome_followup_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", (1, 3, 6, 12, 24))),
                        name="welcome_followup_months_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("still_here", None)),
                            models.Q(("answered_at__isnull", False), ("still_here__isnull", False)),
                            _connector="OR",
                        ),
                        name="welcome_followup_answered_whether_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None), ("still_here", False), _connector="OR"
                        ),
                        name="welcome_followup_left_when_gone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowedHomeMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("home_words", models.CharField(max_length=300, verbose_name="logement")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("followed", "suivi"),
                            ("wanted", "il nous plaît"),
                            ("contacted", "contacté"),
                            ("to_visit", "à visiter"),
                            ("visited", "visité"),
                            ("chosen", "c’est le nôtre"),
                            ("no", "pas pour nous"),
                            ("let_go", "n’est plus suivi"),
                        ],
                        max_length=9,
                        verbose_name="étape",
                    ),
                ),
                ("visit_at", models.DateTimeField(blank=True, null=True, verbose_name="visite le")),
                ("moved_at", models.DateTimeField(verbose_name="le")),
                (
                    "dwelling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.lead",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="home_moves",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "étape d’un logement suivi",
                "verbose_name_plural": "étapes des logements suivis",
                "ordering": ["moved_at", "id"],
                "indexes": [
                    models.Index(fields=["project", "moved_at"], name="welcome_home_move_project")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dwelling", None), ("lead", None), _connector="OR"),
                        name="welcome_home_move_of_one_home",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."home_words" IS DISTINCT FROM (NEW."home_words") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."visit_at" IS DISTINCT FROM (NEW."visit_at") OR OLD."moved_at" IS DISTINCT FROM (NEW."moved_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="831e65edb93239afc1e65281dad8b1ba168d1bbf",
                            operation="UPDATE",
                            pgid="pgtrigger_never_changed_b4210",
                            table="welcome_followedhomemove",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowedHome",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wanted", "il nous plaît"),
                            ("contacted", "contacté"),
                            ("to_visit", "à visiter"),
                            ("visited", "visité"),
                            ("chosen", "c’est le nôtre"),
                            ("no", "pas pour nous"),
                        ],
                        default="wanted",
                        max_length=9,
                        verbose_name="où en est-on",
                    ),
                ),
                ("visit_at", models.DateTimeField(blank=True, null=True, verbose_name="visite le")),
                ("notes", models.TextField(blank=True, max_length=2000, verbose_name="nos notes")),
                (
                    "mark",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="notre note"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="suivi depuis le")),
                ("changed_at", models.DateTimeField(verbose_name="changé le")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="households",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="households",
                        to="housing.lead",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="homes",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "logement suivi",
                "verbose_name_plural": "logements suivis",
                "ordering": ["-changed_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dwelling__isnull", False), ("lead", None)),
                            models.Q(("dwelling", None), ("lead__isnull", False)),
                            _connector="OR",
                        ),
                        name="welcome_home_of_a_dwelling_or_a_lead",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "dwelling"), name="welcome_home_dwelling_once"
                    ),
                    models.UniqueConstraint(
                        fields=("project", "lead"), name="welcome_home_lead_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "chosen")),
                        fields=("project",),
                        name="welcome_home_one_chosen",
                        violation_error_message="Un autre logement est déjà le vôtre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark", None), ("mark__range", (1, 5)), _connector="OR"
                        ),
                        name="welcome_home_mark_from_one_to_five",
                        violation_error_message="Une note va de 1 à 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "to_visit"), _negated=True),
                            ("visit_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_home_visit_has_a_moment",
                        violation_error_message="Une visite à venir a un jour et une heure.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CeremonyProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="envoyée le")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ceremony_proposals",
                        to="territory.commune",
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ceremony_proposal",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposition de cérémonie",
                "verbose_name_plural": "propositions de cérémonie",
                "ordering": ["-sent_at", "id"],
                "indexes": [
                    models.Index(fields=["commune", "-sent_at"], name="welcome_proposal_commune")
                ],
            },
        ),
        migrations.CreateModel(
            name="CeremonyGuest",
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
                ("invited_at", models.DateTimeField(verbose_name="invité le")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="relancé le"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "pas encore répondu"),
                            ("yes", "vient"),
                            ("no", "ne vient pas"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                ("people", models.PositiveSmallIntegerField(default=0, verbose_name="personnes")),
                (
                    "agrees_to_be_presented",
                    models.BooleanField(default=False, verbose_name="veut bien être présenté"),
                ),
                (
                    "presented_as",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="comment vous présenter"
                    ),
                ),
                (
                    "agrees_to_photos",
                    models.BooleanField(default=False, verbose_name="veut bien être en photo"),
                ),
                ("came", models.BooleanField(default=False, verbose_name="était là")),
                (
                    "thanked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="certificat envoyé le"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="welcome.ceremony",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ceremony_invitations",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "ménage invité",
                "verbose_name_plural": "ménages invités",
                "ordering": ["invited_at", "id"],
                "indexes": [models.Index(fields=["project"], name="welcome_guest_project")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ceremony", "project"),
                        name="welcome_guest_once",
                        violation_error_message="Ce ménage est déjà invité.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "yes"), ("people__range", (1, 40))),
                            models.Q(
                                models.Q(("answer", "yes"), _negated=True),
                                ("agrees_to_be_presented", False),
                                ("agrees_to_photos", False),
                                ("people", 0),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_guest_comes_with_people",
                        violation_error_message="Dites combien vous serez, de 1 à 40.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "none"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "none"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_guest_answered_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reminded_at", None),
                            ("reminded_at__gte", models.F("invited_at")),
                            _connector="OR",
                        ),
                        name="welcome_guest_reminded_after_invited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        default="contact",
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "en cours"), ("paused", "en pause"), ("closed", "clos")],
                        default="open",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed_mind", "le ménage a changé d’avis"),
                            ("elsewhere", "installé ailleurs"),
                            ("no_home", "pas de logement trouvé"),
                            ("no_job", "le travail ne suit pas"),
                            ("silent", "sans nouvelles"),
                            ("out_of_scope", "hors de notre mission"),
                            ("left", "reparti du territoire"),
                            ("joined", "réuni à un autre projet"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="raison",
                    ),
                ),
                (
                    "moved_in_on",
                    models.DateField(blank=True, null=True, verbose_name="emménagé le"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="reparti le")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.commune",
                        verbose_name="commune d’installation",
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
                        related_name="stage_status_close_reason_commune_moved_in_on_left_on_events",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SponsorProfile",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("offered", "proposé(e), sa réponse est attendue"),
                            ("asked", "à confirmer par l’équipe d’accueil"),
                            ("standing", "parrain ou marraine"),
                            ("refused", "n’a pas souhaité, ou pas été retenu(e)"),
                            ("over", "n’est plus parrain ou marraine"),
                        ],
                        default="asked",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("trade", models.CharField(blank=True, max_length=120, verbose_name="métier")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="langues parlées",
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("with_children", "avec des enfants à la maison"),
                            ("grown", "avec de grands enfants"),
                            ("without_children", "sans enfant"),
                        ],
                        max_length=16,
                        verbose_name="famille",
                    ),
                ),
                (
                    "availability",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("weekdays", "en semaine, en journée"),
                                ("evenings", "en soirée"),
                                ("weekends", "le week-end"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="disponible",
                    ),
                ),
                (
                    "most_at_once",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="ménages à la fois, au plus"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="quelques mots de vous"
                    ),
                ),
                (
                    "is_open",
                    models.BooleanField(
                        default=True, verbose_name="accepte qu’on lui propose des ménages"
                    ),
                ),
                (
                    "shows_phone",
                    models.BooleanField(
                        default=False,
                        verbose_name="donner mon téléphone au ménage que j’accompagne",
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="proposé(e) le")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sponsor_profiles",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposé(e) par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sponsor_profiles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "parrain ou marraine",
                "verbose_name_plural": "parrains et marraines",
                "ordering": ["commune__name", "offered_at", "id"],
                "indexes": [
                    models.Index(fields=["commune", "status"], name="welcome_sponsor_commune")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "commune"),
                        name="welcome_sponsor_once_a_commune",
                        violation_error_message="Cette personne est déjà proposée dans cette commune.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most_at_once__range", (1, 6))),
                        name="welcome_sponsor_within_what_one_can",
                        violation_error_message="De un à six ménages à la fois.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sponsorship",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposé"),
                            ("active", "en cours"),
                            ("ended", "terminé"),
                            ("declined", "décliné"),
                            ("withdrawn", "retiré"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="état",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposé le")),
                ("answer_due_at", models.DateTimeField(verbose_name="réponse attendue le")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="terminé le"),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_time", "pas le temps en ce moment"),
                            ("no_fit", "pas la bonne personne pour ce ménage"),
                            ("no_answer", "pas de réponse"),
                            ("taken", "une autre personne a accepté"),
                            ("done", "le ménage a pris ses marques"),
                            ("moved_away", "le ménage ou le parrain a déménagé"),
                            ("household", "le ménage ne le souhaite pas"),
                            ("sponsor", "le parrain ou la marraine ne peut plus"),
                            ("mandate_over", "n’est plus parrain ou marraine"),
                            ("project_over", "le projet est clos"),
                            ("team", "décision de l’équipe d’accueil"),
                        ],
                        max_length=12,
                        verbose_name="raison",
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="en quelques mots"),
                ),
                ("asked_if_over_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "contact_given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coordonnées données par",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sponsorships",
                        to="welcome.settlementproject",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposé par",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sponsorships",
                        to="welcome.sponsorprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "parrainage",
                "verbose_name_plural": "parrainages",
                "ordering": ["-proposed_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "proposed")),
                        fields=["answer_due_at"],
                        name="welcome_sponsorship_due",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ("proposed", "active"))),
                        fields=["sponsor"],
                        name="welcome_sponsorship_load",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("proposed", "active"))),
                        fields=("project",),
                        name="welcome_sponsorship_one_open_a_project",
                        violation_error_message="Ce ménage a déjà un parrain ou une marraine.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("reason", ""),
                                ("status__in", ("proposed", "active")),
                            ),
                            models.Q(
                                models.Q(("status__in", ("proposed", "active")), _negated=True),
                                ("ended_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_sponsorship_over_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["active", "ended"]), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_sponsorship_active_was_answered",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="within_capacity_at_first",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" IN ('proposed', 'active'))",
                            func="\n    PERFORM 1 FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id FOR NO KEY UPDATE;\n    IF (SELECT count(*) FROM welcome_sponsorship\n            WHERE sponsor_id = NEW.sponsor_id AND status IN ('proposed', 'active')\n            AND id <> NEW.id)\n        >= (SELECT most_at_once FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'welcome_sponsorship_within_capacity',\n            MESSAGE = 'refused by welcome_sponsorship_within_capacity';\n    END IF;\n    RETURN NEW;\n",
                            hash="32e9d925cc8c3443254ebaf9d0c32b3993e2f175",
                            operation="INSERT",
                            pgid="pgtrigger_within_capacity_at_first_d5c89",
                            table="welcome_sponsorship",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="within_capacity_again",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" IN ('proposed', 'active') AND (NOT (OLD.\"status\" IN ('proposed', 'active')) OR OLD.\"sponsor_id\" IS DISTINCT FROM (NEW.\"sponsor_id\")))",
                            func="\n    PERFORM 1 FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id FOR NO KEY UPDATE;\n    IF (SELECT count(*) FROM welcome_sponsorship\n            WHERE sponsor_id = NEW.sponsor_id AND status IN ('proposed', 'active')\n            AND id <> NEW.id)\n        >= (SELECT most_at_once FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'welcome_sponsorship_within_capacity',\n            MESSAGE = 'refused by welcome_sponsorship_within_capacity';\n    END IF;\n    RETURN NEW;\n",
                            hash="04508bffd65e3e6fb8adf845c72fc4212f23aa7e",
                            operation='UPDATE OF "status", "sponsor_id"',
                            pgid="pgtrigger_within_capacity_again_eeb33",
                            table="welcome_sponsorship",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_sponsorshipevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") VALUES (_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."status"); RETURN NULL;',
                            hash="e34fac58629550ec135d663400368c17840b0208",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37f87",
                            table="welcome_sponsorship",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_sponsorshipevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") VALUES (_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."status"); RETURN NULL;',
                            hash="00643b166073af60d7c5e3be66ff58c60fd31272",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2facd",
                            table="welcome_sponsorship",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SponsorContact",
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
                ("happened_on", models.DateField(verbose_name="jour")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("meeting", "rencontre"),
                            ("call", "appel"),
                            ("message", "message"),
                        ],
                        default="meeting",
                        max_length=8,
                        verbose_name="comment",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="en une ligne")),
                ("written_at", models.DateTimeField(verbose_name="noté le")),
                (
                    "sponsorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="welcome.sponsorship",
                    ),
                ),
            ],
            options={
                "verbose_name": "nouvelle d’un parrainage",
                "verbose_name_plural": "nouvelles des parrainages",
                "ordering": ["-happened_on", "-written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SponsorshipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposé"),
                            ("active", "en cours"),
                            ("ended", "terminé"),
                            ("declined", "décliné"),
                            ("withdrawn", "retiré"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="état",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_time", "pas le temps en ce moment"),
                            ("no_fit", "pas la bonne personne pour ce ménage"),
                            ("no_answer", "pas de réponse"),
                            ("taken", "une autre personne a accepté"),
                            ("done", "le ménage a pris ses marques"),
                            ("moved_away", "le ménage ou le parrain a déménagé"),
                            ("household", "le ménage ne le souhaite pas"),
                            ("sponsor", "le parrain ou la marraine ne peut plus"),
                            ("mandate_over", "n’est plus parrain ou marraine"),
                            ("project_over", "le projet est clos"),
                            ("team", "décision de l’équipe d’accueil"),
                        ],
                        max_length=12,
                        verbose_name="raison",
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
                        related_name="status_reason_events",
                        to="welcome.sponsorship",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SponsorshipFeedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("household", "le ménage"),
                            ("sponsor", "le parrain ou la marraine"),
                        ],
                        max_length=9,
                        verbose_name="de",
                    ),
                ),
                (
                    "mark",
                    models.PositiveSmallIntegerField(
                        choices=[(4, "très bien"), (3, "bien"), (2, "moyennement"), (1, "mal")],
                        verbose_name="comment cela s’est passé",
                    ),
                ),
                (
                    "helped",
                    models.TextField(blank=True, max_length=1000, verbose_name="ce qui a aidé"),
                ),
                (
                    "missing",
                    models.TextField(blank=True, max_length=1000, verbose_name="ce qui a manqué"),
                ),
                ("written_at", models.DateTimeField(verbose_name="écrit le")),
                (
                    "sponsorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="welcome.sponsorship",
                    ),
                ),
            ],
            options={
                "verbose_name": "retour sur un parrainage",
                "verbose_name_plural": "retours sur les parrainages",
                "ordering": ["written_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sponsorship", "side"), name="welcome_feedback_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__range", (1, 4))),
                        name="welcome_feedback_mark_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "en cours"), ("paused", "en pause"), ("closed", "clos")],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("from_moved_in_on", models.DateField(blank=True, null=True)),
                ("moved_at", models.DateTimeField(verbose_name="le")),
                (
                    "from_commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territory.commune",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "changement d’étape",
                "verbose_name_plural": "changements d’étape",
                "ordering": ["moved_at", "id"],
                "indexes": [
                    models.Index(fields=["project", "moved_at"], name="welcome_move_project")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
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
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("confirmed", "confirmé"),
                            ("done", "passé"),
                            ("called_off", "annulé"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "arrival_place",
                    models.CharField(
                        blank=True,
                        help_text="La gare, la place ou la maison où le ménage arrive.",
                        max_length=200,
                        verbose_name="arrivée",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="mot pour le ménage"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=bocage.welcome.models.stays.new_token,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="préparé le")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmé le"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="passé le")),
                (
                    "called_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulé le"),
                ),
                (
                    "called_off_words",
                    models.CharField(blank=True, max_length=300, verbose_name="pourquoi"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(verbose_name="changé le")),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="programme dit le"),
                ),
                (
                    "arrival_commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.commune",
                        verbose_name="commune d’arrivée",
                    ),
                ),
                (
                    "called_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stays_prepared",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparé par",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "verbose_name": "séjour de découverte",
                "verbose_name_plural": "séjours de découverte",
                "ordering": ["period", "id"],
                "indexes": [
                    models.Index(fields=["project", "status"], name="welcome_stay_project"),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["status"],
                        name="welcome_stay_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="welcome_stay_period_finite",
                        violation_error_message="Un séjour commence avant de finir.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["confirmed", "done"]), _negated=True),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_stay_confirmed_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("status", "done")),
                            models.Q(
                                models.Q(("status", "done"), _negated=True), ("done_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="welcome_stay_done_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at__isnull", False), ("status", "called_off")),
                            models.Q(
                                models.Q(("status", "called_off"), _negated=True),
                                ("called_off_at", None),
                                ("called_off_words", ""),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_stay_called_off_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        expressions=[("project", "="), ("period", "&&")],
                        name="welcome_stay_one_at_a_time",
                        violation_error_message="Ce ménage a déjà un séjour à ces dates.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="holds_its_steps",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF EXISTS (\n                SELECT 1 FROM welcome_staystep\n                WHERE stay_id = NEW.id AND status <> 'called_off'\n                    AND NOT period <@ NEW.period\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_staystep_within_its_stay', MESSAGE = 'refused by welcome_staystep_within_its_stay';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="bd2eb22af877bf1f37b51a2941ef974761bc2cd3",
                            operation='UPDATE OF "period"',
                            pgid="pgtrigger_holds_its_steps_dc229",
                            table="welcome_stay",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_stayevent" ("period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="90db9c464a042430009921589c401b0f05c40be0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f0daa",
                            table="welcome_stay",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_stayevent" ("period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="89f78df77a8e20211819dde23bda384dcfe50bc7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e528",
                            table="welcome_stay",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("confirmed", "confirmé"),
                            ("done", "passé"),
                            ("called_off", "annulé"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
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
                        related_name="status_period_events",
                        to="welcome.stay",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StayFeedback",
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
                (
                    "was_useful",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "non"), (2, "plutôt non"), (3, "plutôt oui"), (4, "oui")],
                        verbose_name="le séjour a aidé",
                    ),
                ),
                (
                    "sees_self_here",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "non"), (2, "plutôt non"), (3, "plutôt oui"), (4, "oui")],
                        verbose_name="nous nous voyons vivre ici",
                    ),
                ),
                (
                    "liked",
                    models.TextField(blank=True, max_length=2000, verbose_name="ce qui a plu"),
                ),
                (
                    "lacked",
                    models.TextField(blank=True, max_length=2000, verbose_name="ce qui a manqué"),
                ),
                ("given_at", models.DateTimeField(verbose_name="le")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stay_feedback",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="welcome.stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "avis sur un séjour",
                "verbose_name_plural": "avis sur les séjours",
                "ordering": ["given_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stay", "person"), name="welcome_stayfeedback_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sees_self_here__range", (1, 4)), ("was_useful__range", (1, 4))
                        ),
                        name="welcome_stayfeedback_marks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplateOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("contact", "premier contact"),
                            ("qualified", "projet connu"),
                            ("exploring", "recherche"),
                            ("visiting", "séjour de découverte"),
                            ("deciding", "décision"),
                            ("moving", "emménagement"),
                            ("settled", "installé"),
                            ("rooted", "enraciné"),
                        ],
                        max_length=12,
                        verbose_name="étape",
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="task_template_orders",
                        to="territory.departement",
                    ),
                ),
            ],
            options={
                "verbose_name": "ordre des tâches d’une étape",
                "verbose_name_plural": "ordres des tâches des étapes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("departement", "stage"), name="welcome_task_order_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WelcomeCharter",
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
                (
                    "former_name",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="commune d’avant la fusion"
                    ),
                ),
                ("text_version", models.PositiveSmallIntegerField(verbose_name="version du texte")),
                ("signer_name", models.CharField(max_length=120, verbose_name="nom du signataire")),
                (
                    "signer_title",
                    models.CharField(max_length=80, verbose_name="qualité du signataire"),
                ),
                ("signed_at", models.DateTimeField(verbose_name="signée le")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="finie le")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "reprise par la commune"),
                            ("merged", "réunie à celle d’une commune fusionnée"),
                        ],
                        max_length=10,
                        verbose_name="raison",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welcome_charters",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="charters_signed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "charte d’accueil",
                "verbose_name_plural": "chartes d’accueil",
                "ordering": ["-signed_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("commune",),
                        name="welcome_charter_one_in_force",
                        violation_error_message="La commune a déjà signé la charte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_at__gte", models.F("signed_at")),
                                ("ended_at__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_charter_ended_with_a_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_charterevent" ("commune_id", "end_reason", "ended_at", "former_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "signer_name", "signer_title", "text_version") VALUES (NEW."commune_id", NEW."end_reason", NEW."ended_at", NEW."former_name", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."signer_name", NEW."signer_title", NEW."text_version"); RETURN NULL;',
                            hash="534a6c90959ad2c6ebe08369c55943b19581fa57",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ba1d",
                            table="welcome_welcomecharter",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "welcome_charterevent" ("commune_id", "end_reason", "ended_at", "former_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "signer_name", "signer_title", "text_version") VALUES (NEW."commune_id", NEW."end_reason", NEW."ended_at", NEW."former_name", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."signer_name", NEW."signer_title", NEW."text_version"); RETURN NULL;',
                            hash="4ddfb79e46c3e393e79f0178fb5fd9b18760d7eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a5d7f",
                            table="welcome_welcomecharter",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("referent", "nommer un élu référent ou une élue référente"),
                            ("sponsor", "trouver un parrain ou une marraine"),
                            ("leads", "signaler les logements à vendre ou à louer"),
                            ("ceremony", "tenir une cérémonie d’accueil"),
                            ("workspace", "proposer un endroit où télétravailler"),
                            (
                                "answer",
                                "répondre en deux jours aux ménages qui s’intéressent à la commune",
                            ),
                            ("own", "autre engagement"),
                        ],
                        max_length=10,
                        verbose_name="engagement",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="en vos mots")),
                ("due_on", models.DateField(verbose_name="pour le")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="fait le")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                (
                    "overdue_told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retard signalé le"),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "charter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="welcome.welcomecharter",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "engagements",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["due_on"],
                        name="welcome_commitment_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("done_on", None), models.Q(("kind", "own"), _negated=True)
                        ),
                        fields=("charter", "kind"),
                        name="welcome_commitment_kind_once",
                        violation_error_message="La commune a déjà pris cet engagement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "own"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="welcome_commitment_own_has_words",
                        violation_error_message="Dites à quoi la commune s’engage.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CharterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "former_name",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="commune d’avant la fusion"
                    ),
                ),
                ("text_version", models.PositiveSmallIntegerField(verbose_name="version du texte")),
                ("signer_name", models.CharField(max_length=120, verbose_name="nom du signataire")),
                (
                    "signer_title",
                    models.CharField(max_length=80, verbose_name="qualité du signataire"),
                ),
                ("signed_at", models.DateTimeField(verbose_name="signée le")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="finie le")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "reprise par la commune"),
                            ("merged", "réunie à celle d’une commune fusionnée"),
                        ],
                        max_length=10,
                        verbose_name="raison",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.commune",
                        verbose_name="commune",
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
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signée par",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="welcome.welcomecharter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WelcomeWeekend",
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
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="ménages, au plus")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("open", "ouvert"),
                            ("full", "complet"),
                            ("held", "tenu"),
                            ("called_off", "annulé"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "meeting_place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="où l’on se retrouve"
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="mot d’accueil"),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="préparé le")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="tenu ou annulé le"),
                ),
                (
                    "called_off_words",
                    models.CharField(blank=True, max_length=300, verbose_name="pourquoi"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "feedback_read_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avis lus le"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welcome_weekends",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welcome_weekends",
                        to="territory.departement",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welcome_weekends",
                        to="territory.epci",
                        verbose_name="intercommunalité",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="weekends_prepared",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "week-end d’accueil",
                "verbose_name_plural": "week-ends d’accueil",
                "ordering": ["period", "id"],
                "indexes": [
                    models.Index(fields=["departement", "status"], name="welcome_weekend_where")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="welcome_weekend_period_finite",
                        violation_error_message="Un week-end commence avant de finir.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__range", (1, 60))),
                        name="welcome_weekend_seats_for_some",
                        violation_error_message="Un week-end accueille d’un à soixante ménages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False), ("status__in", ["held", "called_off"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["held", "called_off"]), _negated=True),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekend_ended_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="keeps_its_seats",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NEW.seats < (\n            SELECT count(*) FROM welcome_weekendhousehold\n            WHERE weekend_id = NEW.id AND status = 'coming'\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekend_has_seats', MESSAGE = 'refused by welcome_weekend_has_seats';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="b76144958cb74f284634476c9b03bd67ec7c57e5",
                            operation='UPDATE OF "seats"',
                            pgid="pgtrigger_keeps_its_seats_fe1d0",
                            table="welcome_welcomeweekend",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="holds_its_steps",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF EXISTS (\n                SELECT 1 FROM welcome_weekendstep\n                WHERE weekend_id = NEW.id AND status <> 'called_off'\n                    AND NOT period <@ NEW.period\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekendstep_within_its_weekend', MESSAGE = 'refused by welcome_weekendstep_within_its_weekend';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="2523b9ab6bb484e58604c8fc522bae4323e70307",
                            operation='UPDATE OF "period"',
                            pgid="pgtrigger_holds_its_steps_1f703",
                            table="welcome_welcomeweekend",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_welcomeweekendevent" ("period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats", "status") VALUES (NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seats", NEW."status"); RETURN NULL;',
                            hash="637c6a3c1207b4ca51479b785f9aa267f280496f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f761",
                            table="welcome_welcomeweekend",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."seats" IS DISTINCT FROM (NEW."seats") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "welcome_welcomeweekendevent" ("period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats", "status") VALUES (NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seats", NEW."status"); RETURN NULL;',
                            hash="79f1570b4ff19ca572a2e15dffd70da344c17457",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6d2ea",
                            table="welcome_welcomeweekend",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekendCar",
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
                (
                    "told_mail",
                    models.EmailField(
                        blank=True, editable=False, max_length=254, verbose_name="prévenu(e) à"
                    ),
                ),
                ("told_as", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prévenu(e) le"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "pas encore répondu"),
                            ("yes", "d’accord"),
                            ("no", "ne peut pas"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                (
                    "driver_name",
                    models.CharField(max_length=120, verbose_name="conducteur ou conductrice"),
                ),
                (
                    "driver_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="téléphone"),
                ),
                (
                    "driver_mail",
                    models.EmailField(blank=True, max_length=254, verbose_name="courriel"),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="places pour les ménages")),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="où et quand il part"
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cars",
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
            options={
                "verbose_name": "voiture d’un week-end",
                "verbose_name_plural": "voitures d’un week-end",
                "ordering": ["driver_name", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_as", ""), ("told_at", None), ("told_mail", "")),
                            models.Q(
                                models.Q(("told_as", ""), _negated=True), ("told_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekendcar_told_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "none"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "none"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekendcar_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__range", (1, 60))),
                        name="welcome_weekendcar_seats",
                        violation_error_message="Une voiture a au moins une place.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="keeps_its_people",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NEW.seats < (\n                SELECT COALESCE(sum(people), 0) FROM welcome_weekendhousehold\n                WHERE car_id = NEW.id AND status = 'coming'\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekendcar_has_seats', MESSAGE = 'refused by welcome_weekendcar_has_seats';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="d95f927e761ef2924c4c7fca82d7de63700dea8a",
                            operation='UPDATE OF "seats"',
                            pgid="pgtrigger_keeps_its_people_47749",
                            table="welcome_weekendcar",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NightHost",
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
                (
                    "told_mail",
                    models.EmailField(
                        blank=True, editable=False, max_length=254, verbose_name="prévenu(e) à"
                    ),
                ),
                ("told_as", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prévenu(e) le"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "pas encore répondu"),
                            ("yes", "d’accord"),
                            ("no", "ne peut pas"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="téléphone")),
                ("mail", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adresse")),
                ("beds", models.PositiveSmallIntegerField(verbose_name="couchages")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="à savoir")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hosts",
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
            options={
                "verbose_name": "hôte d’un week-end",
                "verbose_name_plural": "hôtes d’un week-end",
                "ordering": ["name", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_as", ""), ("told_at", None), ("told_mail", "")),
                            models.Q(
                                models.Q(("told_as", ""), _negated=True), ("told_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="welcome_nighthost_told_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "none"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "none"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_nighthost_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("beds__range", (1, 60))),
                        name="welcome_nighthost_beds",
                        violation_error_message="Un hôte offre au moins un couchage.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="keeps_its_people",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NEW.beds < (\n                SELECT COALESCE(sum(people), 0) FROM welcome_weekendhousehold\n                WHERE host_id = NEW.id AND status = 'coming'\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_nighthost_has_beds', MESSAGE = 'refused by welcome_nighthost_has_beds';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="242cffea4792975d3c4b45a19522f748bb38b6c1",
                            operation='UPDATE OF "beds"',
                            pgid="pgtrigger_keeps_its_people_830e3",
                            table="welcome_nighthost",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekendStep",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "visite d’un logement"),
                            ("town_hall", "rendez-vous à la mairie"),
                            ("desk", "bureau réservé"),
                            ("school", "école"),
                            ("club", "rencontre du club"),
                            ("sponsor", "parrain ou marraine"),
                            ("meal", "repas"),
                            ("night", "nuit"),
                            ("other", "autre moment"),
                        ],
                        max_length=10,
                        verbose_name="quoi",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="en quelques mots")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adresse")),
                ("latitude", models.FloatField(blank=True, editable=False, null=True)),
                ("longitude", models.FloatField(blank=True, editable=False, null=True)),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="personne rencontrée"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="son téléphone"),
                ),
                (
                    "contact_mail",
                    models.EmailField(blank=True, max_length=254, verbose_name="son courriel"),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="à savoir")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "à confirmer"),
                            ("asked", "demandé"),
                            ("agreed", "confirmé"),
                            ("called_off", "annulé"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décliné le"),
                ),
                ("told", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prévenu(e) le"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
            options={
                "verbose_name": "moment d’un week-end",
                "verbose_name_plural": "moments d’un week-end",
                "ordering": ["period", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="welcome_weekendstep_period_finite",
                        violation_error_message="Un moment commence avant de finir.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekendstep_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "asked"), _negated=True),
                            ("told_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_weekendstep_asked_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="welcome_weekendstep_titled",
                        violation_error_message="Dites en quelques mots ce que c’est.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        expressions=[("weekend", "="), ("period", "&&")],
                        name="welcome_weekendstep_no_overlap",
                        violation_error_message="Un autre moment du week-end est déjà à cette heure.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="lies_within",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE whole tstzrange;",
                            func="\n            IF NEW.status = 'called_off' THEN\n                RETURN NEW;\n            END IF;\n            SELECT period INTO whole FROM welcome_welcomeweekend WHERE id = NEW.weekend_id FOR SHARE;\n            IF NOT NEW.period <@ whole THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekendstep_within_its_weekend', MESSAGE = 'refused by welcome_weekendstep_within_its_weekend';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="3d551adc567fc5dbd99eb399b7d078fc09425f66",
                            operation='INSERT OR UPDATE OF "period", "status", "weekend_id"',
                            pgid="pgtrigger_lies_within_1f6aa",
                            table="welcome_weekendstep",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StayStep",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "visite d’un logement"),
                            ("town_hall", "rendez-vous à la mairie"),
                            ("desk", "bureau réservé"),
                            ("school", "école"),
                            ("club", "rencontre du club"),
                            ("sponsor", "parrain ou marraine"),
                            ("meal", "repas"),
                            ("night", "nuit"),
                            ("other", "autre moment"),
                        ],
                        max_length=10,
                        verbose_name="quoi",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="en quelques mots")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adresse")),
                ("latitude", models.FloatField(blank=True, editable=False, null=True)),
                ("longitude", models.FloatField(blank=True, editable=False, null=True)),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="personne rencontrée"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="son téléphone"),
                ),
                (
                    "contact_mail",
                    models.EmailField(blank=True, max_length=254, verbose_name="son courriel"),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="à savoir")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "à confirmer"),
                            ("asked", "demandé"),
                            ("agreed", "confirmé"),
                            ("called_off", "annulé"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décliné le"),
                ),
                ("told", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prévenu(e) le"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappelé le"),
                ),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stay_step",
                        to="workspaces.booking",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.lead",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="welcome.stay",
                    ),
                ),
                (
                    "shared_step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="welcome.weekendstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "moment d’un séjour",
                "verbose_name_plural": "moments d’un séjour",
                "ordering": ["period", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["stay", "period"], name="welcome_staystep_stay"),
                    models.Index(
                        condition=models.Q(
                            models.Q(("contact_mail", ""), _negated=True),
                            models.Q(("status", "called_off"), _negated=True),
                        ),
                        fields=["contact_mail"],
                        name="welcome_staystep_contact",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="welcome_staystep_period_finite",
                        violation_error_message="Un moment commence avant de finir.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="welcome_staystep_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "asked"), _negated=True),
                            ("told_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_staystep_asked_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="welcome_staystep_titled",
                        violation_error_message="Dites en quelques mots ce que c’est.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("stay", "="), ("period", "&&")],
                        name="welcome_staystep_no_overlap",
                        violation_error_message="Un autre moment du séjour est déjà à cette heure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dwelling", None), ("lead", None), _connector="OR"),
                        name="welcome_staystep_one_home",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("booking", None), ("kind", "desk"), _connector="OR"),
                        name="welcome_staystep_booking_of_a_desk",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="lies_within",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE whole tstzrange;",
                            func="\n            IF NEW.status = 'called_off' THEN\n                RETURN NEW;\n            END IF;\n            SELECT period INTO whole FROM welcome_stay WHERE id = NEW.stay_id FOR SHARE;\n            IF NOT NEW.period <@ whole THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_staystep_within_its_stay', MESSAGE = 'refused by welcome_staystep_within_its_stay';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="f10110d16d75d05aaaaf4f9a887c937f51297787",
                            operation='INSERT OR UPDATE OF "period", "status", "stay_id"',
                            pgid="pgtrigger_lies_within_08bdd",
                            table="welcome_staystep",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekendHousehold",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "invité"),
                            ("coming", "vient"),
                            ("waiting", "sur liste d’attente"),
                            ("declined", "ne vient pas"),
                        ],
                        default="invited",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("people", models.PositiveSmallIntegerField(verbose_name="personnes")),
                ("added_at", models.DateTimeField(verbose_name="ajouté le")),
                (
                    "invited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="invité le"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="en attente depuis le"
                    ),
                ),
                ("placed_at", models.DateTimeField(blank=True, null=True, verbose_name="placé le")),
                ("told_as", models.CharField(blank=True, editable=False, max_length=64)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="à savoir")),
                (
                    "car",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="households",
                        to="welcome.weekendcar",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="households",
                        to="welcome.nighthost",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekends",
                        to="welcome.settlementproject",
                    ),
                ),
                (
                    "stay",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="of_weekend",
                        to="welcome.stay",
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="households",
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
            options={
                "verbose_name": "ménage d’un week-end",
                "verbose_name_plural": "ménages d’un week-end",
                "ordering": ["added_at", "id"],
                "indexes": [models.Index(fields=["project"], name="welcome_weekendhousehold_proj")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("weekend", "project"),
                        name="welcome_weekendhousehold_once",
                        violation_error_message="Ce ménage est déjà invité.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 32))),
                        name="welcome_weekendhousehold_people",
                        violation_error_message="Il vient au moins une personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "waiting"), ("waiting_since__isnull", False)),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True),
                                ("waiting_since", None),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekendhousehold_waits_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "coming"),
                            models.Q(("car", None), ("host", None), ("placed_at", None)),
                            _connector="OR",
                        ),
                        name="welcome_weekendhousehold_taken_if_coming",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            ("answered_at__gte", models.F("added_at")),
                            _connector="OR",
                        ),
                        name="welcome_weekendhousehold_answered_after",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="weekend_has_seats",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE most integer; held integer;",
                            func="\n        IF NEW.status <> 'coming' THEN\n            RETURN NEW;\n        END IF;\n        SELECT seats INTO most FROM welcome_welcomeweekend\n            WHERE id = NEW.weekend_id FOR NO KEY UPDATE;\n        SELECT count(*) INTO held FROM welcome_weekendhousehold\n            WHERE weekend_id = NEW.weekend_id AND status = 'coming' AND id <> NEW.id;\n        IF held >= most THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekend_has_seats', MESSAGE = 'refused by welcome_weekend_has_seats';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="1275de7382141dd2b694f7a562575a3caaf5cc07",
                            operation='INSERT OR UPDATE OF "status", "weekend_id"',
                            pgid="pgtrigger_weekend_has_seats_b6495",
                            table="welcome_weekendhousehold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="fit_in_car",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE most integer; taken integer;",
                            func="\n            IF NEW.car_id IS NULL OR NEW.status <> 'coming' THEN\n                RETURN NEW;\n            END IF;\n            SELECT seats INTO most FROM welcome_weekendcar\n                WHERE id = NEW.car_id FOR NO KEY UPDATE;\n            SELECT COALESCE(sum(people), 0) INTO taken FROM welcome_weekendhousehold\n                WHERE car_id = NEW.car_id AND status = 'coming' AND id <> NEW.id;\n            IF taken + NEW.people > most THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_weekendcar_has_seats', MESSAGE = 'refused by welcome_weekendcar_has_seats';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="afbe157099b4322139d480c66927973d0b5bee67",
                            operation='INSERT OR UPDATE OF "status", "people", "car_id"',
                            pgid="pgtrigger_fit_in_car_fd02d",
                            table="welcome_weekendhousehold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="fit_in_host",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE most integer; taken integer;",
                            func="\n            IF NEW.host_id IS NULL OR NEW.status <> 'coming' THEN\n                RETURN NEW;\n            END IF;\n            SELECT beds INTO most FROM welcome_nighthost\n                WHERE id = NEW.host_id FOR NO KEY UPDATE;\n            SELECT COALESCE(sum(people), 0) INTO taken FROM welcome_weekendhousehold\n                WHERE host_id = NEW.host_id AND status = 'coming' AND id <> NEW.id;\n            IF taken + NEW.people > most THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'welcome_nighthost_has_beds', MESSAGE = 'refused by welcome_nighthost_has_beds';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="d55dc547e7fc2e25156b293102f63cc749bd2376",
                            operation='INSERT OR UPDATE OF "status", "people", "host_id"',
                            pgid="pgtrigger_fit_in_host_05a9a",
                            table="welcome_weekendhousehold",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WelcomeWeekendEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "en préparation"),
                            ("open", "ouvert"),
                            ("full", "complet"),
                            ("held", "tenu"),
                            ("called_off", "annulé"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="période"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="ménages, au plus")),
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
                        related_name="status_period_seats_events",
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
