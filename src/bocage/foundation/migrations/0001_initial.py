import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.models.instance


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnsweredRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("subject", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
                ("location", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("created_at"), name="foundation_answered_to_forget")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "key"), name="foundation_answeredrequest_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BackupRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("path", models.CharField(max_length=500)),
                ("size_bytes", models.BigIntegerField(default=0)),
                ("rows", models.BigIntegerField(default=0)),
                ("error", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["started_at"], name="foundation_backup_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("path", ""), ("error", ""), _connector="XOR"),
                        name="foundation_backup_made_or_failed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("started_at"))),
                        name="foundation_backup_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstanceSettings",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True)),
                ("name", models.CharField(default="Bocage", max_length=60)),
                ("tagline", models.CharField(max_length=80)),
                ("tagline_en", models.CharField(max_length=80)),
                ("territory_name", models.CharField(max_length=80)),
                ("territory_name_en", models.CharField(max_length=80)),
                ("headline", models.CharField(max_length=120)),
                ("headline_en", models.CharField(max_length=120)),
                ("introduction", models.TextField(max_length=600)),
                ("introduction_en", models.TextField(max_length=600)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(max_length=30)),
                ("sender_email", models.EmailField(db_default="", default="", max_length=254)),
                ("press_contact", models.CharField(max_length=120)),
                ("press_email", models.EmailField(max_length=254)),
                ("press_phone", models.CharField(max_length=30)),
                ("press_introduction", models.TextField(max_length=1500)),
                ("press_introduction_en", models.TextField(max_length=1500)),
                ("price_note", models.CharField(max_length=160)),
                ("brand_colour", models.CharField(default="#1f4d3a", max_length=7)),
                ("accent_colour", models.CharField(default="#b93c27", max_length=7)),
                ("logo", models.BinaryField(null=True)),
                ("logo_digest", models.CharField(max_length=16)),
                ("cancellation_notice_hours", models.PositiveSmallIntegerField(default=0)),
                ("booking_horizon_days", models.PositiveSmallIntegerField(default=90)),
                ("lead_stale_days", models.PositiveSmallIntegerField(default=30)),
                ("project_retention_days", models.PositiveSmallIntegerField(default=1095)),
                ("application_retention_days", models.PositiveSmallIntegerField(default=730)),
                ("register_retention_days", models.PositiveSmallIntegerField(default=3653)),
                ("prospect_retention_days", models.PositiveSmallIntegerField(default=1095)),
                ("figures_open_days", models.PositiveSmallIntegerField(default=45)),
                ("letters_per_hour", models.PositiveSmallIntegerField(default=120)),
                ("letters_from_hour", models.PositiveSmallIntegerField(default=9)),
                ("letters_until_hour", models.PositiveSmallIntegerField(default=19)),
                (
                    "letters_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=bocage.foundation.models.instance.working_days,
                    ),
                ),
                ("income_low_eur", models.PositiveIntegerField(default=26196)),
                ("income_high_eur", models.PositiveIntegerField(default=32820)),
                ("local_share_low", models.PositiveSmallIntegerField(default=30)),
                ("local_share_high", models.PositiveSmallIntegerField(default=50)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="foundation_instance_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="foundation_instance_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accent_colour__regex", "^#[0-9a-f]{6}$"),
                            ("brand_colour__regex", "^#[0-9a-f]{6}$"),
                        ),
                        name="foundation_instance_colours",
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("letters_until_hour__gt", models.F("letters_from_hour"))
                        ),
                        name="foundation_instance_letters_have_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("income_low_eur__lte", models.F("income_high_eur")),
                            ("local_share_high__lte", 100),
                            ("local_share_low__lte", models.F("local_share_high")),
                        ),
                        name="foundation_instance_income_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "foundation_instancesettingsevent" ("accent_colour", "application_retention_days", "booking_horizon_days", "brand_colour", "cancellation_notice_hours", "contact_email", "contact_phone", "figures_open_days", "headline", "headline_en", "id", "income_high_eur", "income_low_eur", "introduction", "introduction_en", "lead_stale_days", "letters_days", "letters_from_hour", "letters_per_hour", "letters_until_hour", "local_share_high", "local_share_low", "logo_digest", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "press_contact", "press_email", "press_introduction", "press_introduction_en", "press_phone", "price_note", "project_retention_days", "prospect_retention_days", "register_retention_days", "sender_email", "tagline", "tagline_en", "territory_name", "territory_name_en") VALUES (NEW."accent_colour", NEW."application_retention_days", NEW."booking_horizon_days", NEW."brand_colour", NEW."cancellation_notice_hours", NEW."contact_email", NEW."contact_phone", NEW."figures_open_days", NEW."headline", NEW."headline_en", NEW."id", NEW."income_high_eur", NEW."income_low_eur", NEW."introduction", NEW."introduction_en", NEW."lead_stale_days", NEW."letters_days", NEW."letters_from_hour", NEW."letters_per_hour", NEW."letters_until_hour", NEW."local_share_high", NEW."local_share_low", NEW."logo_digest", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."press_contact", NEW."press_email", NEW."press_introduction", NEW."press_introduction_en", NEW."press_phone", NEW."price_note", NEW."project_retention_days", NEW."prospect_retention_days", NEW."register_retention_days", NEW."sender_email", NEW."tagline", NEW."tagline_en", NEW."territory_name", NEW."territory_name_en"); RETURN NULL;',
                            hash="93cedd0384171b9c96161f2e6f02bee9d4008e10",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb35e",
                            table="foundation_instancesettings",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accent_colour" IS DISTINCT FROM (NEW."accent_colour") OR OLD."application_retention_days" IS DISTINCT FROM (NEW."application_retention_days") OR OLD."booking_horizon_days" IS DISTINCT FROM (NEW."booking_horizon_days") OR OLD."brand_colour" IS DISTINCT FROM (NEW."brand_colour") OR OLD."cancellation_notice_hours" IS DISTINCT FROM (NEW."cancellation_notice_hours") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."figures_open_days" IS DISTINCT FROM (NEW."figures_open_days") OR OLD."headline" IS DISTINCT FROM (NEW."headline") OR OLD."headline_en" IS DISTINCT FROM (NEW."headline_en") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."income_high_eur" IS DISTINCT FROM (NEW."income_high_eur") OR OLD."income_low_eur" IS DISTINCT FROM (NEW."income_low_eur") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."introduction_en" IS DISTINCT FROM (NEW."introduction_en") OR OLD."lead_stale_days" IS DISTINCT FROM (NEW."lead_stale_days") OR OLD."letters_days" IS DISTINCT FROM (NEW."letters_days") OR OLD."letters_from_hour" IS DISTINCT FROM (NEW."letters_from_hour") OR OLD."letters_per_hour" IS DISTINCT FROM (NEW."letters_per_hour") OR OLD."letters_until_hour" IS DISTINCT FROM (NEW."letters_until_hour") OR OLD."local_share_high" IS DISTINCT FROM (NEW."local_share_high") OR OLD."local_share_low" IS DISTINCT FROM (NEW."local_share_low") OR OLD."logo_digest" IS DISTINCT FROM (NEW."logo_digest") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."press_contact" IS DISTINCT FROM (NEW."press_contact") OR OLD."press_email" IS DISTINCT FROM (NEW."press_email") OR OLD."press_introduction" IS DISTINCT FROM (NEW."press_introduction") OR OLD."press_introduction_en" IS DISTINCT FROM (NEW."press_introduction_en") OR OLD."press_phone" IS DISTINCT FROM (NEW."press_phone") OR OLD."price_note" IS DISTINCT FROM (NEW."price_note") OR OLD."project_retention_days" IS DISTINCT FROM (NEW."project_retention_days") OR OLD."prospect_retention_days" IS DISTINCT FROM (NEW."prospect_retention_days") OR OLD."register_retention_days" IS DISTINCT FROM (NEW."register_retention_days") OR OLD."sender_email" IS DISTINCT FROM (NEW."sender_email") OR OLD."tagline" IS DISTINCT FROM (NEW."tagline") OR OLD."tagline_en" IS DISTINCT FROM (NEW."tagline_en") OR OLD."territory_name" IS DISTINCT FROM (NEW."territory_name") OR OLD."territory_name_en" IS DISTINCT FROM (NEW."territory_name_en"))',
                            func='INSERT INTO "foundation_instancesettingsevent" ("accent_colour", "application_retention_days", "booking_horizon_days", "brand_colour", "cancellation_notice_hours", "contact_email", "contact_phone", "figures_open_days", "headline", "headline_en", "id", "income_high_eur", "income_low_eur", "introduction", "introduction_en", "lead_stale_days", "letters_days", "letters_from_hour", "letters_per_hour", "letters_until_hour", "local_share_high", "local_share_low", "logo_digest", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "press_contact", "press_email", "press_introduction", "press_introduction_en", "press_phone", "price_note", "project_retention_days", "prospect_retention_days", "register_retention_days", "sender_email", "tagline", "tagline_en", "territory_name", "territory_name_en") VALUES (NEW."accent_colour", NEW."application_retention_days", NEW."booking_horizon_days", NEW."brand_colour", NEW."cancellation_notice_hours", NEW."contact_email", NEW."contact_phone", NEW."figures_open_days", NEW."headline", NEW."headline_en", NEW."id", NEW."income_high_eur", NEW."income_low_eur", NEW."introduction", NEW."introduction_en", NEW."lead_stale_days", NEW."letters_days", NEW."letters_from_hour", NEW."letters_per_hour", NEW."letters_until_hour", NEW."local_share_high", NEW."local_share_low", NEW."logo_digest", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."press_contact", NEW."press_email", NEW."press_introduction", NEW."press_introduction_en", NEW."press_phone", NEW."price_note", NEW."project_retention_days", NEW."prospect_retention_days", NEW."register_retention_days", NEW."sender_email", NEW."tagline", NEW."tagline_en", NEW."territory_name", NEW."territory_name_en"); RETURN NULL;',
                            hash="54b5368b1b42787111731faa35c730b9b178819f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2bc1",
                            table="foundation_instancesettings",
                            when="AFTER",
                        ),
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
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=200)),
                ("channel", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict)),
                ("recipient", models.EmailField(max_length=254)),
                ("reply_to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=8)),
                ("person_id", models.UUIDField(null=True)),
                ("state", models.CharField(default="queued", max_length=8)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(max_length=255)),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("html", models.TextField()),
            ],
            options={
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
                            (
                                "state__in",
                                ["queued", "sending", "sent", "kept", "failed", "withheld"],
                            )
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
            name="PublicVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("subject", models.CharField(max_length=20)),
                ("object", models.UUIDField()),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("subject"), models.F("object"), name="foundation_version_of_object"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedMail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("message_id", models.CharField(max_length=255, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("key", models.UUIDField(null=True)),
                ("sender", models.CharField(max_length=254)),
                ("sender_name", models.CharField(max_length=120)),
                ("recipient", models.CharField(max_length=254)),
                ("subject", models.CharField(max_length=255)),
                ("words", models.TextField()),
                ("whole", models.TextField()),
                (
                    "attachments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255), default=list
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=500)),
                ("received_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_id", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None), ("state__in", ("held", "bounce"))),
                        fields=["kind", "key"],
                        name="foundation_received_open",
                    ),
                    models.Index(
                        fields=["sender", "-received_at"], name="foundation_received_sender"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True)),
                ("time_window", models.BigIntegerField()),
                ("used", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("rule", models.CharField(max_length=100)),
                ("ran_at", models.DateTimeField()),
                ("deleted", models.JSONField(default=dict)),
                ("changed", models.JSONField(default=dict)),
                ("error", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["ran_at"], name="foundation_retention_by_night")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "ran_at"), name="foundation_retention_rule_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InstanceSettingsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(default="Bocage", max_length=60)),
                ("tagline", models.CharField(max_length=80)),
                ("tagline_en", models.CharField(max_length=80)),
                ("territory_name", models.CharField(max_length=80)),
                ("territory_name_en", models.CharField(max_length=80)),
                ("headline", models.CharField(max_length=120)),
                ("headline_en", models.CharField(max_length=120)),
                ("introduction", models.TextField(max_length=600)),
                ("introduction_en", models.TextField(max_length=600)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(max_length=30)),
                ("sender_email", models.EmailField(db_default="", default="", max_length=254)),
                ("press_contact", models.CharField(max_length=120)),
                ("press_email", models.EmailField(max_length=254)),
                ("press_phone", models.CharField(max_length=30)),
                ("press_introduction", models.TextField(max_length=1500)),
                ("press_introduction_en", models.TextField(max_length=1500)),
                ("price_note", models.CharField(max_length=160)),
                ("brand_colour", models.CharField(default="#1f4d3a", max_length=7)),
                ("accent_colour", models.CharField(default="#b93c27", max_length=7)),
                ("logo_digest", models.CharField(max_length=16)),
                ("cancellation_notice_hours", models.PositiveSmallIntegerField(default=0)),
                ("booking_horizon_days", models.PositiveSmallIntegerField(default=90)),
                ("lead_stale_days", models.PositiveSmallIntegerField(default=30)),
                ("project_retention_days", models.PositiveSmallIntegerField(default=1095)),
                ("application_retention_days", models.PositiveSmallIntegerField(default=730)),
                ("register_retention_days", models.PositiveSmallIntegerField(default=3653)),
                ("prospect_retention_days", models.PositiveSmallIntegerField(default=1095)),
                ("figures_open_days", models.PositiveSmallIntegerField(default=45)),
                ("letters_per_hour", models.PositiveSmallIntegerField(default=120)),
                ("letters_from_hour", models.PositiveSmallIntegerField(default=9)),
                ("letters_until_hour", models.PositiveSmallIntegerField(default=19)),
                (
                    "letters_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=bocage.foundation.models.instance.working_days,
                    ),
                ),
                ("income_low_eur", models.PositiveIntegerField(default=26196)),
                ("income_high_eur", models.PositiveIntegerField(default=32820)),
                ("local_share_low", models.PositiveSmallIntegerField(default=30)),
                ("local_share_high", models.PositiveSmallIntegerField(default=50)),
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
                        to="foundation.instancesettings",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailAttachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("filename", models.CharField(max_length=200)),
                ("mimetype", models.CharField(max_length=100)),
                ("method", models.CharField(max_length=20)),
                ("content", models.BinaryField()),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="foundation.outgoingmail"
                    ),
                ),
            ],
        ),
    ]
