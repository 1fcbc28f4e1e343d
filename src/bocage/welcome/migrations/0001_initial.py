import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.formatting.plain_words
import bocage.welcome.projects.models.expressions
import bocage.welcome.suitability.models.suitability
import bocage.welcome.visits.stays.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0002_initial"),
        ("network", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
        ("workspaces", "0001_initial"),
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
                        to="territory.commune",
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="SuitabilityRow",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.commune",
                    ),
                ),
                ("departement_code", models.CharField(max_length=3)),
                ("x", models.FloatField(null=True)),
                ("y", models.FloatField(null=True)),
                ("z", models.FloatField(null=True)),
                (
                    "price_eur_m2",
                    bocage.welcome.suitability.models.suitability.StoredNumberField(null=True),
                ),
                (
                    "rent_cents_m2",
                    bocage.welcome.suitability.models.suitability.StoredNumberField(null=True),
                ),
                ("fibre", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("workspace", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("nursery", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("primary", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("middle", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("high", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("doctor", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("pharmacy", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("shops", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("station", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("paris", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("rent", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("sale", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("rental", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("quiet", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("village", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("town", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
                ("welcome", bocage.welcome.suitability.models.suitability.MarkField(null=True)),
            ],
            options={
                "constraints": [
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
                ],
            },
        ),
        migrations.CreateModel(
            name="AwarenessMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("capacity", models.PositiveSmallIntegerField(null=True)),
                ("seats_taken", models.IntegerField(default=0)),
                ("words", models.TextField(max_length=2000)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("planned_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("call_off_reason", models.CharField(max_length=300)),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.epci"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", None), ("capacity__gte", 1), _connector="OR"
                        ),
                        name="welcome_meeting_has_a_seat",
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("starts_at", models.DateTimeField()),
                ("capacity", models.PositiveSmallIntegerField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.awarenessmeeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ceremony",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("former_name", models.CharField(max_length=80)),
                ("starts_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("words", models.TextField(max_length=2000)),
                ("contact", models.CharField(max_length=200)),
                ("status", models.CharField(default="planned", max_length=10)),
                ("planned_at", models.DateTimeField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("outcome_requested_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("call_off_reason", models.CharField(max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="planned", max_length=10)),
                ("starts_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="territory.commune",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.ceremony",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CharterRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("requested_on", models.DateField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.commune"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "requested_on"), name="welcome_charterrequest_once_a_day"
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=12)),
                ("can_do", models.TextField(max_length=1000)),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("radius_km", models.PositiveSmallIntegerField(default=20)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("phone", models.CharField(max_length=30)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("max_per_month", models.PositiveSmallIntegerField(default=2)),
                ("is_open", models.BooleanField(default=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("consented_on", models.DateField()),
                ("confirmed_at", models.DateTimeField()),
                ("available_from", models.DateTimeField(null=True)),
                ("confirmation_requested_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
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
                        fields=("email", "kind"), name="welcome_helper_card_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_per_month__range", (1, 12))),
                        name="welcome_helper_asked_in_measure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("radius_km__lte", 200)),
                        name="welcome_helper_within_reach",
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
            name="MeetingInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("invited_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(default="none", max_length=4)),
                ("answered_at", models.DateTimeField(null=True)),
                ("names", models.CharField(max_length=300)),
                ("people", models.PositiveSmallIntegerField(default=0)),
                ("attended", models.BooleanField(default=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.awarenessmeeting"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["commune"], name="welcome_meetinginv_commune")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "commune"), name="welcome_meetinginvitation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "yes"), ("people__range", (1, 20))),
                            models.Q(models.Q(("answer", "yes"), _negated=True), ("people", 0)),
                            _connector="OR",
                        ),
                        name="welcome_meetinginvitation_people",
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("day", models.DateField()),
                ("waiting_projects", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("stage", models.CharField(max_length=12)),
                ("side", models.CharField(default="team", max_length=10)),
                ("title", models.CharField(max_length=160)),
                ("help", models.CharField(max_length=300)),
                ("within_days", models.PositiveSmallIntegerField(null=True)),
                ("closing_fact", models.CharField(default="", max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.departement"
                    ),
                ),
            ],
            options={
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("within_days", None), ("within_days__range", (0, 365)), _connector="OR"
                        ),
                        name="welcome_task_template_within_a_year",
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("name", models.CharField(max_length=40)),
                ("stage", models.CharField(max_length=12)),
                ("side", models.CharField(default="team", max_length=10)),
                ("title", models.CharField(max_length=160)),
                ("help", models.CharField(max_length=300)),
                ("within_days", models.PositiveSmallIntegerField(null=True)),
                ("closing_fact", models.CharField(default="", max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="territory.departement",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.owntasktemplate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=600)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "name"), name="welcome_filter_name_once"
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("stage", models.CharField(default="contact", max_length=12)),
                ("stage_since", models.DateTimeField()),
                ("status", models.CharField(default="open", max_length=8)),
                ("close_reason", models.CharField(default="", max_length=16)),
                ("closed_at", models.DateTimeField(null=True)),
                ("paused_until", models.DateField(null=True)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("origin", models.CharField(max_length=120)),
                ("adults_count", models.PositiveSmallIntegerField(default=1)),
                ("children_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "schools",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("work", models.CharField(max_length=12)),
                ("trade", models.CharField(max_length=120)),
                ("telework_days", models.PositiveSmallIntegerField(null=True)),
                ("workspace_days", models.PositiveSmallIntegerField(default=0)),
                ("has_business_project", models.BooleanField(default=False)),
                ("needs_fibre", models.BooleanField(default=False)),
                ("needs_station", models.BooleanField(default=False)),
                ("needs_health", models.BooleanField(default=False)),
                ("setting", models.CharField(max_length=8)),
                ("home_wish", models.CharField(max_length=16)),
                ("budget_eur", models.PositiveIntegerField(null=True)),
                ("rent_eur", models.PositiveIntegerField(null=True)),
                ("rooms", models.PositiveSmallIntegerField(null=True)),
                ("weights", models.JSONField(default=dict)),
                ("location_wish", models.CharField(max_length=200)),
                ("wants_to_move_on", models.DateField(null=True)),
                ("worries", models.TextField(max_length=2000)),
                ("words", models.TextField(max_length=4000)),
                ("draft", models.UUIDField(null=True, unique=True)),
                ("came_by", models.CharField(default="", max_length=12)),
                ("phone", models.CharField(max_length=20)),
                ("sent_at", models.DateTimeField()),
                ("answer_due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("next_action", models.CharField(max_length=200)),
                ("next_action_on", models.DateField(null=True)),
                ("next_action_for_household", models.CharField(max_length=200)),
                ("last_contact_at", models.DateTimeField()),
                ("moved_in_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("erasure_warned_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("was_of_club", models.BooleanField(default=False)),
                (
                    "attention_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(next_action_on=None, stage="rooted", then=None),
                            models.When(answered_at=None, then=models.F("answer_due_at")),
                            models.When(next_action_on=None, then=models.F("stage_since")),
                            default=bocage.welcome.projects.models.expressions.EndOfDay(
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
                        expression=bocage.foundation.formatting.plain_words.PlainWords(
                            bocage.foundation.formatting.plain_words.SpacedWords(
                                models.F("name"),
                                models.F("trade"),
                                models.F("origin"),
                                models.F("location_wish"),
                                models.F("next_action"),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "narrative_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.formatting.plain_words.PlainWords(
                            bocage.foundation.formatting.plain_words.SpacedWords(
                                models.F("words"), models.F("worries")
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                ("communes", models.ManyToManyField(to="territory.commune")),
                (
                    "coordinator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="territory.epci"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.settlementproject",
                    ),
                ),
                (
                    "next_action_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["departement", "stage", "attention_at", "id"],
                        include=("status", "answered_at", "erased_at"),
                        name="welcome_project_board",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["departement", "attention_at", "id"],
                        include=("erased_at",),
                        name="welcome_project_list",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["stage", "attention_at", "id"],
                        include=("status", "answered_at", "erased_at"),
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
                            models.F("narrative_text"), name="gin_trgm_ops"
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("workspace_days__lte", 7),
                            models.Q(
                                ("telework_days", None), ("telework_days__lte", 7), _connector="OR"
                            ),
                        ),
                        name="welcome_project_days_of_a_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ["settled", "rooted"]), _negated=True),
                            models.Q(("commune__isnull", False), ("moved_in_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="welcome_project_arrived_somewhere",
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_action_for_household", ""),
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
            name="ClubIntroduction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="proposed", max_length=9)),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "accepted"])),
                        fields=("project", "person"),
                        name="welcome_introduction_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "declined"]), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_introduction_answered_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClubMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("metres", models.PositiveIntegerField()),
                ("status", models.CharField(default="proposed", max_length=9)),
                ("proposed_at", models.DateTimeField()),
                ("requested_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.clubintroduction"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("introduction", "member"), name="welcome_club_meeting_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("proposed_at", models.DateTimeField()),
                ("answer", models.CharField(default="", max_length=3)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "commune"), name="welcome_commune_proposed_once"
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("answer", models.CharField(default="", max_length=3)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.communeproposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("use", models.CharField(max_length=12)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "welcome_projectconsentevent" ("given_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use", "withdrawn_at") VALUES (NEW."given_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."use", NEW."withdrawn_at"); RETURN NULL;',
                            hash="aa65564ad39e73384422a21b733b57e00cc42dca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_36ec4",
                            table="welcome_projectconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "welcome_projectconsentevent" ("given_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use", "withdrawn_at") VALUES (NEW."given_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."use", NEW."withdrawn_at"); RETURN NULL;',
                            hash="6a1e45cf647886e1c70185aebf68005fc16bd0b5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bea11",
                            table="welcome_projectconsent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="sent", max_length=10)),
                ("recipient", models.CharField(default="town_hall", max_length=12)),
                ("words", models.TextField(max_length=2000)),
                ("sent_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("epci_notified_at", models.DateTimeField(null=True)),
                ("coordinator_notified_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(max_length=8)),
                ("may_have_home", models.BooleanField(default=False)),
                ("answer_words", models.TextField(max_length=2000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(max_length=300)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="housing.lead"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="sent", max_length=10)),
                ("answer", models.CharField(max_length=8)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.relay",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RelayReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("words", models.TextField(max_length=2000)),
                ("received_at", models.DateTimeField()),
                ("mail_id", models.CharField(max_length=255)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "relay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.relay"
                    ),
                ),
            ],
            options={
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("capacity", models.CharField(max_length=20)),
                ("viewed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("template", models.CharField(max_length=40)),
                ("stage", models.CharField(max_length=12)),
                ("side", models.CharField(default="team", max_length=10)),
                ("title", models.CharField(max_length=160)),
                ("help", models.CharField(max_length=300)),
                ("due_on", models.DateField(null=True)),
                ("closing_fact", models.CharField(max_length=20)),
                ("opened_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("is_needless", models.BooleanField(default=False)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_from_household", models.BooleanField(default=False)),
                ("channel", models.CharField(default="page", max_length=8)),
                ("words", models.TextField(max_length=20000)),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255), default=list
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("mail_id", models.CharField(max_length=255)),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.formatting.plain_words.PlainWords(
                            models.F("words")
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                            models.Q(("channel", "note"), _negated=True),
                            ("is_from_household", False),
                            _connector="OR",
                        ),
                        name="welcome_message_note_of_the_team",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMerge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("moved_rows", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
                (
                    "absorbed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("absorbed",),
                        name="welcome_merge_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("survivor", models.F("absorbed")), _negated=True),
                        name="welcome_merge_of_two_projects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None),
                            ("undone_at__gte", models.F("merged_at")),
                            _connector="OR",
                        ),
                        name="welcome_merge_undone_after_made",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("came_by", models.CharField(default="", max_length=12)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("saved_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
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
            name="ProjectConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("use", models.CharField(max_length=12)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.projectconsent",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("invited_at", models.DateTimeField()),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "email"), name="welcome_invitation_once_an_address"
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_first", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="welcome_adult_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "person"), name="welcome_adult_once"
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
            name="HomesNotification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("homes", models.PositiveSmallIntegerField()),
                ("notified_at", models.DateTimeField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "notified_at"), name="welcome_homesnotification_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("homes__gte", 1)),
                        name="welcome_homesnotification_of_some",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("need", models.CharField(max_length=12)),
                ("words", models.TextField(max_length=1000)),
                ("first_names", models.CharField(max_length=200)),
                ("requested_at", models.DateTimeField()),
                ("answer", models.CharField(default="", max_length=3)),
                ("answer_words", models.TextField(max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("thanked_at", models.DateTimeField(null=True)),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.helper"
                    ),
                ),
                (
                    "thanked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["helper", "-requested_at"], name="welcome_help_request_helper"
                    ),
                    models.Index(
                        fields=["project", "-requested_at"], name="welcome_help_request_project"
                    ),
                    models.Index(
                        condition=models.Q(("answer", "yes"), ("thanked_at", None)),
                        fields=["requested_by"],
                        name="welcome_help_request_to_thank",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                        fields=("project", "helper"),
                        name="welcome_help_request_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answer_words", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__gte", models.F("requested_at")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("fact", models.CharField(max_length=20)),
                ("happened_at", models.DateTimeField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("requested_at", models.DateTimeField(null=True)),
                ("call_due_at", models.DateTimeField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("still_here", models.BooleanField(null=True)),
                ("mood", models.CharField(max_length=12)),
                ("work", models.CharField(max_length=16)),
                ("housing", models.CharField(max_length=16)),
                ("school", models.CharField(max_length=16)),
                ("missing", models.TextField(max_length=2000)),
                ("may_call", models.BooleanField(default=False)),
                ("left_on", models.DateField(null=True)),
                ("left_why", models.CharField(max_length=8)),
                ("wants_to_sponsor", models.BooleanField(default=False)),
                ("wants_to_testify", models.BooleanField(default=False)),
                ("wants_to_join_club", models.BooleanField(default=False)),
                ("wishes_taken_up_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("requested_at", None)),
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
                            ("call_due_at", None),
                            ("requested_at__isnull", False),
                        ),
                        fields=["requested_at"],
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("home_words", models.CharField(max_length=300)),
                ("step", models.CharField(max_length=9)),
                ("visit_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField()),
                (
                    "dwelling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="housing.lead"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="wanted", max_length=9)),
                ("visit_at", models.DateTimeField(null=True)),
                ("notes", models.TextField(max_length=2000)),
                ("mark", models.PositiveSmallIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="housing.lead"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark", None), ("mark__range", (1, 5)), _connector="OR"
                        ),
                        name="welcome_home_mark_from_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "to_visit"), _negated=True),
                            ("visit_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_home_visit_has_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CeremonyProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("sent_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.commune"
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(default="none", max_length=4)),
                ("answered_at", models.DateTimeField(null=True)),
                ("people", models.PositiveSmallIntegerField(default=0)),
                ("agrees_to_be_presented", models.BooleanField(default=False)),
                ("presented_as", models.CharField(max_length=300)),
                ("agrees_to_photos", models.BooleanField(default=False)),
                ("has_come", models.BooleanField(default=False)),
                ("thanked_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.ceremony"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project"], name="welcome_guest_project")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ceremony", "project"), name="welcome_guest_once"
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("stage", models.CharField(default="contact", max_length=12)),
                ("status", models.CharField(default="open", max_length=8)),
                ("close_reason", models.CharField(default="", max_length=16)),
                ("moved_in_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="territory.commune",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SponsorProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="requested", max_length=9)),
                ("trade", models.CharField(max_length=120)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                ("family", models.CharField(max_length=16)),
                (
                    "availability",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list
                    ),
                ),
                ("max_at_once", models.PositiveSmallIntegerField(default=1)),
                ("words", models.TextField(max_length=1000)),
                ("is_open", models.BooleanField(default=True)),
                ("shows_phone", models.BooleanField(default=False)),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["commune", "status"], name="welcome_sponsor_commune")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "commune"), name="welcome_sponsor_once_a_commune"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_at_once__range", (1, 6))),
                        name="welcome_sponsor_within_what_one_can",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="proposed", max_length=9)),
                ("proposed_at", models.DateTimeField()),
                ("answer_due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=300)),
                ("renewal_requested_at", models.DateTimeField(null=True)),
                (
                    "contact_given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.sponsorprofile"
                    ),
                ),
            ],
            options={
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
                    models.Index(
                        condition=models.Q(("status__in", ("declined", "withdrawn"))),
                        fields=["project"],
                        name="welcome_sponsorship_refused",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("proposed", "active"))),
                        fields=("project",),
                        name="welcome_sponsorship_one_open_a_project",
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
                            func="\n    PERFORM 1 FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id FOR NO KEY UPDATE;\n    IF (SELECT count(*) FROM welcome_sponsorship\n            WHERE sponsor_id = NEW.sponsor_id AND status IN ('proposed', 'active')\n            AND id <> NEW.id)\n        >= (SELECT max_at_once FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'welcome_sponsorship_within_capacity',\n            MESSAGE = 'refused by welcome_sponsorship_within_capacity';\n    END IF;\n    RETURN NEW;\n",
                            hash="150060cd35e91856d564e633b42f8193fa5aaa13",
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
                            func="\n    PERFORM 1 FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id FOR NO KEY UPDATE;\n    IF (SELECT count(*) FROM welcome_sponsorship\n            WHERE sponsor_id = NEW.sponsor_id AND status IN ('proposed', 'active')\n            AND id <> NEW.id)\n        >= (SELECT max_at_once FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'welcome_sponsorship_within_capacity',\n            MESSAGE = 'refused by welcome_sponsorship_within_capacity';\n    END IF;\n    RETURN NEW;\n",
                            hash="39c7acb030dd26f605028cd6af03fff3e51a1b52",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("happened_on", models.DateField()),
                ("channel", models.CharField(default="meeting", max_length=8)),
                ("line", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "sponsorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.sponsorship"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SponsorshipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="proposed", max_length=9)),
                ("reason", models.CharField(max_length=12)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.sponsorship",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SponsorshipFeedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("side", models.CharField(max_length=9)),
                ("mark", models.PositiveSmallIntegerField()),
                ("helped", models.TextField(max_length=1000)),
                ("missing", models.TextField(max_length=1000)),
                ("written_at", models.DateTimeField()),
                (
                    "sponsorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.sponsorship"
                    ),
                ),
            ],
            options={
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("from_stage", models.CharField(max_length=12)),
                ("to_stage", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=300)),
                ("from_moved_in_on", models.DateField(null=True)),
                ("moved_at", models.DateTimeField()),
                (
                    "from_commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="territory.commune",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("arrival_place", models.CharField(max_length=200)),
                ("words", models.TextField(max_length=2000)),
                (
                    "token",
                    models.CharField(
                        default=bocage.welcome.visits.stays.models.new_token,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("called_off_words", models.CharField(max_length=300)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("notified_at", models.DateTimeField(null=True)),
                (
                    "arrival_commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "called_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
            ],
            options={
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.stay",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StayFeedback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("was_useful", models.PositiveSmallIntegerField()),
                ("sees_self_here", models.PositiveSmallIntegerField()),
                ("liked", models.TextField(max_length=2000)),
                ("lacked", models.TextField(max_length=2000)),
                ("given_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.stay"
                    ),
                ),
            ],
            options={
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("stage", models.CharField(max_length=12)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.departement"
                    ),
                ),
            ],
            options={
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("former_name", models.CharField(max_length=80)),
                ("text_version", models.PositiveSmallIntegerField()),
                ("signer_name", models.CharField(max_length=120)),
                ("signer_title", models.CharField(max_length=80)),
                ("signed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(max_length=10)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("commune",),
                        name="welcome_charter_one_in_force",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("words", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("overdue_reported_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "charter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.welcomecharter"
                    ),
                ),
            ],
            options={
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "own"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="welcome_commitment_own_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CharterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("former_name", models.CharField(max_length=80)),
                ("text_version", models.PositiveSmallIntegerField()),
                ("signer_name", models.CharField(max_length=120)),
                ("signer_title", models.CharField(max_length=80)),
                ("signed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(max_length=10)),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="territory.commune",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.welcomecharter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WelcomeWeekend",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("seats", models.PositiveSmallIntegerField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("meeting_place", models.CharField(max_length=200)),
                ("words", models.TextField(max_length=2000)),
                ("prepared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("called_off_words", models.CharField(max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("feedback_read_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="territory.epci"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__range", (1, 60))),
                        name="welcome_weekend_seats_for_some",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("notified_mail", models.EmailField(max_length=254)),
                ("notified_digest", models.CharField(max_length=64)),
                ("notified_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(default="none", max_length=4)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("driver_name", models.CharField(max_length=120)),
                ("driver_phone", models.CharField(max_length=30)),
                ("driver_mail", models.EmailField(max_length=254)),
                ("seats", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.welcomeweekend"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("notified_at", None),
                                ("notified_digest", ""),
                                ("notified_mail", ""),
                            ),
                            models.Q(
                                models.Q(("notified_digest", ""), _negated=True),
                                ("notified_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_weekendcar_notified_at_a_time",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("notified_mail", models.EmailField(max_length=254)),
                ("notified_digest", models.CharField(max_length=64)),
                ("notified_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(default="none", max_length=4)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=30)),
                ("mail", models.EmailField(max_length=254)),
                ("address", models.CharField(max_length=200)),
                ("beds", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.welcomeweekend"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("notified_at", None),
                                ("notified_digest", ""),
                                ("notified_mail", ""),
                            ),
                            models.Q(
                                models.Q(("notified_digest", ""), _negated=True),
                                ("notified_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="welcome_nighthost_notified_at_a_time",
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
                        condition=models.Q(("beds__range", (1, 60))), name="welcome_nighthost_beds"
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_phone", models.CharField(max_length=30)),
                ("contact_mail", models.EmailField(max_length=254)),
                ("words", models.CharField(max_length=500)),
                ("status", models.CharField(default="open", max_length=10)),
                ("declined_at", models.DateTimeField(null=True)),
                ("last_notification", models.JSONField(default=dict)),
                ("notified_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.welcomeweekend"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="welcome_weekendstep_period_finite",
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
                            models.Q(("status", "requested"), _negated=True),
                            ("notified_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_weekendstep_requested_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="welcome_weekendstep_titled",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        expressions=[("weekend", "="), ("period", "&&")],
                        name="welcome_weekendstep_no_overlap",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_phone", models.CharField(max_length=30)),
                ("contact_mail", models.EmailField(max_length=254)),
                ("words", models.CharField(max_length=500)),
                ("status", models.CharField(default="open", max_length=10)),
                ("declined_at", models.DateTimeField(null=True)),
                ("last_notification", models.JSONField(default=dict)),
                ("notified_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="workspaces.booking",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="housing.lead"
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.stay"
                    ),
                ),
                (
                    "shared_step",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.weekendstep",
                    ),
                ),
            ],
            options={
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
                            models.Q(("status", "requested"), _negated=True),
                            ("notified_at__isnull", False),
                            _connector="OR",
                        ),
                        name="welcome_staystep_requested_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="welcome_staystep_titled",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("stay", "="), ("period", "&&")],
                        name="welcome_staystep_no_overlap",
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="invited", max_length=8)),
                ("people", models.PositiveSmallIntegerField()),
                ("added_at", models.DateTimeField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("waiting_since", models.DateTimeField(null=True)),
                ("placed_at", models.DateTimeField(null=True)),
                ("notified_digest", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("words", models.CharField(max_length=300)),
                (
                    "car",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.weekendcar",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.nighthost",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.settlementproject"
                    ),
                ),
                (
                    "stay",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="welcome.stay"
                    ),
                ),
                (
                    "weekend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="welcome.welcomeweekend"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project"], name="welcome_weekendhousehold_proj")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("weekend", "project"), name="welcome_weekendhousehold_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 32))),
                        name="welcome_weekendhousehold_people",
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
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("seats", models.PositiveSmallIntegerField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.welcomeweekend",
                    ),
                ),
            ],
        ),
    ]
