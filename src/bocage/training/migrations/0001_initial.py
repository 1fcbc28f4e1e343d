import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.files.private_storage


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainingProvider",
            fields=[
                (
                    "partner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="people.partner",
                    ),
                ),
                ("legal_name", models.CharField(max_length=160)),
                ("address", models.CharField(max_length=300)),
                ("city", models.CharField(max_length=80)),
                ("siret", models.CharField(max_length=14)),
                ("siret_checked_at", models.DateTimeField(null=True)),
                ("declaration_number", models.CharField(max_length=11)),
                ("declaration_region", models.CharField(max_length=80)),
                ("representative", models.CharField(max_length=120)),
                ("representative_role", models.CharField(max_length=120)),
                ("internal_rules", models.URLField(max_length=300)),
                ("cancellation_terms", models.TextField(max_length=1500)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("siret__regex", "^[0-9]{14}$")),
                        name="training_provider_siret_of_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("declaration_number__regex", "^[0-9]{11}$")),
                        name="training_provider_declared",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("trade", models.CharField(max_length=120)),
                ("words", models.TextField(max_length=1000)),
                ("max_learners", models.PositiveSmallIntegerField(default=1)),
                ("offered_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("trade__regex", "\\S")),
                        name="training_mentor_has_a_trade",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_learners__range", (1, 5))),
                        name="training_mentor_of_a_few",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("pitch", models.CharField(max_length=300)),
                ("aims", models.TextField(max_length=3000)),
                ("audience", models.TextField(max_length=2000)),
                ("prerequisites", models.TextField(max_length=2000)),
                ("method", models.TextField(max_length=3000)),
                ("assessment", models.TextField(db_default="", default="", max_length=3000)),
                ("admission", models.TextField(max_length=2000)),
                ("funding", models.TextField(max_length=2000)),
                ("pricing", models.CharField(db_default="", default="", max_length=4)),
                ("price_cents", models.PositiveIntegerField(null=True)),
                ("vat", models.CharField(db_default="", default="", max_length=9)),
                ("payment_terms", models.TextField(db_default="", default="", max_length=1000)),
                ("accessibility", models.TextField(max_length=2000)),
                ("accessibility_contact", models.CharField(max_length=120)),
                ("accessibility_email", models.EmailField(max_length=254)),
                ("contact_email", models.EmailField(max_length=254)),
                ("certificate_wording", models.TextField(max_length=1000)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("published_at", models.DateTimeField(null=True)),
                ("archived_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.partner"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partner", "departement", "name"),
                        name="training_programme_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="training_programme_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("price_cents", None), ("pricing__in", ("", "free")), ("vat", "")
                            ),
                            models.Q(
                                ("price_cents__gt", 0),
                                ("pricing", "paid"),
                                ("vat__in", ("exempt", "franchise", "included")),
                            ),
                            _connector="OR",
                        ),
                        name="training_programme_priced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("archived_at__isnull", False), ("state", "archived")),
                                models.Q(
                                    models.Q(("state", "archived"), _negated=True),
                                    ("archived_at", None),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="training_programme_dated_states",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("part", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=200)),
                ("help", models.CharField(max_length=300)),
                ("kind", models.CharField(default="text", max_length=6)),
                ("choices", models.TextField(max_length=1500)),
                ("is_required", models.BooleanField(default=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("programme", "position"),
                        name="training_question_one_a_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("label__regex", "\\S"), ("part__regex", "\\S")),
                        name="training_question_asks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "choice"), _negated=True),
                            ("choices__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="training_question_choice_has_choices",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("apply_until", models.DateField()),
                ("seats", models.PositiveSmallIntegerField()),
                ("smallest", models.PositiveSmallIntegerField(default=1)),
                ("seats_taken", models.IntegerField(default=0)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("small_notified_at", models.DateTimeField(null=True)),
                ("small_accepted_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.programme"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["starts_on"], name="training_cohort_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("apply_until__lte", models.F("starts_on")),
                            ("ends_on__gte", models.F("starts_on")),
                        ),
                        name="training_cohort_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats__range", (1, 200)),
                            ("smallest__gte", 1),
                            ("smallest__lte", models.F("seats")),
                        ),
                        name="training_cohort_has_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats_taken__gte", 0), ("seats_taken__lte", models.F("seats"))
                        ),
                        name="training_cohort_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("draft", "cancelled")),
                                ("opened_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    ("cancel_reason", ""),
                                    ("cancelled_at", None),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="training_cohort_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="training_cohort_closed_on_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("programme", "name"),
                        name="training_cohort_named_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("given_name", models.CharField(db_default="", default="", max_length=80)),
                ("family_name", models.CharField(db_default="", default="", max_length=80)),
                ("postal_address", models.TextField(db_default="", default="", max_length=300)),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="enrolled", max_length=10)),
                ("enrolled_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(max_length=10)),
                ("ended_note", models.CharField(max_length=300)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.cohort"
                    ),
                ),
                (
                    "enrolled_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("cohort", "person"),
                        name="training_enrolment_one_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("family_name__regex", "\\S"),
                            ("given_name__regex", "\\S"),
                            ("postal_address__regex", "\\S"),
                        ),
                        name="training_enrolment_identified",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""),
                                ("ended_at", None),
                                ("ended_note", ""),
                                ("state", "enrolled"),
                            ),
                            models.Q(
                                ("end_reason", ""),
                                ("ended_at__isnull", False),
                                ("state", "completed"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state", "withdrawn"),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="training_enrolment_dated_states",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="seats_follow_the_enrolments",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP <> 'INSERT' AND OLD.state <> 'withdrawn' THEN\n            UPDATE training_cohort SET seats_taken = seats_taken - 1 WHERE id = OLD.cohort_id;\n        END IF;\n        IF TG_OP <> 'DELETE' AND NEW.state <> 'withdrawn' THEN\n            UPDATE training_cohort SET seats_taken = seats_taken + 1 WHERE id = NEW.cohort_id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="e27cc90596ef80b1f23a7f5d5d2917bfeea711fb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_seats_follow_the_enrolments_211d8",
                            table="training_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "training_enrolmentevent" ("family_name", "given_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "state") VALUES (NEW."family_name", NEW."given_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postal_address", NEW."state"); RETURN NULL;',
                            hash="9e4bd08311efeaf6514c5595d5466bddabb35808",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c3fe7",
                            table="training_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."postal_address" IS DISTINCT FROM (NEW."postal_address") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "training_enrolmentevent" ("family_name", "given_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "state") VALUES (NEW."family_name", NEW."given_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_address", NEW."state"); RETURN NULL;',
                            hash="8abfd37d4382e8c76b2374d262aabe1f364cea29",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_39c3a",
                            table="training_enrolment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("given_name", models.CharField(db_default="", default="", max_length=80)),
                ("family_name", models.CharField(db_default="", default="", max_length=80)),
                ("postal_address", models.TextField(db_default="", default="", max_length=300)),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="draft", max_length=12)),
                ("title", models.CharField(max_length=160)),
                ("home", models.CharField(max_length=6)),
                ("wishes_welcome", models.BooleanField(default=False)),
                ("project_id", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("reminded_on", models.DateField(null=True)),
                ("late_until", models.DateField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("prepared", models.CharField(default="", max_length=6)),
                ("prepared_rank", models.PositiveSmallIntegerField(null=True)),
                ("words", models.TextField(max_length=1500)),
                ("decided_at", models.DateTimeField(null=True)),
                ("waiting_rank", models.PositiveSmallIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawal_reason", models.CharField(default="", max_length=9)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.cohort"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["applicant"], name="training_application_mine"),
                    models.Index(fields=["cohort", "status"], name="training_application_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        fields=("cohort", "applicant"),
                        name="training_application_one_live",
                    ),
                    models.UniqueConstraint(
                        fields=("cohort", "waiting_rank"), name="training_application_waiting_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "waiting"), ("waiting_rank__isnull", False)),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True),
                                ("waiting_rank", None),
                            ),
                            _connector="OR",
                        ),
                        name="training_application_waiting_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "draft"), ("submitted_at", None)),
                                ("status", "withdrawn"),
                                models.Q(
                                    models.Q(("status__in", ("draft", "withdrawn")), _negated=True),
                                    ("submitted_at__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("decided_at__isnull", False),
                                    ("status__in", ("accepted", "waiting", "refused")),
                                ),
                                ("status", "withdrawn"),
                                models.Q(
                                    ("decided_at", None),
                                    ("status__in", ("draft", "submitted", "under_review")),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("status", "withdrawn"),
                                    ("withdrawn_at__isnull", False),
                                    models.Q(("withdrawal_reason", ""), _negated=True),
                                ),
                                models.Q(
                                    models.Q(("status", "withdrawn"), _negated=True),
                                    ("withdrawal_reason", ""),
                                    ("withdrawn_at", None),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="training_application_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None), ("title__regex", "\\S"), _connector="OR"
                        ),
                        name="training_application_titled_once_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None),
                            models.Q(
                                ("family_name__regex", "\\S"),
                                ("given_name__regex", "\\S"),
                                ("postal_address__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="training_application_identified_once_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prepared_rank", None), ("prepared", "wait"), _connector="OR"
                        ),
                        name="training_application_ranked_to_wait",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "training_applicationevent" ("family_name", "given_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "prepared", "status", "waiting_rank") VALUES (NEW."family_name", NEW."given_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postal_address", NEW."prepared", NEW."status", NEW."waiting_rank"); RETURN NULL;',
                            hash="80c4f205a359842983f90917d8d69d4f034b53a3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8de50",
                            table="training_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."postal_address" IS DISTINCT FROM (NEW."postal_address") OR OLD."prepared" IS DISTINCT FROM (NEW."prepared") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."waiting_rank" IS DISTINCT FROM (NEW."waiting_rank"))',
                            func='INSERT INTO "training_applicationevent" ("family_name", "given_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "prepared", "status", "waiting_rank") VALUES (NEW."family_name", NEW."given_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_address", NEW."prepared", NEW."status", NEW."waiting_rank"); RETURN NULL;',
                            hash="179e552db71f743dd6d721c33eb6fb2110c1e90f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_76e76",
                            table="training_application",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=20)),
                (
                    "file",
                    models.FileField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="applications/",
                    ),
                ),
                ("octets", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("scan", models.CharField(max_length=8)),
                ("scanned_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("scan", "waiting")),
                        fields=["added_at"],
                        name="training_document_to_scan",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "digest"), name="training_document_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("scan", "infected")),
                            models.Q(
                                models.Q(("scan", "infected"), _negated=True),
                                models.Q(("file", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="training_document_infected_is_gone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=12)),
                ("prepared", models.CharField(default="", max_length=6)),
                ("waiting_rank", models.PositiveSmallIntegerField(null=True)),
                ("given_name", models.CharField(db_default="", default="", max_length=80)),
                ("family_name", models.CharField(db_default="", default="", max_length=80)),
                ("postal_address", models.TextField(db_default="", default="", max_length=300)),
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
                        to="training.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("question_label", models.CharField(max_length=200)),
                ("words", models.TextField(max_length=5000)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="training.applicationquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "question"), name="training_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceRegister",
            fields=[
                (
                    "cohort",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        to="training.cohort",
                    ),
                ),
                ("length", models.PositiveIntegerField(default=0)),
                ("head", models.CharField(max_length=64)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NeedsStatement",
            fields=[
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="training.enrolment",
                    ),
                ),
                ("expects", models.TextField(max_length=1500)),
                ("ease", models.CharField(max_length=4)),
                ("business_ease", models.CharField(max_length=4)),
                ("arrangements", models.TextField(max_length=1500)),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expects__regex", "\\S")), name="training_needs_told"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SatisfactionAnswer",
            fields=[
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="training.enrolment",
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("overall", models.PositiveSmallIntegerField(null=True)),
                ("content", models.PositiveSmallIntegerField(null=True)),
                ("teaching", models.PositiveSmallIntegerField(null=True)),
                ("organisation", models.PositiveSmallIntegerField(null=True)),
                ("progress", models.PositiveSmallIntegerField(null=True)),
                ("recommends", models.BooleanField(null=True)),
                ("best", models.TextField(max_length=1500)),
                ("better", models.TextField(max_length=1500)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("reminded_at", None)),
                        fields=["requested_at"],
                        name="training_satisfaction_silent",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None),
                                ("content", None),
                                ("organisation", None),
                                ("overall", None),
                                ("progress", None),
                                ("recommends", None),
                                ("teaching", None),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("content__range", (1, 4)),
                                ("organisation__range", (1, 4)),
                                ("overall__range", (1, 4)),
                                ("progress__range", (1, 4)),
                                ("recommends__isnull", False),
                                ("teaching__range", (1, 4)),
                            ),
                            _connector="OR",
                        ),
                        name="training_satisfaction_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("state", models.CharField(default="enrolled", max_length=10)),
                ("given_name", models.CharField(db_default="", default="", max_length=80)),
                ("family_name", models.CharField(db_default="", default="", max_length=80)),
                ("postal_address", models.TextField(db_default="", default="", max_length=300)),
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
                        to="training.enrolment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Juror",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.cohort"
                    ),
                ),
                (
                    "invited_by",
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
                "constraints": [
                    models.UniqueConstraint(fields=("cohort", "person"), name="training_juror_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Jury",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("readers_each", models.PositiveSmallIntegerField(default=2)),
                ("answer_days", models.PositiveSmallIntegerField(default=10)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "cohort",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to="training.cohort"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("readers_each__range", (2, 5))),
                        name="training_jury_of_several",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_days__range", (1, 60))),
                        name="training_jury_leaves_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JuryConflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("relation", models.CharField(max_length=9)),
                ("words", models.CharField(max_length=300)),
                ("declared_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
                    ),
                ),
                (
                    "declared_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="training_conflict_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_conflict_that_reads",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        PERFORM 1 FROM training_application WHERE id = NEW.application_id FOR NO KEY UPDATE;\n        IF EXISTS (\n            SELECT 1 FROM training_juryreview\n            JOIN training_juror ON training_juror.id = training_juryreview.juror_id\n            WHERE training_juryreview.application_id = NEW.application_id\n                AND training_juror.person_id = NEW.person_id\n        ) THEN\n            RAISE EXCEPTION 'training_review_without_conflict' USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'training_review_without_conflict';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="79001f7e4c5277f58e0fd2d42c0cdedf8a131990",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_no_conflict_that_reads_e0148",
                            table="training_juryconflict",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JuryNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("words", models.TextField(max_length=2000)),
                ("written_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "\\S")), name="training_jurynote_says"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentorship",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.enrolment"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.mentorprofile"
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("proposed", "active"))),
                        fields=("enrolment",),
                        name="training_mentorship_one_open_a_learner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("ended_at", None), ("state", "proposed")
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("ended_at", None),
                                ("state", "active"),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("ended_at", None),
                                ("state", "declined"),
                            ),
                            models.Q(("ended_at__isnull", False), ("state", "ended")),
                            _connector="OR",
                        ),
                        name="training_mentorship_dated_states",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("words", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField()),
                (
                    "mentorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.mentorship"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "\\S")),
                        name="training_mentornote_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeFollowUp",
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
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("business", models.CharField(max_length=9)),
                ("siret", models.CharField(max_length=14)),
                ("siret_status", models.CharField(max_length=12)),
                ("siret_looked_up_at", models.DateTimeField(null=True)),
                ("jobs", models.PositiveSmallIntegerField(null=True)),
                ("home", models.CharField(max_length=9)),
                ("words", models.TextField(max_length=1500)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.enrolment"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("requested_at", None)),
                        fields=["due_on"],
                        name="training_outcome_to_ask",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("answered_at", None),
                            ("reminded_at", None),
                            ("requested_at__isnull", False),
                        ),
                        fields=["requested_at"],
                        name="training_outcome_silent",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("siret_status__in", ("unknown", "not_checked", "not_answered"))
                        ),
                        fields=["siret_looked_up_at"],
                        name="training_outcome_to_confirm",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "months"), name="training_outcome_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", (3, 6, 12))),
                        name="training_outcome_months_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("business", ""), ("home", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("business", ""), _negated=True),
                                models.Q(("home", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="training_outcome_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siret", ""), ("siret__regex", "^[0-9]{14}$"), _connector="OR"
                        ),
                        name="training_outcome_siret_of_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("business", "created"),
                            models.Q(("commune", None), ("jobs", None), ("siret", "")),
                            _connector="OR",
                        ),
                        name="training_outcome_of_a_business",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("siret_looked_up_at", None), ("siret_status", "")),
                            models.Q(
                                models.Q(("siret", ""), _negated=True),
                                models.Q(("siret_status", ""), _negated=True),
                                ("siret_looked_up_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="training_outcome_status_of_a_siret",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jobs", None), ("jobs__lte", 500), _connector="OR"),
                        name="training_outcome_jobs_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeModule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("minutes", models.PositiveIntegerField()),
                ("content", models.TextField(max_length=2000)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("programme", "position"),
                        name="training_module_one_a_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (15, 60000))),
                        name="training_module_lasts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("website", models.URLField(max_length=300)),
                ("logo", models.BinaryField(null=True)),
                ("logo_digest", models.CharField(max_length=16)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "name"), name="training_partner_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("website", ""), ("website__regex", "^https?://"), _connector="OR"
                        ),
                        name="training_partner_website_of_the_web",
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
                        name="training_partner_logo_has_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTeacher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=120)),
                ("biography", models.TextField(max_length=1000)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "name"), name="training_teacher_named_once"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "person"), name="training_teacher_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="training_teacher_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceSigner",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("role", models.CharField(max_length=9)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.cohort"
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
                (
                    "enrolment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="training.enrolment",
                    ),
                ),
                (
                    "teacher",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="training.programmeteacher",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "enrolment"), name="training_signer_one_a_learner"
                    ),
                    models.UniqueConstraint(
                        fields=("cohort", "teacher"), name="training_signer_one_a_teacher"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "registrar")),
                        fields=("cohort", "person"),
                        name="training_signer_one_registrar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("location", models.CharField(max_length=300)),
                ("online_link", models.URLField(max_length=500)),
                ("state", models.CharField(default="planned", max_length=9)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(max_length=300)),
                ("room_booking", models.UUIDField(null=True)),
                ("room_state", models.CharField(max_length=9)),
                ("room_wanted", models.UUIDField(null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.cohort"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="training.programmemodule",
                    ),
                ),
                ("teachers", models.ManyToManyField(to="training.programmeteacher")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("room_state", "later")),
                        fields=["period"],
                        name="training_session_to_book",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__endswith__isnull", False),
                            ("period__startswith__isnull", False),
                        ),
                        name="training_session_of_a_moment",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "planned")),
                        expressions=[("cohort", "="), ("period", "&&")],
                        name="training_session_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("location", ""), _negated=True),
                            models.Q(("online_link", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="training_session_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            models.Q(
                                ("cancel_reason", ""), ("cancelled_at", None), ("state", "planned")
                            ),
                            _connector="OR",
                        ),
                        name="training_session_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("room_booking", None), ("room_state", ""), ("room_wanted", None)
                            ),
                            models.Q(
                                ("room_booking", None),
                                ("room_state", "later"),
                                ("room_wanted__isnull", False),
                            ),
                            models.Q(
                                ("room_booking__isnull", False),
                                ("room_state__in", ("held", "requested", "lost")),
                                ("room_wanted", None),
                            ),
                            _connector="OR",
                        ),
                        name="training_session_room_of_a_booking",
                    ),
                    models.UniqueConstraint(
                        fields=("room_booking",), name="training_session_one_a_booking"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "training_cohortsessionevent" ("location", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_state", "state") VALUES (NEW."location", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_state", NEW."state"); RETURN NULL;',
                            hash="d9601ff766c54c0bdf8a5be5043ac4c7cb20fc49",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0268b",
                            table="training_cohortsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."location" IS DISTINCT FROM (NEW."location") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."room_state" IS DISTINCT FROM (NEW."room_state") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "training_cohortsessionevent" ("location", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_state", "state") VALUES (NEW."location", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_state", NEW."state"); RETURN NULL;',
                            hash="58758163e56a30774f4dc635c240b21fa4de0483",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7de16",
                            table="training_cohortsession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("kind", models.CharField(max_length=11)),
                ("method", models.CharField(max_length=6)),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("details_hash", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="training.attendancesigner",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.attendancesigner"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="training.cohortsession",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="training.attendanceregister",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "number"), name="training_entry_numbered"
                    ),
                    models.UniqueConstraint(
                        fields=("register", "previous"), name="training_entry_has_no_fork"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "signed")),
                        fields=("session", "signer"),
                        name="training_entry_signed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_at", None),
                                ("kind", "erased"),
                                ("recorded_by", None),
                                ("session", None),
                                ("starts_at", None),
                            ),
                            models.Q(
                                models.Q(("kind", "erased"), _negated=True),
                                ("ends_at__isnull", False),
                                ("recorded_by__isnull", False),
                                ("session__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="training_entry_of_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="training_entry_counted"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="entries_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'training_entry_stays_as_it_is', MESSAGE = 'refused by training_entry_stays_as_it_is';",
                            hash="05077811b443ffe24069521a4bf882382bab5362",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_entries_stay_as_they_are_800c0",
                            table="training_attendanceentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entries_follow_the_last",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        UPDATE training_attendanceregister SET length = NEW.number, head = NEW.hash\n        WHERE cohort_id = NEW.register_id AND length = NEW.number - 1 AND head = NEW.previous;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'training_entry_follows_the_last', MESSAGE = 'refused by training_entry_follows_the_last';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="7457a565ed829f2d68a3b9167418a1f16b8d3ac4",
                            operation="INSERT",
                            pgid="pgtrigger_entries_follow_the_last_04cb2",
                            table="training_attendanceentry",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceDetails",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        to="training.attendanceentry",
                    ),
                ),
                ("content", models.JSONField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="details_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' OR NOT EXISTS (\n            SELECT 1 FROM training_attendanceentry erased\n            JOIN training_attendanceentry entry ON entry.signer_id = erased.signer_id\n            WHERE entry.id = OLD.entry_id AND erased.kind = 'erased'\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'training_details_stay_as_they_are', MESSAGE = 'refused by training_details_stay_as_they_are';\n        END IF;\n        RETURN OLD;\n    ",
                            hash="987d8a697c9bf8fc3a9c26ce4681d21d25b173c5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_details_stay_as_they_are_1f8d1",
                            table="training_attendancedetails",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="training/sheets/",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.cohortsession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "digest"), name="training_sheet_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortSessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("state", models.CharField(default="planned", max_length=9)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("location", models.CharField(max_length=300)),
                ("room_state", models.CharField(max_length=9)),
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
                        to="training.cohortsession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JuryReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_by_hand", models.BooleanField(default=False)),
                ("assigned_at", models.DateTimeField()),
                ("words", models.TextField(max_length=3000)),
                ("given_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
                    ),
                ),
                (
                    "juror",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.juror"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "juror"), name="training_review_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_reader_in_conflict",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE reader uuid; applicant uuid;",
                            func="\n        SELECT person_id INTO reader FROM training_juror WHERE id = NEW.juror_id;\n        SELECT applicant_id INTO applicant FROM training_application\n            WHERE id = NEW.application_id FOR NO KEY UPDATE;\n        IF reader = applicant THEN\n            RAISE EXCEPTION 'training_review_by_another' USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'training_review_by_another';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM training_juryconflict\n            WHERE application_id = NEW.application_id AND person_id = reader\n        ) THEN\n            RAISE EXCEPTION 'training_review_without_conflict' USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'training_review_without_conflict';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="6ab520cf85e350fae5e55aaa91bfb8b3b365bd23",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_no_reader_in_conflict_307d2",
                            table="training_juryreview",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoringCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("help", models.CharField(max_length=300)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("max_points", models.PositiveSmallIntegerField(default=5)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("programme", "position"),
                        name="training_criterion_one_a_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("label__regex", "\\S")),
                        name="training_criterion_labelled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight__range", (1, 10)), ("max_points__range", (2, 10))
                        ),
                        name="training_criterion_weighed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("was", models.PositiveSmallIntegerField()),
                ("became", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("corrected_at", models.DateTimeField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.juryreview"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.scoringcriterion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("became")), _negated=True),
                        name="training_correction_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="training_correction_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("points", models.PositiveSmallIntegerField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.juryreview"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="training.scoringcriterion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "criterion"), name="training_score_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__range", (0, 10))),
                        name="training_score_within_scale",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="held", max_length=9)),
                ("offered_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.application"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.cohort"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "held")),
                        fields=["answer_by"],
                        name="training_seatoffer_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("held", "confirmed"))),
                        fields=("application",),
                        name="training_seatoffer_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "held")),
                            models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="training_seatoffer_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gt", models.F("offered_at"))),
                        name="training_seatoffer_leaves_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="seats_follow_the_offers",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP <> 'INSERT' AND OLD.state = 'held' THEN\n            UPDATE training_cohort SET seats_taken = seats_taken - 1 WHERE id = OLD.cohort_id;\n        END IF;\n        IF TG_OP <> 'DELETE' AND NEW.state = 'held' THEN\n            UPDATE training_cohort SET seats_taken = seats_taken + 1 WHERE id = NEW.cohort_id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="866322f3c3c5bd51c7fb9029f6ee4baeb7f2d513",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_seats_follow_the_offers_0b788",
                            table="training_seatoffer",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionMaterial",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("link", models.URLField(max_length=500)),
                (
                    "file",
                    models.FileField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="training/materials/",
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="training.cohortsession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="training_material_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("link__regex", "^https?://")),
                            models.Q(models.Q(("file", ""), _negated=True), ("link", "")),
                            _connector="OR",
                        ),
                        name="training_material_file_or_link",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("token", models.CharField(max_length=43, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
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
                        condition=models.Q(("revoked_at", None)),
                        fields=("person",),
                        name="training_trainingcalendar_one_in_use",
                    )
                ],
            },
        ),
    ]
