import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.files.private_storage
import bocage.foundation.formatting.plain_words
import bocage.outreach.assets.shelf_life
import bocage.outreach.editorial.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("welcome", "0001_initial"),
        ("workspaces", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EditorApproval",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="EditorialVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("number", models.BigIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="outreach_editorialversion_alone"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Prospect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("origin", models.CharField(max_length=120)),
                ("trade", models.CharField(max_length=120)),
                ("family", models.CharField(max_length=8)),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list
                    ),
                ),
                ("language", models.CharField(default="fr", max_length=2)),
                ("status", models.CharField(default="captured", max_length=12)),
                ("captured_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmation_requested_at", models.DateTimeField(null=True)),
                ("last_touch_at", models.DateTimeField()),
                ("notes", models.TextField(max_length=4000)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.prospect",
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
                    "project",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["departement", "-last_touch_at"], name="outreach_prospect_latest"
                    ),
                    models.Index(fields=["departement", "status"], name="outreach_prospect_status"),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email"],
                        name="outreach_prospect_emails",
                    ),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=["departement", "phone"],
                        name="outreach_prospect_phone",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            bocage.foundation.formatting.plain_words.SpacedWords(
                                bocage.foundation.formatting.plain_words.PlainWords(
                                    models.F("name")
                                ),
                                models.F("email"),
                                models.F("phone"),
                                bocage.foundation.formatting.plain_words.PlainWords(
                                    models.F("origin")
                                ),
                            ),
                            name="gin_trgm_ops",
                        ),
                        name="outreach_prospect_words",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), _negated=True), ("merged_into", None)
                        ),
                        fields=("departement", "email"),
                        name="outreach_prospect_one_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", False),
                            models.Q(("email", ""), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outreach_prospect_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="outreach_prospect_address_lowercase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "confirmed"), _negated=True),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="outreach_prospect_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(
                                ("email", ""),
                                ("name", ""),
                                ("notes", ""),
                                ("person", None),
                                ("phone", ""),
                                ("status", "erased"),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_prospect_erased_keeps_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="outreach_prospect_not_merged_into_itself",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="outreach_keys_follows",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NEW.erased_at IS NOT NULL OR NEW.merged_into_id IS NOT NULL THEN\n            DELETE FROM outreach_prospectkeys WHERE prospect_id = NEW.id;\n        ELSIF TG_OP = 'INSERT' THEN\n            INSERT INTO outreach_prospectkeys (prospect_id, keys) VALUES (NEW.id, '{}');\n        ELSIF (OLD.name, OLD.phone, OLD.email, OLD.origin)\n            IS DISTINCT FROM (NEW.name, NEW.phone, NEW.email, NEW.origin) THEN\n            UPDATE outreach_prospectkeys SET read_at = NULL WHERE prospect_id = NEW.id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="8c7ee733952e66b2f221afec6131b141678e0e84",
                            operation='INSERT OR UPDATE OF "name", "phone", "email", "origin", "erased_at", "merged_into_id"',
                            pgid="pgtrigger_outreach_keys_follows_3175e",
                            table="outreach_prospect",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_prospectevent" ("merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") VALUES (NEW."merged_into_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."status"); RETURN NULL;',
                            hash="7c8a56e83dc064a1b188f7a0bde172500f6bf087",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_115bf",
                            table="outreach_prospect",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "outreach_prospectevent" ("merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") VALUES (NEW."merged_into_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."status"); RETURN NULL;',
                            hash="2603bc2f5a87a17715a13493ae9b9e34f2d68741",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_88614",
                            table="outreach_prospect",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Editor",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("people.person",),
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("theme", models.CharField(max_length=8)),
                ("state", models.CharField(default="draft", max_length=9)),
                ("title", models.CharField(max_length=120)),
                ("title_en", models.CharField(max_length=120)),
                ("sentence", models.CharField(max_length=300)),
                ("sentence_en", models.CharField(max_length=300)),
                ("figure", models.CharField(max_length=24)),
                ("unit", models.CharField(max_length=80)),
                ("unit_en", models.CharField(max_length=80)),
                ("live_indicator", models.CharField(max_length=40)),
                ("source_name", models.CharField(max_length=160)),
                ("source_url", models.URLField(max_length=300)),
                ("dated_on", models.DateField(null=True)),
                ("shelf_life_months", models.PositiveSmallIntegerField(default=12)),
                (
                    "fresh_until",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.outreach.assets.shelf_life.MonthsLater(
                            models.F("dated_on"), models.F("shelf_life_months")
                        ),
                        output_field=models.DateField(null=True),
                    ),
                ),
                ("picture_words", models.CharField(max_length=200)),
                ("picture_words_en", models.CharField(max_length=200)),
                ("picture_credit", models.CharField(max_length=120)),
                ("picture_use", models.CharField(max_length=200)),
                ("is_for_press", models.BooleanField(default=False)),
                ("published_on", models.DateField(null=True)),
                ("age_notified_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "created_by",
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
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.place",
                    ),
                ),
                (
                    "published_by",
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
                        condition=models.Q(("state", "published")),
                        fields=["departement", "theme"],
                        name="outreach_asset_shown",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("departement"),
                        django.db.models.functions.text.Lower("title"),
                        name="outreach_asset_one_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentence__regex", "\\S"), ("title__regex", "\\S")),
                        name="outreach_asset_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                ["live", "work", "learn", "move", "health", "nature", "price"],
                            )
                        ),
                        name="outreach_asset_theme_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("commune", None), ("epci", None)),
                            models.Q(("epci", None), ("place", None)),
                            models.Q(("commune", None), ("place", None)),
                            _connector="OR",
                        ),
                        name="outreach_asset_about_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_indicator", ""),
                            models.Q(("dated_on", None), ("figure", "")),
                            _connector="OR",
                        ),
                        name="outreach_asset_one_figure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("live_indicator", ""), _negated=True),
                            models.Q(
                                models.Q(("figure", ""), _negated=True),
                                models.Q(("source_name", ""), _negated=True),
                                ("dated_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_asset_published_proven",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(
                                ("published_on__isnull", False),
                                models.Q(
                                    models.Q(("live_indicator", ""), _negated=True),
                                    ("fresh_until__gte", models.F("published_on")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_asset_published_fresh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shelf_life_months__range", (1, 120))),
                        name="outreach_asset_kept_for_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dated_on", None),
                            (
                                "dated_on__range",
                                (datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_asset_dated_in_our_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_url", ""), ("source_url__regex", "^https?://"), _connector="OR"
                        ),
                        name="outreach_asset_source_on_the_web",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("picture", None),
                            models.Q(
                                models.Q(("picture_words", ""), _negated=True),
                                models.Q(("picture_credit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_asset_picture_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_for_press", False),
                            models.Q(("picture_use", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outreach_asset_press_may_use",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_assetevent" ("dated_on", "figure", "live_indicator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shelf_life_months", "source_name", "source_url", "state", "unit") VALUES (NEW."dated_on", NEW."figure", NEW."live_indicator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shelf_life_months", NEW."source_name", NEW."source_url", NEW."state", NEW."unit"); RETURN NULL;',
                            hash="f958c8c70ff04803b08896608cc6f7013ccdc27b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5bd1f",
                            table="outreach_asset",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."dated_on" IS DISTINCT FROM (NEW."dated_on") OR OLD."figure" IS DISTINCT FROM (NEW."figure") OR OLD."live_indicator" IS DISTINCT FROM (NEW."live_indicator") OR OLD."shelf_life_months" IS DISTINCT FROM (NEW."shelf_life_months") OR OLD."source_name" IS DISTINCT FROM (NEW."source_name") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))',
                            func='INSERT INTO "outreach_assetevent" ("dated_on", "figure", "live_indicator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shelf_life_months", "source_name", "source_url", "state", "unit") VALUES (NEW."dated_on", NEW."figure", NEW."live_indicator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shelf_life_months", NEW."source_name", NEW."source_url", NEW."state", NEW."unit"); RETURN NULL;',
                            hash="cfa5d7e944f2d5459c5e527ae71c3a83058715a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e43c3",
                            table="outreach_asset",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("state", models.CharField(default="draft", max_length=9)),
                ("figure", models.CharField(max_length=24)),
                ("unit", models.CharField(max_length=80)),
                ("live_indicator", models.CharField(max_length=40)),
                ("dated_on", models.DateField(null=True)),
                ("shelf_life_months", models.PositiveSmallIntegerField(default=12)),
                ("source_name", models.CharField(max_length=160)),
                ("source_url", models.URLField(max_length=300)),
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
                        to="outreach.asset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("channel", models.CharField(max_length=12)),
                ("status", models.CharField(default="planned", max_length=8)),
                ("origin", models.CharField(max_length=120)),
                ("trade", models.CharField(max_length=120)),
                ("family", models.CharField(max_length=8)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("budget_cents", models.PositiveIntegerField(null=True)),
                ("landing_path", models.CharField(default="/", max_length=200)),
                ("notes", models.TextField(max_length=4000)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["departement", "-starts_on"], name="outreach_campaign_latest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("departement"),
                        django.db.models.functions.text.Lower("name"),
                        name="outreach_campaign_one_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="outreach_campaign_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="outreach_campaign_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("landing_path__regex", "^/([^/\\\\].*)?$")),
                        name="outreach_campaign_lands_inside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True), ("closed_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="outreach_campaign_closed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booth",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_heard_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.campaign"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label__regex", "\\S")), name="outreach_booth_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                        name="outreach_booth_closes_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignExpense",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("label", models.CharField(max_length=120)),
                ("amount_cents", models.PositiveIntegerField()),
                ("spent_on", models.DateField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.campaign"
                    ),
                ),
                (
                    "recorded_by",
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
                        condition=models.Q(("amount_cents__gt", 0), ("label__regex", "\\S")),
                        name="outreach_expense_of_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("headline", models.CharField(max_length=120)),
                ("steps", bocage.outreach.editorial.fields.BlocksField([])),
                ("promises_introduction", models.CharField(max_length=400)),
                ("promises", bocage.outreach.editorial.fields.BlocksField([])),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="LandingPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="LegalPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("subject", models.CharField(default="other", max_length=16)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject__in", ["accessibility", "personal_data", "about", "other"])
                        ),
                        name="outreach_legalpage_subject_known",
                    )
                ],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ListingPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("news_date", models.DateField(default=django.utils.timezone.localdate)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OriginPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("origin", models.CharField(max_length=60)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ProspectKeys",
            fields=[
                (
                    "prospect",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="outreach.prospect",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["keys"], name="outreach_keys_same_keys"
                    ),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["prospect"],
                        name="outreach_keys_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8)
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.departement"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["departement", "-score", "id"], name="outreach_pair_likeliest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="outreach_pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="outreach_pair_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__lte", 100)),
                        name="outreach_pair_score_of_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="outreach_not_the_same_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="outreach_not_the_same_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProspectConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("purpose", models.CharField(max_length=8)),
                ("words", models.TextField(max_length=1000)),
                ("collection_method", models.CharField(max_length=8)),
                ("lawful_basis", models.CharField(max_length=400)),
                ("given_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(default="", max_length=8)),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.campaign",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
                (
                    "recorded_by",
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
                        condition=models.Q(("confirmed_at__isnull", False), ("withdrawn_at", None)),
                        fields=["purpose", "prospect"],
                        name="outreach_consent_in_force",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("prospect", "purpose"),
                        name="outreach_consent_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "\\S")),
                        name="outreach_consent_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("collection_method", "import"), _negated=True),
                            ("lawful_basis__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="outreach_consent_import_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at", None),
                                ("confirmed_at__gte", models.F("given_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("withdrawn_at", None),
                                ("withdrawn_at__gte", models.F("given_at")),
                                _connector="OR",
                            ),
                        ),
                        name="outreach_consent_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_consent_withdrawn_somehow",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="outreach_consent_is_a_record",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."collection_method" IS DISTINCT FROM (NEW."collection_method") OR OLD."lawful_basis" IS DISTINCT FROM (NEW."lawful_basis") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="32cc9efdaf2fe826ac1a90147d142b120032c223",
                            operation="UPDATE",
                            pgid="pgtrigger_outreach_consent_is_a_record_8d602",
                            table="outreach_prospectconsent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProspectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="captured", max_length=12)),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="outreach.prospect",
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
                        to="outreach.prospect",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProspectExport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("exported_at", models.DateTimeField()),
                ("query", models.CharField(max_length=1000)),
                ("count", models.PositiveIntegerField()),
                ("form", models.CharField(max_length=4)),
                (
                    "exported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(max_length=1000)),
                ("saved_at", models.DateTimeField()),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "saved_by",
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
                        models.F("departement"),
                        django.db.models.functions.text.Lower("name"),
                        name="outreach_segment_one_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="outreach_segment_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sequence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("status", models.CharField(default="draft", max_length=8)),
                ("purpose", models.CharField(default="letters", max_length=8)),
                ("language", models.CharField(default="fr", max_length=4)),
                ("entry", models.CharField(default="by_hand", max_length=9)),
                ("enters_by_itself", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.campaign",
                    ),
                ),
                (
                    "created_by",
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
                    "segment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.segment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("departement"),
                        django.db.models.functions.text.Lower("name"),
                        name="outreach_sequence_one_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="outreach_sequence_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["letters", "evenings"])),
                        name="outreach_sequence_relies_on_a_mail_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "ended"]),
                            ("started_at__isnull", False),
                            _connector="OR",
                        ),
                        name="outreach_sequence_started_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("status", "ended")),
                            models.Q(
                                models.Q(("status", "ended"), _negated=True), ("ended_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="outreach_sequence_ended_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("days_after", models.PositiveSmallIntegerField()),
                ("status", models.CharField(default="draft", max_length=9)),
                ("subject", models.CharField(max_length=120)),
                ("body", models.TextField(max_length=8000)),
                ("subject_en", models.CharField(max_length=120)),
                ("body_en", models.TextField(max_length=8000)),
                ("written_at", models.DateTimeField()),
                (
                    "sequence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.sequence"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("sequence", "rank"),
                        name="outreach_letter_one_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_after__lte", 180)),
                        name="outreach_letter_within_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ready"), _negated=True),
                            models.Q(("body__regex", "\\S"), ("subject__regex", "\\S")),
                            models.Q(("body_en__regex", "\\S"), ("subject_en__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="outreach_letter_ready_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("origin", models.CharField(max_length=9)),
                ("entered_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(default="", max_length=12)),
                (
                    "next_letter",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.letter",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
                (
                    "sequence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="outreach.sequence",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["next_letter", "next_at"],
                        name="outreach_enrolment_due",
                    ),
                    models.Index(fields=["sequence", "end_reason"], name="outreach_enrolment_ends"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sequence", "prospect"), name="outreach_enrolment_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("next_at", None),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_enrolment_ended_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="queued", max_length=7)),
                ("reason", models.CharField(default="", max_length=12)),
                ("queued_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("mail_id", models.UUIDField(null=True)),
                ("address", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=240)),
                ("code", models.CharField(max_length=12, null=True, unique=True)),
                ("clicks", models.PositiveIntegerField(default=0)),
                ("clicked_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(max_length=10000)),
                ("answered_from", models.EmailField(max_length=254)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="outreach.enrolment",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="outreach.letter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["queued_at", "id"],
                        name="outreach_sending_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["closed_at"],
                        name="outreach_sending_pace",
                    ),
                    models.Index(
                        condition=models.Q(("mail_id__isnull", False)),
                        fields=["mail_id"],
                        name="outreach_sending_mail",
                    ),
                    models.Index(
                        condition=models.Q(("reason", "address"), ("state", "refused")),
                        fields=["address"],
                        name="outreach_sending_refused",
                    ),
                    models.Index(fields=["letter", "state"], name="outreach_sending_letter"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "letter"), name="outreach_sending_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "queued")),
                            models.Q(
                                models.Q(("state", "queued"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_sending_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("state__in", ["queued", "sent"])),
                            models.Q(
                                ("state__in", ["refused", "skipped"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_sending_left_out_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SequenceEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField(default=0)),
                ("read", models.PositiveIntegerField(default=0)),
                ("entered", models.PositiveIntegerField(default=0)),
                ("reached", models.UUIDField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sequence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.sequence"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("sequence",),
                        name="outreach_sequenceentry_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TestimonyConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("words_shown", models.TextField(max_length=2000)),
                ("collection_method", models.CharField(max_length=10)),
                ("given_on", models.DateField(default=django.utils.timezone.localdate)),
                ("ends_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
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
                        condition=models.Q(("ends_on__gte", models.F("given_on"))),
                        name="outreach_testimonyconsent_ends_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collection_method__in", ["signed", "email", "spoken"])
                        ),
                        name="outreach_testimonyconsent_collection_method_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_testimonyconsentevent" ("collection_method", "ends_on", "given_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "words_shown") VALUES (NEW."collection_method", NEW."ends_on", NEW."given_on", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."words_shown"); RETURN NULL;',
                            hash="8f11fb400528425369c8a2e3034876b73be29335",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd060",
                            table="outreach_testimonyconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."collection_method" IS DISTINCT FROM (NEW."collection_method") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."words_shown" IS DISTINCT FROM (NEW."words_shown"))',
                            func='INSERT INTO "outreach_testimonyconsentevent" ("collection_method", "ends_on", "given_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "words_shown") VALUES (NEW."collection_method", NEW."ends_on", NEW."given_on", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."words_shown"); RETURN NULL;',
                            hash="83111be89010d56eb5f5de799955c3ca59cc3cc0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5bcf1",
                            table="outreach_testimonyconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_testimonyconsentevent" ("collection_method", "ends_on", "given_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "words_shown") VALUES (OLD."collection_method", OLD."ends_on", OLD."given_on", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."words_shown"); RETURN NULL;',
                            hash="d4ed31e091ae9a35e17eb2ba987451b7c0dbe40a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55ac0",
                            table="outreach_testimonyconsent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TestimonyConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("name", models.CharField(max_length=120)),
                ("words_shown", models.TextField(max_length=2000)),
                ("collection_method", models.CharField(max_length=10)),
                ("given_on", models.DateField(default=django.utils.timezone.localdate)),
                ("ends_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                        to="outreach.testimonyconsent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TestimonyPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("person_name", models.CharField(max_length=80)),
                ("person_words", models.CharField(max_length=120)),
                ("quote", models.CharField(max_length=300)),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="outreach.testimonyconsent"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ThemePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.CharField(max_length=300)),
                ("body", bocage.outreach.editorial.fields.BlocksField([])),
                ("theme", models.CharField(max_length=10)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailimages.image",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                ["live", "work", "learn", "move", "health", "nature", "price"],
                            )
                        ),
                        name="outreach_themepage_theme_known",
                    )
                ],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="TrackedLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("label", models.CharField(max_length=120)),
                ("destination", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.campaign"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("campaign"),
                        django.db.models.functions.text.Lower("label"),
                        name="outreach_link_one_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("destination__regex", "^/([^/\\\\].*)?$")),
                        name="outreach_link_leads_inside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9a-z]{4,12}$")),
                        name="outreach_link_code_readable",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ambassador",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(max_length=8)),
                ("words", models.TextField(max_length=1000)),
                ("collection_method", models.CharField(default="", max_length=6)),
                ("requested_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(default="", max_length=6)),
                (
                    "requested_by",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="outreach.trackedlink",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["departement", "state"], name="outreach_ambassador_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("invited", "proposed", "active"))),
                        fields=("person", "departement"),
                        name="outreach_ambassador_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_at", None),
                                ("collection_method", ""),
                                ("ends_on", None),
                                ("words", ""),
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("ends_on__isnull", False),
                                ("words__regex", "\\S"),
                                models.Q(("collection_method", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_ambassador_agreed_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "active"), _negated=True),
                                models.Q(("agreed_at__isnull", False), ("link__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "proposed"), _negated=True),
                                ("agreed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("ended_at__isnull", False),
                                    ("state__in", ("declined", "ended")),
                                    models.Q(("ended_by", ""), _negated=True),
                                ),
                                models.Q(
                                    models.Q(("state__in", ("declined", "ended")), _negated=True),
                                    ("ended_at", None),
                                    ("ended_by", ""),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="outreach_ambassador_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__gte", models.F("requested_at")),
                            _connector="OR",
                        ),
                        name="outreach_ambassador_ends_after_it_begins",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_ambassadorevent" ("ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."ends_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="0c129396537a365fb658f39aeafe0aed13df1ede",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_052d6",
                            table="outreach_ambassador",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "outreach_ambassadorevent" ("ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."ends_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="39188fe98e8a4d7797f9b0facb24206b066670cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41efd",
                            table="outreach_ambassador",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmbassadorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("state", models.CharField(max_length=8)),
                ("ends_on", models.DateField(null=True)),
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
                        to="outreach.ambassador",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AmbassadorThanks",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("note", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "ambassador",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.ambassador"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="welcome.settlementproject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ambassador", "project"),
                        name="outreach_ambassadorthanks_once_a_household",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CityEvening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(max_length=3000)),
                ("location", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("capacity", models.PositiveSmallIntegerField()),
                ("seats_taken", models.IntegerField(default=0)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("call_off_reason", models.CharField(max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("city", models.CharField(max_length=80)),
                ("access", models.CharField(max_length=500)),
                ("around", models.CharField(max_length=500)),
                ("reach_km", models.PositiveSmallIntegerField(default=30)),
                ("thanked_at", models.DateTimeField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="outreach.campaign"
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="outreach.trackedlink"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "starts_at"], name="outreach_evening_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="outreach_cityevening_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__range", (1, 500))),
                        name="outreach_cityevening_has_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats_taken__gte", 0), ("seats_taken__lte", models.F("capacity"))
                        ),
                        name="outreach_cityevening_seats",
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
                        name="outreach_cityevening_dated_states",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        fields=("made_by", "title", "starts_at"),
                        name="outreach_cityevening_made_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("city__regex", "\\S"),
                            ("location__regex", "\\S"),
                            ("title__regex", "\\S"),
                        ),
                        name="outreach_cityevening_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reach_km__range", (1, 200))),
                        name="outreach_cityevening_within_reach",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_cityeveningevent" ("capacity", "ends_at", "location", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."capacity", NEW."ends_at", NEW."location", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="4983e0f2e03dbbedc51b4db73c46658c2df60140",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72149",
                            table="outreach_cityevening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."location" IS DISTINCT FROM (NEW."location") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "outreach_cityeveningevent" ("capacity", "ends_at", "location", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status") VALUES (NEW."capacity", NEW."ends_at", NEW."location", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="513daf1799ffb175b0d8d9779d5a729f462e6d96",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cf173",
                            table="outreach_cityevening",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CityEveningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("location", models.CharField(max_length=300)),
                ("capacity", models.PositiveSmallIntegerField()),
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
                        to="outreach.cityevening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PartnerEmployer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("siret", models.CharField(max_length=14)),
                ("siret_checked_at", models.DateTimeField(null=True)),
                ("city", models.CharField(max_length=80)),
                ("sector", models.CharField(max_length=120)),
                ("size", models.CharField(max_length=8)),
                ("website", models.URLField(max_length=300)),
                ("logo", models.BinaryField(null=True)),
                ("logo_digest", models.CharField(max_length=16)),
                ("state", models.CharField(default="contacted", max_length=9)),
                ("agreement", models.CharField(max_length=10)),
                ("signed_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("promises", models.TextField(max_length=2000)),
                ("offers", models.TextField(max_length=2000)),
                (
                    "document",
                    models.FileField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="employers/",
                    ),
                ),
                ("document_name", models.CharField(max_length=100)),
                ("document_kind", models.CharField(max_length=20)),
                ("introduction", models.TextField(max_length=1500)),
                ("is_published", models.BooleanField(default=False)),
                ("notes", models.TextField(max_length=4000)),
                ("next_step", models.CharField(max_length=200)),
                ("next_step_on", models.DateField(null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="outreach.campaign"
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="outreach.trackedlink"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["departement", "state"], name="outreach_employer_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("city__regex", "\\S"), ("name__regex", "\\S")),
                        name="outreach_employer_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siret", ""), ("siret__regex", "^[0-9]{14}$"), _connector="OR"
                        ),
                        name="outreach_employer_siret_of_digits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("siret", ""), _negated=True),
                        fields=("departement", "siret"),
                        name="outreach_employer_siret_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("website", ""), ("website__regex", "^https?://"), _connector="OR"
                        ),
                        name="outreach_employer_website_of_the_web",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(
                                ("signed_on__isnull", False),
                                models.Q(("agreement", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_employer_agreed_on_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            models.Q(
                                ("ends_on__gte", models.F("signed_on")),
                                ("signed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_employer_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_published", False),
                            models.Q(
                                ("introduction__regex", "\\S"),
                                ("offers__regex", "\\S"),
                                ("state", "agreed"),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_employer_published_once_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_step", ""), ("next_step_on", None)),
                            models.Q(
                                models.Q(("next_step", ""), _negated=True),
                                ("next_step_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_employer_step_with_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("logo", None), ("logo_digest", "")),
                            models.Q(
                                ("logo__isnull", False),
                                models.Q(("logo_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outreach_employer_logo_has_digest",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outreach_partneremployerevent" ("agreement", "ends_on", "is_published", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "state") VALUES (NEW."agreement", NEW."ends_on", NEW."is_published", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_on", NEW."state"); RETURN NULL;',
                            hash="558c76bb8ed38c397e12f29946a1f04924d55627",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f7f1c",
                            table="outreach_partneremployer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agreement" IS DISTINCT FROM (NEW."agreement") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."is_published" IS DISTINCT FROM (NEW."is_published") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "outreach_partneremployerevent" ("agreement", "ends_on", "is_published", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "state") VALUES (NEW."agreement", NEW."ends_on", NEW."is_published", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_on", NEW."state"); RETURN NULL;',
                            hash="27a8e965f1edc91d551125c906008d9569763e8e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c70b6",
                            table="outreach_partneremployer",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmployerMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("from_state", models.CharField(max_length=9)),
                ("to_state", models.CharField(max_length=9)),
                ("note", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.partneremployer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmployerContact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(max_length=20)),
                ("added_at", models.DateTimeField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.partneremployer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="outreach_employercontact_named",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("employer", "email"),
                        name="outreach_employercontact_once_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerEmployerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("state", models.CharField(default="contacted", max_length=9)),
                ("is_published", models.BooleanField(default=False)),
                ("agreement", models.CharField(max_length=10)),
                ("signed_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
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
                        to="outreach.partneremployer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EveningInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("answer", models.CharField(default="", max_length=3)),
                ("requested_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "evening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.cityevening"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="outreach.prospect",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["requested_at", "id"],
                        name="outreach_invitation_to_send",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("prospect", None)),
                            models.Q(("person", None), ("prospect__isnull", False)),
                            _connector="OR",
                        ),
                        name="outreach_eveninginvitation_of_one",
                    ),
                    models.UniqueConstraint(
                        fields=("evening", "prospect"),
                        name="outreach_eveninginvitation_once_a_prospect",
                    ),
                    models.UniqueConstraint(
                        fields=("evening", "person"),
                        name="outreach_eveninginvitation_once_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("sent_at__isnull", False), ("state", "sent")),
                                models.Q(
                                    models.Q(("state", "sent"), _negated=True), ("sent_at", None)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("answer", ""), ("answered_at", None)),
                                models.Q(
                                    ("answer__in", ("yes", "no")),
                                    ("answered_at__isnull", False),
                                    ("state", "sent"),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="outreach_eveninginvitation_dated_states",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(max_length=400)),
                ("sent_as", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="outreach.campaign",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.prospect"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.trackedlink",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["prospect", "at"], name="outreach_touch_of_prospect"),
                    models.Index(fields=["campaign", "at"], name="outreach_touch_of_campaign"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("day", models.DateField()),
                ("clicks", models.PositiveIntegerField(default=0)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.trackedlink"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "day"), name="outreach_link_day_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EveningRegistration",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="fr", max_length=5)),
                ("state", models.CharField(max_length=11)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("is_walk_in", models.BooleanField(default=False)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("requested_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="outreach.cityevening"
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.prospect",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="outreach.trackedlink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        fields=("event", "email"),
                        name="outreach_eveningregistration_once_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 6))),
                        name="outreach_eveningregistration_few_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("confirmed_at", None), ("state", "unconfirmed")),
                                models.Q(("state", "unconfirmed"), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    ("cancelled_at", None),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state__in", ("registered", "waiting")), _negated=True),
                                ("confirmed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                ("arrived_at", None), ("state", "registered"), _connector="OR"
                            ),
                        ),
                        name="outreach_eveningregistration_dated_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__regex", "\\S"), ("forgotten_at__isnull", False), _connector="OR"
                        ),
                        name="outreach_eveningregistration_of_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="seats_follow_the_registrations",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' AND OLD.state = NEW.state AND OLD.people = NEW.people\n            AND OLD.is_walk_in = NEW.is_walk_in AND OLD.event_id = NEW.event_id THEN\n            RETURN NULL;\n        END IF;\n        IF TG_OP <> 'INSERT' AND OLD.state = 'registered' AND NOT OLD.is_walk_in THEN\n            UPDATE outreach_cityevening\n            SET seats_taken = seats_taken - OLD.people WHERE id = OLD.event_id;\n        END IF;\n        IF TG_OP <> 'DELETE' AND NEW.state = 'registered' AND NOT NEW.is_walk_in THEN\n            UPDATE outreach_cityevening\n            SET seats_taken = seats_taken + NEW.people WHERE id = NEW.event_id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="ee8d1206771cf343e65c458555ac0e6d25a0caa7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_seats_follow_the_registrations_9a7aa",
                            table="outreach_eveningregistration",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ]
