import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.territory.geography
import bocage.workspaces.billing.models
import bocage.workspaces.opening_hours.models


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
            name="ReminderChoice",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("when", models.CharField(default="day_before", max_length=11)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("when__in", ["day_before", "hour_before", "never"])),
                        name="workspaces_reminderchoice_when_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=24)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("address", models.CharField(max_length=200)),
                ("postcode", models.CharField(max_length=5)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("position_source", models.CharField(max_length=8)),
                ("description", models.TextField(max_length=4000)),
                ("access_instructions", models.TextField(max_length=2000)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(max_length=20)),
                ("website", models.URLField(max_length=300)),
                ("has_fibre", models.BooleanField(null=True)),
                ("download_mbps", models.PositiveIntegerField(null=True)),
                ("upload_mbps", models.PositiveIntegerField(null=True)),
                ("speed_measured_on", models.DateField(null=True)),
                (
                    "equipment",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                (
                    "accessibility",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                ("observes_public_holidays", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=40)),
                ("external_id", models.CharField(max_length=80)),
                ("imported_values", models.JSONField(default=dict)),
                (
                    "plan_version",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID()),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "scope",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="people.scope"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        bocage.territory.geography.EarthPoint(
                            models.F("latitude"), models.F("longitude")
                        ),
                        name="workspaces_place_nearest_gist",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["equipment"], name="workspaces_place_equipment_gin"
                    ),
                    models.Index(
                        condition=models.Q(("status", "published")),
                        fields=["name", "id"],
                        name="workspaces_place_names",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_source", "")
                            ),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                models.Q(("position_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="workspaces_place_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("download_mbps", None), ("upload_mbps", None)),
                            models.Q(("speed_measured_on", None), _negated=True),
                            _connector="OR",
                        ),
                        name="workspaces_place_speed_dated",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source", "external_id"),
                        name="workspaces_place_source_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.plan_version := gen_random_uuid(); RETURN NEW;",
                            hash="09e71235ad4863a5e7bf1c0e8fe0a6726694aced",
                            operation='UPDATE OF "observes_public_holidays", "commune_id"',
                            pgid="pgtrigger_new_plan_1b2e7",
                            table="workspaces_place",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed record;",
                            func="\n            IF TG_OP = 'UPDATE' THEN\n                IF false THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                changed := OLD;\n            ELSE\n                changed := NEW;\n            END IF;\n            PERFORM foundation_count_change('places', changed.id);\n            RETURN NULL;\n        ",
                            hash="b13b6fab248fa2538fc44ec1c7f3ffccbad69a3b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_da29e",
                            table="workspaces_place",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access_instructions" IS DISTINCT FROM (NEW."access_instructions") OR OLD."accessibility" IS DISTINCT FROM (NEW."accessibility") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."download_mbps" IS DISTINCT FROM (NEW."download_mbps") OR OLD."equipment" IS DISTINCT FROM (NEW."equipment") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."has_fibre" IS DISTINCT FROM (NEW."has_fibre") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."imported_values" IS DISTINCT FROM (NEW."imported_values") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."observes_public_holidays" IS DISTINCT FROM (NEW."observes_public_holidays") OR OLD."position_source" IS DISTINCT FROM (NEW."position_source") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."scope_id" IS DISTINCT FROM (NEW."scope_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."speed_measured_on" IS DISTINCT FROM (NEW."speed_measured_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."upload_mbps" IS DISTINCT FROM (NEW."upload_mbps") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "workspaces_placeevent" ("access_instructions", "accessibility", "address", "commune_id", "contact_email", "contact_phone", "created_at", "description", "download_mbps", "equipment", "external_id", "has_fibre", "id", "imported_values", "kind", "latitude", "longitude", "name", "observes_public_holidays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_source", "postcode", "scope_id", "slug", "source", "speed_measured_on", "status", "upload_mbps", "website") VALUES (NEW."access_instructions", NEW."accessibility", NEW."address", NEW."commune_id", NEW."contact_email", NEW."contact_phone", NEW."created_at", NEW."description", NEW."download_mbps", NEW."equipment", NEW."external_id", NEW."has_fibre", NEW."id", NEW."imported_values", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", NEW."observes_public_holidays", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_source", NEW."postcode", NEW."scope_id", NEW."slug", NEW."source", NEW."speed_measured_on", NEW."status", NEW."upload_mbps", NEW."website"); RETURN NULL;',
                            hash="6ff78a7b02a9bb6d4e5b66558de410fedfaa1757",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a97f5",
                            table="workspaces_place",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_placeevent" ("access_instructions", "accessibility", "address", "commune_id", "contact_email", "contact_phone", "created_at", "description", "download_mbps", "equipment", "external_id", "has_fibre", "id", "imported_values", "kind", "latitude", "longitude", "name", "observes_public_holidays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_source", "postcode", "scope_id", "slug", "source", "speed_measured_on", "status", "upload_mbps", "website") VALUES (OLD."access_instructions", OLD."accessibility", OLD."address", OLD."commune_id", OLD."contact_email", OLD."contact_phone", OLD."created_at", OLD."description", OLD."download_mbps", OLD."equipment", OLD."external_id", OLD."has_fibre", OLD."id", OLD."imported_values", OLD."kind", OLD."latitude", OLD."longitude", OLD."name", OLD."observes_public_holidays", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_source", OLD."postcode", OLD."scope_id", OLD."slug", OLD."source", OLD."speed_measured_on", OLD."status", OLD."upload_mbps", OLD."website"); RETURN NULL;',
                            hash="6862b77de4d9a0624f677d96d2f4931e3246d723",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2fa8b",
                            table="workspaces_place",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PassProduct",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=10)),
                (
                    "space_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        default=bocage.workspaces.billing.models.desks,
                    ),
                ),
                ("half_days", models.PositiveSmallIntegerField(null=True)),
                ("valid_days", models.PositiveSmallIntegerField(default=365)),
                ("amount_cents", models.PositiveIntegerField()),
                ("is_active", models.BooleanField(default=True)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "name"), name="workspaces_passproduct_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("half_days__range", (1, 200)), ("kind", "half_days")),
                            models.Q(("half_days", None), ("kind", "month")),
                            _connector="OR",
                        ),
                        name="workspaces_passproduct_counts_half_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "space_kinds__contained_by",
                                [
                                    "desk",
                                    "closed_office",
                                    "meeting_room",
                                    "training_room",
                                    "phone_booth",
                                    "whole_place",
                                ],
                            ),
                            ("space_kinds__len__gte", 1),
                        ),
                        name="workspaces_passproduct_pays_for_known_spaces",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_days__range", (1, 1100))),
                        name="workspaces_passproduct_valid_some_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRules",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=10000)),
                ("published_at", models.DateTimeField(auto_now_add=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "version"), name="workspaces_houserules_version_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="61b5424057a90faa58b6a380359dc960087b923e",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_5160d",
                            table="workspaces_houserules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="bf8c075e8f2f74390abc52374854ecd3058fcab3",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_d07f2",
                            table="workspaces_houserules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="43182425731ed51e65d561305ae4ccf3a04b048a",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_f00c3",
                            table="workspaces_houserules",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRulesAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("accepted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "house_rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.houserules"
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
                        fields=("person", "house_rules"),
                        name="workspaces_houserulesacceptance_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayingOrganisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("siret", models.CharField(max_length=14)),
                ("billing_address", models.CharField(max_length=300)),
                ("contact_email", models.EmailField(max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("people", models.ManyToManyField(to=settings.AUTH_USER_MODEL)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "name"), name="workspaces_payingorganisation_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siret", ""), ("siret__regex", "^\\d{14}$"), _connector="OR"
                        ),
                        name="workspaces_payingorganisation_siret_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("half_days_left", models.SmallIntegerField(null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("amount_cents", models.PositiveIntegerField()),
                ("sold_at", models.DateTimeField(auto_now_add=True)),
                ("paid_at", models.DateTimeField(null=True)),
                ("payment_method", models.CharField(max_length=8)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sold_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.passproduct"
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.payingorganisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "place"], name="workspaces_pass_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("half_days_left", None), ("half_days_left__gte", 0), _connector="OR"
                        ),
                        name="workspaces_pass_never_below_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="workspaces_pass_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_at", None), ("payment_method", "")),
                            models.Q(
                                ("paid_at__isnull", False),
                                models.Q(("payment_method", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="workspaces_pass_payment_dated",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_passevent" ("amount_cents", "ends_on", "half_days_left", "id", "paid_at", "payer_id", "payment_method", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "product_id", "sold_at", "sold_by_id", "starts_on") VALUES (NEW."amount_cents", NEW."ends_on", NEW."half_days_left", NEW."id", NEW."paid_at", NEW."payer_id", NEW."payment_method", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."product_id", NEW."sold_at", NEW."sold_by_id", NEW."starts_on"); RETURN NULL;',
                            hash="f38c31b0364bbfbacc438f49176a5163bf093f8a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c335b",
                            table="workspaces_pass",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_passevent" ("amount_cents", "ends_on", "half_days_left", "id", "paid_at", "payer_id", "payment_method", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "product_id", "sold_at", "sold_by_id", "starts_on") VALUES (NEW."amount_cents", NEW."ends_on", NEW."half_days_left", NEW."id", NEW."paid_at", NEW."payer_id", NEW."payment_method", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."product_id", NEW."sold_at", NEW."sold_by_id", NEW."starts_on"); RETURN NULL;',
                            hash="9a76d03d55387f6071c240df70b0cdd33969ad5a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_39d60",
                            table="workspaces_pass",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                (
                    "image",
                    models.ImageField(
                        height_field="height", upload_to="places/", width_field="width"
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("alternative_text", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alternative_text", ""), _negated=True),
                        name="workspaces_photo_described",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("half_days_left", models.SmallIntegerField(null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("amount_cents", models.PositiveIntegerField()),
                ("sold_at", models.DateTimeField(auto_now_add=True)),
                ("paid_at", models.DateTimeField(null=True)),
                ("payment_method", models.CharField(max_length=8)),
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
                        to="workspaces.pass",
                    ),
                ),
                (
                    "sold_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.passproduct",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.payingorganisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OpeningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("opens", models.PositiveSmallIntegerField()),
                ("closes", models.PositiveSmallIntegerField()),
                ("weekday", models.PositiveSmallIntegerField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (0, 6))),
                        name="workspaces_openingrule_weekday_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes__lte", 1440), ("opens__lt", models.F("closes"))
                        ),
                        name="workspaces_openingrule_opens_before_it_closes",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("place", "="),
                            ("weekday", "="),
                            (
                                bocage.workspaces.opening_hours.models.MinuteRange(
                                    models.F("opens"), models.F("closes")
                                ),
                                "&&",
                            ),
                        ],
                        name="workspaces_openingrule_no_overlap",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="55fb6ebb970c20ea7118c58688853ed6234a9d05",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_4fd4b",
                            table="workspaces_openingrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="0f580141d0085624786fd3ab9ab648f7234c6d3a",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_18a0c",
                            table="workspaces_openingrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="e6f9798f91776a19a5fd3f9af5f04955e416a9bb",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_7e075",
                            table="workspaces_openingrule",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("opens", models.PositiveSmallIntegerField()),
                ("closes", models.PositiveSmallIntegerField()),
                ("date", models.DateField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes__lte", 1440), ("opens__lt", models.F("closes"))
                        ),
                        name="workspaces_openingexception_opens_before_it_closes",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("place", "="),
                            ("date", "="),
                            (
                                bocage.workspaces.opening_hours.models.MinuteRange(
                                    models.F("opens"), models.F("closes")
                                ),
                                "&&",
                            ),
                        ],
                        name="workspaces_openingexception_no_overlap",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="086ef7770ebf470e9284d087d9ad28fbbf6dcc52",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_91fb6",
                            table="workspaces_openingexception",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="05bdc38348f1fa0fb73e42f7a084e523c5b2c793",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_4018a",
                            table="workspaces_openingexception",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="80f53759e39e4d5350fbecb87d1cdb7db8166daa",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_dab13",
                            table="workspaces_openingexception",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("day", models.DateField()),
                ("subject", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=2000)),
                ("recipients", models.PositiveIntegerField(default=0)),
                ("key", models.UUIDField(unique=True)),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("place"), models.F("day"), name="workspaces_daymessage_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="workspaces_daymessage_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=24)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("address", models.CharField(max_length=200)),
                ("postcode", models.CharField(max_length=5)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("position_source", models.CharField(max_length=8)),
                ("description", models.TextField(max_length=4000)),
                ("access_instructions", models.TextField(max_length=2000)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(max_length=20)),
                ("website", models.URLField(max_length=300)),
                ("has_fibre", models.BooleanField(null=True)),
                ("download_mbps", models.PositiveIntegerField(null=True)),
                ("upload_mbps", models.PositiveIntegerField(null=True)),
                ("speed_measured_on", models.DateField(null=True)),
                (
                    "equipment",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                (
                    "accessibility",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                ("observes_public_holidays", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=40)),
                ("external_id", models.CharField(max_length=80)),
                ("imported_values", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        to="workspaces.place",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="people.scope",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=300)),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                (
                    "equipment",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.resource",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_active", True)),
                        fields=["kind", "place"],
                        name="workspaces_resource_kinds",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "name"), name="workspaces_resource_name_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "whole_place")),
                        fields=("place",),
                        name="workspaces_resource_one_whole_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1)),
                        name="workspaces_resource_capacity_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "whole_place"), _negated=True),
                            ("parent", None),
                            _connector="OR",
                        ),
                        name="workspaces_resource_whole_place_has_no_parent",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="parts_stay_in_their_place",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' AND OLD.place_id <> NEW.place_id THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_resource_stays_in_its_place', MESSAGE = 'refused by workspaces_resource_stays_in_its_place';\n        END IF;\n        PERFORM 1 FROM workspaces_place WHERE id = NEW.place_id FOR UPDATE;\n        IF NEW.parent_id IS NULL THEN\n            RETURN NEW;\n        END IF;\n        IF NOT EXISTS (\n            SELECT 1 FROM workspaces_resource\n            WHERE id = NEW.parent_id AND place_id = NEW.place_id AND kind <> 'whole_place'\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_resource_parent_in_same_place', MESSAGE = 'refused by workspaces_resource_parent_in_same_place';\n        END IF;\n        IF EXISTS (\n            WITH RECURSIVE above AS (\n                SELECT id, parent_id FROM workspaces_resource WHERE id = NEW.parent_id\n                UNION\n                SELECT parent.id, parent.parent_id FROM workspaces_resource parent\n                JOIN above ON parent.id = above.parent_id\n            )\n            SELECT 1 FROM above WHERE id = NEW.id\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_resource_parents_make_a_tree', MESSAGE = 'refused by workspaces_resource_parents_make_a_tree';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="17fb2e3aa7dd8c4f956f576f11c363724a15da42",
                            operation='INSERT OR UPDATE OF "parent_id", "place_id"',
                            pgid="pgtrigger_parts_stay_in_their_place_03d55",
                            table="workspaces_resource",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="parts_are_held_too",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' THEN\n            IF OLD.parent_id IS NOT DISTINCT FROM NEW.parent_id AND OLD.kind = NEW.kind THEN\n                RETURN NULL;\n            END IF;\n            \n        WITH RECURSIVE due AS (\n            SELECT hold.booking_id, hold.period, resource.id AS resource_id, resource.kind,\n                resource.place_id\n            FROM workspaces_booking booking\n            JOIN workspaces_hold hold ON hold.booking_id = booking.id AND NOT hold.is_implied\n            JOIN workspaces_resource resource ON resource.id = hold.resource_id\n            WHERE booking.place_id = NEW.place_id AND booking.status IN ('offered', 'confirmed', 'checked_in')\n                AND booking.period && tstzrange(now(), NULL)\n            UNION\n            SELECT due.booking_id, due.period, child.id, child.kind, child.place_id\n            FROM due JOIN workspaces_resource child\n                ON child.parent_id = due.resource_id\n                OR (due.kind = 'whole_place' AND child.place_id = due.place_id)\n        )\n    \n            DELETE FROM workspaces_hold hold\n            USING workspaces_booking booking\n            WHERE hold.booking_id = booking.id AND hold.is_implied\n                AND booking.place_id = NEW.place_id\n                AND booking.status IN ('offered', 'confirmed', 'checked_in')\n                AND booking.period && tstzrange(now(), NULL)\n                AND NOT EXISTS (\n                    SELECT 1 FROM due\n                    WHERE due.booking_id = hold.booking_id\n                        AND due.resource_id = hold.resource_id AND due.period = hold.period\n                );\n        END IF;\n        INSERT INTO workspaces_hold (booking_id, resource_id, period, is_holding, is_implied)\n        \n        WITH RECURSIVE due AS (\n            SELECT hold.booking_id, hold.period, resource.id AS resource_id, resource.kind,\n                resource.place_id\n            FROM workspaces_booking booking\n            JOIN workspaces_hold hold ON hold.booking_id = booking.id AND NOT hold.is_implied\n            JOIN workspaces_resource resource ON resource.id = hold.resource_id\n            WHERE booking.place_id = NEW.place_id AND booking.status IN ('offered', 'confirmed', 'checked_in')\n                AND booking.period && tstzrange(now(), NULL)\n            UNION\n            SELECT due.booking_id, due.period, child.id, child.kind, child.place_id\n            FROM due JOIN workspaces_resource child\n                ON child.parent_id = due.resource_id\n                OR (due.kind = 'whole_place' AND child.place_id = due.place_id)\n        )\n    \n        SELECT booking_id, resource_id, period, true, true FROM due\n        WHERE NOT EXISTS (\n            SELECT 1 FROM workspaces_hold hold\n            WHERE hold.booking_id = due.booking_id AND hold.resource_id = due.resource_id\n        )\n        ON CONFLICT (booking_id, resource_id) DO NOTHING;\n        IF TG_OP = 'UPDATE' AND EXISTS (\n            SELECT 1 FROM workspaces_closure closure\n            JOIN workspaces_booking booking\n                ON booking.place_id = NEW.place_id AND booking.period && closure.period\n            WHERE closure.place_id = NEW.place_id\n                AND (\n                    (closure.resource_id = NEW.id\n                        AND NEW.kind = 'whole_place' AND OLD.kind <> 'whole_place')\n                    OR (closure.resource_id IN (\n        WITH RECURSIVE whole AS (\n            SELECT id, parent_id, place_id FROM workspaces_resource WHERE id = NEW.parent_id\n            UNION\n            SELECT above.id, above.parent_id, above.place_id FROM workspaces_resource above\n            JOIN whole ON above.id = whole.parent_id\n                OR (above.kind = 'whole_place' AND above.place_id = whole.place_id)\n        )\n        SELECT id FROM whole\n    )\n                        AND closure.resource_id NOT IN (\n        WITH RECURSIVE whole AS (\n            SELECT id, parent_id, place_id FROM workspaces_resource WHERE id = OLD.parent_id\n            UNION\n            SELECT above.id, above.parent_id, above.place_id FROM workspaces_resource above\n            JOIN whole ON above.id = whole.parent_id\n                OR (above.kind = 'whole_place' AND above.place_id = whole.place_id)\n        )\n        SELECT id FROM whole\n    )\n                        AND closure.resource_id NOT IN (\n                            SELECT id FROM workspaces_resource WHERE kind = 'whole_place'\n                        ))\n                )\n                AND booking.status IN ('offered', 'confirmed', 'checked_in') AND booking.period && tstzrange(now(), NULL)\n                AND EXISTS (\n                    SELECT 1 FROM workspaces_hold\n                    WHERE booking_id = booking.id AND NOT is_implied\n                        AND resource_id IN (\n        WITH RECURSIVE part AS (\n            SELECT id, kind, place_id FROM workspaces_resource WHERE id = NEW.id\n            UNION\n            SELECT child.id, child.kind, child.place_id FROM workspaces_resource child\n            JOIN part ON child.parent_id = part.id\n                OR (part.kind = 'whole_place' AND child.place_id = part.place_id)\n        )\n        SELECT id FROM part\n    )\n                )\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_hold_meets_no_closure', MESSAGE = 'refused by workspaces_hold_meets_no_closure';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="642f64081e69002003e6b37814e83d4b595b40dc",
                            operation='INSERT OR UPDATE OF "parent_id", "kind"',
                            pgid="pgtrigger_parts_are_held_too_c9172",
                            table="workspaces_resource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="1276316f0f4d61464e20fd1872c13761aa4d1805",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_6eefe",
                            table="workspaces_resource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="bdfd531da3839d7838d771a48d072e9f336a1b6c",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_171b7",
                            table="workspaces_resource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="63e051641852d0bc41c600f72d0f48add086f17c",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_e677e",
                            table="workspaces_resource",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingSeries",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("frequency", models.CharField(max_length=12)),
                ("first_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("count", models.PositiveSmallIntegerField(null=True)),
                ("starts", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                (
                    "skipped_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), default=list
                    ),
                ),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                ("purpose", models.CharField(max_length=300)),
                (
                    "guests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list
                    ),
                ),
                ("is_private", models.BooleanField(default=False)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "booked_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.bookingseries",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.place"
                    ),
                ),
                ("resources", models.ManyToManyField(to="workspaces.resource")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place", "first_on"], name="workspaces_series_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count__isnull", False), ("until", None)),
                            models.Q(("count", None), ("until__isnull", False)),
                            _connector="OR",
                        ),
                        name="workspaces_bookingseries_has_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("count", None), ("count__range", (1, 120)), _connector="OR"
                        ),
                        name="workspaces_bookingseries_count_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("until", None),
                                ("until__gte", models.F("first_on")),
                                _connector="OR",
                            ),
                            ("ends__lte", 1440),
                            ("starts__lt", models.F("ends")),
                        ),
                        name="workspaces_bookingseries_ends_after_it_starts",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_bookingseriesevent" ("attendees", "booked_for_id", "count", "created_at", "created_by_id", "ends", "first_on", "frequency", "guests", "id", "is_private", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "previous_id", "purpose", "sequence", "skipped_on", "starts", "until") VALUES (NEW."attendees", NEW."booked_for_id", NEW."count", NEW."created_at", NEW."created_by_id", NEW."ends", NEW."first_on", NEW."frequency", NEW."guests", NEW."id", NEW."is_private", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."previous_id", NEW."purpose", NEW."sequence", NEW."skipped_on", NEW."starts", NEW."until"); RETURN NULL;',
                            hash="bd0008bc6d375864a14f31c122538ffaa5669350",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a2b5c",
                            table="workspaces_bookingseries",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_bookingseriesevent" ("attendees", "booked_for_id", "count", "created_at", "created_by_id", "ends", "first_on", "frequency", "guests", "id", "is_private", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "previous_id", "purpose", "sequence", "skipped_on", "starts", "until") VALUES (NEW."attendees", NEW."booked_for_id", NEW."count", NEW."created_at", NEW."created_by_id", NEW."ends", NEW."first_on", NEW."frequency", NEW."guests", NEW."id", NEW."is_private", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."previous_id", NEW."purpose", NEW."sequence", NEW."skipped_on", NEW."starts", NEW."until"); RETURN NULL;',
                            hash="13fd6e4697f1824c87567168f4bcdce2913e8c10",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cabee",
                            table="workspaces_bookingseries",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("url", models.URLField(max_length=1000)),
                ("state", models.CharField(default="new", max_length=8)),
                ("error", models.CharField(max_length=40)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failing_since", models.DateTimeField(null=True)),
                ("notified_at", models.DateTimeField(null=True)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("etag", models.CharField(max_length=300)),
                ("last_modified", models.CharField(max_length=100)),
                ("last_read_at", models.DateTimeField(null=True)),
                ("last_good_at", models.DateTimeField(null=True)),
                ("next_read_at", models.DateTimeField(auto_now_add=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.resource"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "paused"), _negated=True),
                        fields=["next_read_at"],
                        name="workspaces_outsidecal_to_read",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resource", "url"), name="workspaces_outsidecalendar_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failing_since__isnull", False), ("state", "failing")),
                            models.Q(
                                models.Q(("state", "failing"), _negated=True),
                                ("failing_since", None),
                                ("notified_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="workspaces_outsidecalendar_failing_since_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("reason", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.F("place"), models.F("period"), name="workspaces_closure_place_gist"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inc", True),
                            ("period__lower_inf", False),
                            ("period__upper_inc", False),
                            ("period__upper_inf", False),
                        ),
                        name="workspaces_closure_period_finite",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stay_in_their_place",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        PERFORM 1 FROM workspaces_place WHERE id = NEW.place_id FOR UPDATE;\n        IF NEW.resource_id IS NOT NULL AND NOT EXISTS (\n            SELECT 1 FROM workspaces_resource\n            WHERE id = NEW.resource_id AND place_id = NEW.place_id\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_closure_resource_in_same_place', MESSAGE = 'refused by workspaces_closure_resource_in_same_place';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="a7442f63bdd9e794e1f3ba9a47b3768facb9d4dc",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_stay_in_their_place_b1d2c",
                            table="workspaces_closure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="meet_no_booking",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n        IF EXISTS (\n            SELECT 1 FROM workspaces_booking booking\n            WHERE booking.place_id = NEW.place_id AND booking.status IN ('offered', 'confirmed', 'checked_in')\n                AND booking.period && NEW.period AND booking.period && tstzrange(now(), NULL)\n                AND (NEW.resource_id IS NULL OR EXISTS (\n                    SELECT 1 FROM workspaces_hold\n                    WHERE booking_id = booking.id\n                        AND resource_id IN (\n        WITH RECURSIVE part AS (\n            SELECT id, kind, place_id FROM workspaces_resource WHERE id = NEW.resource_id\n            UNION\n            SELECT child.id, child.kind, child.place_id FROM workspaces_resource child\n            JOIN part ON child.parent_id = part.id\n                OR (part.kind = 'whole_place' AND child.place_id = part.place_id)\n        )\n        SELECT id FROM part\n    )\n                ))\n                AND EXISTS (SELECT 1 FROM workspaces_closure WHERE id = NEW.id)\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_closure_meets_no_booking', MESSAGE = 'refused by workspaces_closure_meets_no_booking';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="65ad2a0400ba5f7a943e4299edf9476e48591394",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_meet_no_booking_5f448",
                            table="workspaces_closure",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="c90a557edf9bafb5e42d1e6d4ad04d0415a52366",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_30704",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="bbb26184b805be18a12c198c49bff10dc37e9f79",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_4cd87",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="6b0f240d916d76a7dfe36648a734c6ed071350ea",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_8305a",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_closureevent" ("created_at", "created_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "resource_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."reason", NEW."resource_id"); RETURN NULL;',
                            hash="876251789364c17f2cf02f38af40cb0698854dc5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd084",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_closureevent" ("created_at", "created_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "resource_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."reason", NEW."resource_id"); RETURN NULL;',
                            hash="a3900c41f826152a209f3c0387c49475d5352b76",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5938f",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_closureevent" ("created_at", "created_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "resource_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."reason", OLD."resource_id"); RETURN NULL;',
                            hash="456d90ae572d1c19b512949d88aef0feb3257f47",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a6c22",
                            table="workspaces_closure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
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
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("person", "place", "resource", "kind"),
                        name="workspaces_clearance_open_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="workspaces_clearance_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "membership"), _negated=True),
                            ("resource", None),
                            _connector="OR",
                        ),
                        name="workspaces_clearance_membership_is_of_the_place",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_clearanceevent" ("created_at", "ends_on", "granted_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resource_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."granted_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."resource_id", NEW."starts_on"); RETURN NULL;',
                            hash="88ec2f31c8caa5e3a7e7b6ec381dd47aa06d81ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_94077",
                            table="workspaces_clearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_clearanceevent" ("created_at", "ends_on", "granted_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resource_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."granted_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."resource_id", NEW."starts_on"); RETURN NULL;',
                            hash="4f71394a52cf68481ca461ec10bce0dc599fc613",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e00d9",
                            table="workspaces_clearance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingSeriesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("frequency", models.CharField(max_length=12)),
                ("first_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("count", models.PositiveSmallIntegerField(null=True)),
                ("starts", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                (
                    "skipped_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), default=list
                    ),
                ),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                ("purpose", models.CharField(max_length=300)),
                (
                    "guests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list
                    ),
                ),
                ("is_private", models.BooleanField(default=False)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "booked_for",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                        to="workspaces.bookingseries",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.bookingseries",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookingRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("step_minutes", models.PositiveSmallIntegerField(null=True)),
                ("minimum_minutes", models.PositiveSmallIntegerField(null=True)),
                ("maximum_minutes", models.PositiveSmallIntegerField(null=True)),
                ("notice_minutes", models.PositiveIntegerField(null=True)),
                ("horizon_days", models.PositiveSmallIntegerField(null=True)),
                ("buffer_before_minutes", models.PositiveSmallIntegerField(null=True)),
                ("buffer_after_minutes", models.PositiveSmallIntegerField(null=True)),
                ("cancellation_notice_minutes", models.PositiveIntegerField(null=True)),
                ("needs_approval", models.BooleanField(null=True)),
                ("answer_within_hours", models.PositiveSmallIntegerField(null=True)),
                ("audience", models.CharField(max_length=12)),
                ("requires_membership", models.BooleanField(null=True)),
                ("requires_introduction", models.BooleanField(null=True)),
                ("hours_per_week", models.PositiveSmallIntegerField(null=True)),
                ("hours_per_month", models.PositiveSmallIntegerField(null=True)),
                ("release_after_minutes", models.PositiveSmallIntegerField(null=True)),
                ("offer_minutes", models.PositiveSmallIntegerField(null=True)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resource", None)),
                        fields=("place",),
                        name="workspaces_bookingrules_one_for_the_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step_minutes", None),
                            ("step_minutes__in", (5, 10, 15, 20, 30, 60)),
                            _connector="OR",
                        ),
                        name="workspaces_bookingrules_step_divides_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("horizon_days", None),
                            ("horizon_days__range", (1, 730)),
                            _connector="OR",
                        ),
                        name="workspaces_bookingrules_horizon_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_minutes", None),
                            ("maximum_minutes", None),
                            ("minimum_minutes__lte", models.F("maximum_minutes")),
                            _connector="OR",
                        ),
                        name="workspaces_bookingrules_minimum_below_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("minimum_minutes", None),
                                ("minimum_minutes__gte", 1),
                                _connector="OR",
                            ),
                            models.Q(
                                ("maximum_minutes", None),
                                ("maximum_minutes__range", (5, 1500)),
                                _connector="OR",
                            ),
                        ),
                        name="workspaces_bookingrules_lengths_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("buffer_before_minutes", None),
                                ("buffer_before_minutes__lte", 240),
                                _connector="OR",
                            ),
                            models.Q(
                                ("buffer_after_minutes", None),
                                ("buffer_after_minutes__lte", 240),
                                _connector="OR",
                            ),
                        ),
                        name="workspaces_bookingrules_buffers_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer_within_hours", None),
                                ("answer_within_hours__range", (1, 720)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("release_after_minutes", None),
                                ("release_after_minutes__range", (5, 480)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("offer_minutes", None),
                                ("offer_minutes__range", (5, 2880)),
                                _connector="OR",
                            ),
                        ),
                        name="workspaces_bookingrules_delays_positive",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="0af3c0b6f896937844a15dae02fc7e3a88e2cf55",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_4efb4",
                            table="workspaces_bookingrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="6301a3cf13a50920cd473d240542f6540ca80d97",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_86aab",
                            table="workspaces_bookingrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="9e5b2e85c3f8f7e114581f452add959455bedd98",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_a14eb",
                            table="workspaces_bookingrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_bookingrulesevent" ("answer_within_hours", "audience", "buffer_after_minutes", "buffer_before_minutes", "cancellation_notice_minutes", "horizon_days", "hours_per_month", "hours_per_week", "id", "maximum_minutes", "minimum_minutes", "needs_approval", "notice_minutes", "offer_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "release_after_minutes", "requires_introduction", "requires_membership", "resource_id", "step_minutes") VALUES (NEW."answer_within_hours", NEW."audience", NEW."buffer_after_minutes", NEW."buffer_before_minutes", NEW."cancellation_notice_minutes", NEW."horizon_days", NEW."hours_per_month", NEW."hours_per_week", NEW."id", NEW."maximum_minutes", NEW."minimum_minutes", NEW."needs_approval", NEW."notice_minutes", NEW."offer_minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."release_after_minutes", NEW."requires_introduction", NEW."requires_membership", NEW."resource_id", NEW."step_minutes"); RETURN NULL;',
                            hash="6d73770ec36330ad24299808ca2415b07721eaa4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad803",
                            table="workspaces_bookingrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_bookingrulesevent" ("answer_within_hours", "audience", "buffer_after_minutes", "buffer_before_minutes", "cancellation_notice_minutes", "horizon_days", "hours_per_month", "hours_per_week", "id", "maximum_minutes", "minimum_minutes", "needs_approval", "notice_minutes", "offer_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "release_after_minutes", "requires_introduction", "requires_membership", "resource_id", "step_minutes") VALUES (NEW."answer_within_hours", NEW."audience", NEW."buffer_after_minutes", NEW."buffer_before_minutes", NEW."cancellation_notice_minutes", NEW."horizon_days", NEW."hours_per_month", NEW."hours_per_week", NEW."id", NEW."maximum_minutes", NEW."minimum_minutes", NEW."needs_approval", NEW."notice_minutes", NEW."offer_minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."release_after_minutes", NEW."requires_introduction", NEW."requires_membership", NEW."resource_id", NEW."step_minutes"); RETURN NULL;',
                            hash="d796fcba793b4cdbb7df11d145ac1c963f023189",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_22832",
                            table="workspaces_bookingrules",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("uid", models.CharField(max_length=255)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.outsidecalendar"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.resource"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.F("resource"),
                        models.F("period"),
                        name="workspaces_outsideevent_busy",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("calendar", "resource", "uid", "period"),
                        name="workspaces_outsideevent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="workspaces_outsideevent_period_finite",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="lock_their_place",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        PERFORM 1 FROM workspaces_place place\n            JOIN workspaces_resource resource ON resource.place_id = place.id\n            WHERE resource.id = NEW.resource_id FOR UPDATE OF place;\n        RETURN NEW;\n    ",
                            hash="c99f9a07c469880900eca706adeba9792b7e822a",
                            operation="INSERT",
                            pgid="pgtrigger_lock_their_place_3bae9",
                            table="workspaces_outsideevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed record;",
                            func="\n            IF TG_OP = 'UPDATE' THEN\n                IF false THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                changed := OLD;\n            ELSE\n                changed := NEW;\n            END IF;\n            PERFORM foundation_count_change('availability', (SELECT place_id FROM workspaces_resource WHERE id = changed.resource_id));\n            RETURN NULL;\n        ",
                            hash="81344024a79e8ef0da6db62f078eeccc1ff9f0bd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_97ced",
                            table="workspaces_outsideevent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("reason", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="workspaces.closure",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("kind", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="workspaces.clearance",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookingRulesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.BigIntegerField()),
                ("step_minutes", models.PositiveSmallIntegerField(null=True)),
                ("minimum_minutes", models.PositiveSmallIntegerField(null=True)),
                ("maximum_minutes", models.PositiveSmallIntegerField(null=True)),
                ("notice_minutes", models.PositiveIntegerField(null=True)),
                ("horizon_days", models.PositiveSmallIntegerField(null=True)),
                ("buffer_before_minutes", models.PositiveSmallIntegerField(null=True)),
                ("buffer_after_minutes", models.PositiveSmallIntegerField(null=True)),
                ("cancellation_notice_minutes", models.PositiveIntegerField(null=True)),
                ("needs_approval", models.BooleanField(null=True)),
                ("answer_within_hours", models.PositiveSmallIntegerField(null=True)),
                ("audience", models.CharField(max_length=12)),
                ("requires_membership", models.BooleanField(null=True)),
                ("requires_introduction", models.BooleanField(null=True)),
                ("hours_per_week", models.PositiveSmallIntegerField(null=True)),
                ("hours_per_month", models.PositiveSmallIntegerField(null=True)),
                ("release_after_minutes", models.PositiveSmallIntegerField(null=True)),
                ("offer_minutes", models.PositiveSmallIntegerField(null=True)),
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
                        to="workspaces.bookingrules",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=8)),
                ("text", models.CharField(max_length=500)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SharedAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("token", models.CharField(max_length=43, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
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
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.place",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "calendar"),
                                ("person__isnull", False),
                                ("place", None),
                                ("resource", None),
                            ),
                            models.Q(("person", None), ("place__isnull", False)),
                            _connector="OR",
                        ),
                        name="workspaces_sharedaddress_opens_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("kind", "place", "resource", "person"),
                        name="workspaces_sharedaddress_one_code_in_use",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tariff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=16)),
                ("unit", models.CharField(max_length=8)),
                ("amount_cents", models.PositiveIntegerField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "kind", "resource", "unit"),
                        name="workspaces_tariff_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resource", None), models.Q(("kind", ""), _negated=True)),
                            models.Q(("kind", ""), ("resource__isnull", False)),
                            _connector="OR",
                        ),
                        name="workspaces_tariff_of_a_kind_or_of_a_resource",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__lte", 1000000)),
                        name="workspaces_tariff_amount_sensible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="dbb80adc764c1599b09c7158257908625c679a92",
                            operation="INSERT",
                            pgid="pgtrigger_new_plan_on_insert_fb465",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = NEW.place_id;\n            RETURN NULL;\n        ",
                            hash="9522625825680a750916d9132b50938ff879489e",
                            operation="UPDATE",
                            pgid="pgtrigger_new_plan_on_update_9e5ce",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="new_plan_on_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE workspaces_place SET plan_version = gen_random_uuid()\n            WHERE id = OLD.place_id;\n            RETURN NULL;\n        ",
                            hash="aaf765ee1550ddc5664870cc4db7e45916d54564",
                            operation="DELETE",
                            pgid="pgtrigger_new_plan_on_delete_5b09c",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_tariffevent" ("amount_cents", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resource_id", "unit") VALUES (NEW."amount_cents", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."resource_id", NEW."unit"); RETURN NULL;',
                            hash="c4a10efdbcc4f686ea2de6cc2e16591244d8e147",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b7111",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_tariffevent" ("amount_cents", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resource_id", "unit") VALUES (NEW."amount_cents", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."resource_id", NEW."unit"); RETURN NULL;',
                            hash="0183999fef4dcac10f119ce16cbb199ec99511df",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_83b83",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_tariffevent" ("amount_cents", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resource_id", "unit") VALUES (OLD."amount_cents", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."resource_id", OLD."unit"); RETURN NULL;',
                            hash="23d823280c46bec03fc66a8cfcbce531e0ffb047",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a098a",
                            table="workspaces_tariff",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TariffEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("unit", models.CharField(max_length=8)),
                ("amount_cents", models.PositiveIntegerField()),
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
                        to="workspaces.tariff",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.place",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnmetWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=16)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.CharField(max_length=8)),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="territory.commune",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place", "requested_at"], name="workspaces_unmet_place"),
                    models.Index(
                        fields=["commune", "requested_at"], name="workspaces_unmet_commune"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="confirmed", max_length=10)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                ("purpose", models.CharField(max_length=300)),
                (
                    "guests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list
                    ),
                ),
                ("is_private", models.BooleanField(default=False)),
                ("is_notified_elsewhere", models.BooleanField(db_default=False, default=False)),
                ("host_note", models.CharField(max_length=1000)),
                ("parking_spot", models.CharField(db_default="", default="", max_length=40)),
                ("occurs_on", models.DateField(null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("idempotency_key", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField(null=True)),
                ("lapses_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_note", models.CharField(max_length=300)),
                ("checked_in_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_because", models.CharField(max_length=8)),
                ("cancellation_note", models.CharField(max_length=300)),
                (
                    "booked_for",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.bookingseries",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.payingorganisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.place"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.sharedaddress",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("status", models.CharField(default="confirmed", max_length=10)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                (
                    "guests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list
                    ),
                ),
                ("purpose", models.CharField(max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("decision_note", models.CharField(max_length=300)),
                ("parking_spot", models.CharField(db_default="", default="", max_length=40)),
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
                        to="workspaces.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookingNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("host_note", models.CharField(max_length=1000)),
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
                        to="workspaces.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookingMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("text", models.CharField(max_length=1000)),
                ("is_from_host", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.booking",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.bookingseries",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booking", None), ("series__isnull", False)),
                            models.Q(("booking__isnull", False), ("series", None)),
                            _connector="OR",
                        ),
                        name="workspaces_bookingmessage_about_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("is_holding", models.BooleanField(default=True)),
                ("is_implied", models.BooleanField(default=False)),
                (
                    "taken_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), null=True
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="workspaces.booking",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("booking", "resource"), name="workspaces_hold_once_per_booking"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_holding", True)),
                        expressions=[("resource", "="), ("period", "&&")],
                        name="workspaces_hold_no_overlap",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="say_what_their_booking_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE booking record; home uuid;",
                            func="\n        SELECT status, period, place_id INTO booking FROM workspaces_booking\n            WHERE id = NEW.booking_id;\n        SELECT place_id INTO home FROM workspaces_resource WHERE id = NEW.resource_id;\n        IF home IS DISTINCT FROM booking.place_id THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_hold_in_the_place_booked', MESSAGE = 'refused by workspaces_hold_in_the_place_booked';\n        END IF;\n        IF NOT NEW.period @> booking.period THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_hold_covers_its_booking', MESSAGE = 'refused by workspaces_hold_covers_its_booking';\n        END IF;\n        NEW.is_holding := booking.status IN ('offered', 'confirmed', 'checked_in');\n        IF NEW.is_holding AND EXISTS (\n            SELECT 1 FROM workspaces_closure\n            WHERE place_id = home AND period && booking.period\n        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period) THEN\n            IF EXISTS (\n                SELECT 1 FROM workspaces_closure closure\n                WHERE closure.place_id = home AND closure.period && booking.period\n                    AND closure.resource_id IN (\n        WITH RECURSIVE whole AS (\n            SELECT id, parent_id, place_id FROM workspaces_resource WHERE id = NEW.resource_id\n            UNION\n            SELECT above.id, above.parent_id, above.place_id FROM workspaces_resource above\n            JOIN whole ON above.id = whole.parent_id\n                OR (above.kind = 'whole_place' AND above.place_id = whole.place_id)\n        )\n        SELECT id FROM whole\n    )\n                    AND NOT (TG_OP = 'INSERT' AND NEW.is_implied AND EXISTS (\n                        SELECT 1 FROM workspaces_hold other\n                        WHERE other.booking_id = NEW.booking_id AND other.is_holding\n                            AND closure.resource_id IN (\n        WITH RECURSIVE whole AS (\n            SELECT id, parent_id, place_id FROM workspaces_resource WHERE id = other.resource_id\n            UNION\n            SELECT above.id, above.parent_id, above.place_id FROM workspaces_resource above\n            JOIN whole ON above.id = whole.parent_id\n                OR (above.kind = 'whole_place' AND above.place_id = whole.place_id)\n        )\n        SELECT id FROM whole\n    )\n                    ))\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_hold_meets_no_closure', MESSAGE = 'refused by workspaces_hold_meets_no_closure';\n            END IF;\n        END IF;\n        IF NEW.is_holding AND EXISTS (\n            SELECT 1 FROM workspaces_outsideevent\n            WHERE resource_id = NEW.resource_id AND period && NEW.period\n        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period\n                   AND OLD.resource_id = NEW.resource_id) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_hold_meets_no_outside_event', MESSAGE = 'refused by workspaces_hold_meets_no_outside_event';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="23bdfad56b9b354e6e2975624a93c189baa47330",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_say_what_their_booking_says_89807",
                            table="workspaces_hold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="wholes_hold_their_parts",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT NEW."is_implied")',
                            declare="DECLARE parts uuid[];",
                            func="\n        parts := ARRAY(\n            WITH RECURSIVE part AS (\n                SELECT child.id FROM workspaces_resource child\n                WHERE child.parent_id = NEW.resource_id\n                UNION\n                SELECT other.id FROM workspaces_resource whole\n                JOIN workspaces_resource other\n                    ON other.place_id = whole.place_id AND other.id <> whole.id\n                WHERE whole.id = NEW.resource_id AND whole.kind = 'whole_place'\n                UNION\n                SELECT child.id FROM workspaces_resource child\n                JOIN part ON child.parent_id = part.id\n            )\n            SELECT id FROM part ORDER BY id\n        );\n        IF cardinality(parts) = 0 THEN\n            RETURN NULL;\n        END IF;\n        INSERT INTO workspaces_hold (booking_id, resource_id, period, is_holding, is_implied)\n            SELECT NEW.booking_id, part, NEW.period, NEW.is_holding, true\n            FROM unnest(parts) AS part\n            ON CONFLICT DO NOTHING;\n        IF (\n            SELECT count(*) FROM workspaces_hold\n            WHERE booking_id = NEW.booking_id AND resource_id = ANY (parts)\n        ) < cardinality(parts) THEN\n            RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'workspaces_hold_no_overlap', MESSAGE = 'refused by workspaces_hold_no_overlap';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="e5df325878d53673faea59f0ddb845bd8efc9969",
                            operation="INSERT",
                            pgid="pgtrigger_wholes_hold_their_parts_1a490",
                            table="workspaces_hold",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="booking_keeps_a_hold",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n        IF NOT EXISTS (SELECT 1 FROM workspaces_hold WHERE booking_id = OLD.booking_id)\n            AND EXISTS (\n                SELECT 1 FROM workspaces_booking\n                WHERE id = OLD.booking_id AND status IN ('requested', 'offered', 'confirmed', 'checked_in')\n            ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_booking_owns_a_hold', MESSAGE = 'refused by workspaces_booking_owns_a_hold';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="3cf83adbdb907e432458ae59f0c823860b267de3",
                            operation="DELETE",
                            pgid="pgtrigger_booking_keeps_a_hold_785e4",
                            table="workspaces_hold",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed record;",
                            func="\n            IF TG_OP = 'UPDATE' THEN\n                IF (OLD.resource_id, OLD.period, OLD.is_holding) = (NEW.resource_id, NEW.period, NEW.is_holding) THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                changed := OLD;\n            ELSE\n                changed := NEW;\n            END IF;\n            PERFORM foundation_count_change('availability', (SELECT place_id FROM workspaces_resource WHERE id = changed.resource_id));\n            RETURN NULL;\n        ",
                            hash="81d87f98a8bf85d43fa5257a590360a395141ec4",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_f12cf",
                            table="workspaces_hold",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT OLD."is_implied")',
                            func='INSERT INTO "workspaces_holdevent" ("booking_id", "id", "is_holding", "is_implied", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "taken_at") VALUES (OLD."booking_id", OLD."id", OLD."is_holding", OLD."is_implied", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resource_id", OLD."taken_at"); RETURN NULL;',
                            hash="092edc335317febe5ce74df256ed71b5dd1c6e01",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38724",
                            table="workspaces_hold",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("status", models.CharField(max_length=8)),
                ("explanation", models.CharField(max_length=200)),
                ("amount_cents", models.PositiveIntegerField(default=0)),
                ("half_days", models.PositiveSmallIntegerField(default=0)),
                ("paid_at", models.DateTimeField(null=True)),
                ("payment_method", models.CharField(max_length=8)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.booking"
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
                (
                    "used_pass",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="workspaces.pass"
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="workspaces.payingorganisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("payer__isnull", False)),
                        fields=["payer"],
                        name="workspaces_charge_of_payer",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_at__isnull", False),
                                ("status", "paid"),
                                models.Q(("payment_method", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "paid"), _negated=True),
                                ("paid_at", None),
                                ("payment_method", ""),
                            ),
                            _connector="OR",
                        ),
                        name="workspaces_charge_payment_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "covered"), ("used_pass__isnull", False)),
                            models.Q(
                                models.Q(("status", "covered"), _negated=True),
                                ("half_days", 0),
                                ("used_pass", None),
                            ),
                            _connector="OR",
                        ),
                        name="workspaces_charge_covered_by_a_pass",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workspaces_chargeevent" ("amount_cents", "booking_id", "explanation", "half_days", "id", "paid_at", "payer_id", "payment_method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "status", "used_pass_id") VALUES (NEW."amount_cents", NEW."booking_id", NEW."explanation", NEW."half_days", NEW."id", NEW."paid_at", NEW."payer_id", NEW."payment_method", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."status", NEW."used_pass_id"); RETURN NULL;',
                            hash="05aecd800f67c7564ac0406f0401c2c2d1b9757b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b7bad",
                            table="workspaces_charge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workspaces_chargeevent" ("amount_cents", "booking_id", "explanation", "half_days", "id", "paid_at", "payer_id", "payment_method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "status", "used_pass_id") VALUES (NEW."amount_cents", NEW."booking_id", NEW."explanation", NEW."half_days", NEW."id", NEW."paid_at", NEW."payer_id", NEW."payment_method", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."status", NEW."used_pass_id"); RETURN NULL;',
                            hash="4c56353b506771672ecbb2cf122ce2dbf5d52f2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f4317",
                            table="workspaces_charge",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.BigIntegerField()),
                ("status", models.CharField(max_length=8)),
                ("explanation", models.CharField(max_length=200)),
                ("amount_cents", models.PositiveIntegerField(default=0)),
                ("half_days", models.PositiveSmallIntegerField(default=0)),
                ("paid_at", models.DateTimeField(null=True)),
                ("payment_method", models.CharField(max_length=8)),
                (
                    "booking",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.booking",
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
                        to="workspaces.charge",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "used_pass",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.pass",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.payingorganisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("is_holding", models.BooleanField(default=True)),
                ("is_implied", models.BooleanField(default=False)),
                (
                    "taken_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), null=True
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.booking",
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
                        to="workspaces.hold",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["booking"], name="workspaces_holdevent_booking")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_walk_in", models.BooleanField(default=False)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("arrived_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                ("idempotency_key", models.CharField(max_length=64)),
                (
                    "booking",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="workspaces.booking",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="territory.commune",
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
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.place"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="workspaces.resource",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place", "arrived_at"], name="workspaces_visit_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 500))),
                        name="workspaces_visit_people_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at", None),
                            ("left_at__gte", models.F("arrived_at")),
                            _connector="OR",
                        ),
                        name="workspaces_visit_leaves_after_it_comes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_walk_in", False), ("booking", None), _connector="OR"
                        ),
                        name="workspaces_visit_booked_or_walk_in",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True),
                        fields=("place", "idempotency_key"),
                        name="workspaces_visit_counted_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitedSpace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("is_open", models.BooleanField(default=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.resource"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WaitlistEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_for_any", models.BooleanField(default=True)),
                ("kind", models.CharField(max_length=16)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("attendees", models.PositiveSmallIntegerField(default=1)),
                ("purpose", models.CharField(max_length=300)),
                (
                    "guests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list
                    ),
                ),
                ("is_private", models.BooleanField(default=False)),
                ("status", models.CharField(default="waiting", max_length=10)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "offer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="workspaces.booking",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="workspaces.place"
                    ),
                ),
                (
                    "resources",
                    models.ManyToManyField(
                        through="workspaces.WaitedSpace", to="workspaces.resource"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.F("place"),
                        models.F("period"),
                        condition=models.Q(("status__in", ("waiting", "offered"))),
                        name="workspaces_waitlist_open",
                    ),
                    models.Index(fields=["person", "-created_at"], name="workspaces_waitlist_mine"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_for_any", True), ("status__in", ("waiting", "offered"))
                        ),
                        fields=("person", "place", "period", "kind"),
                        name="workspaces_waitlistentry_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="workspaces_waitlistentry_period_finite",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attendees__gte", 1)),
                        name="workspaces_waitlistentry_attendees_positive",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="name_a_space",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n        IF EXISTS (\n            SELECT 1 FROM workspaces_waitlistentry entry\n            WHERE entry.id = NEW.id AND entry.is_for_any = EXISTS (\n                SELECT 1 FROM workspaces_waitedspace WHERE entry_id = NEW.id\n            )\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_waitlistentry_names_a_space', MESSAGE = 'refused by workspaces_waitlistentry_names_a_space';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="5a815fee3059175f90439e830c418d53094e0a10",
                            operation='INSERT OR UPDATE OF "is_for_any"',
                            pgid="pgtrigger_name_a_space_32663",
                            table="workspaces_waitlistentry",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="named_spaces_follow_their_wait",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        UPDATE workspaces_waitedspace\n        SET is_open = NEW.status IN ('waiting', 'offered'), period = NEW.period, person_id = NEW.person_id\n        WHERE entry_id = NEW.id\n            AND (is_open, period, person_id)\n                IS DISTINCT FROM (NEW.status IN ('waiting', 'offered'), NEW.period, NEW.person_id);\n        RETURN NULL;\n    ",
                            hash="28c6334418f56dcd3937a6d2602b62d262cea13a",
                            operation='UPDATE OF "status", "period", "person_id"',
                            pgid="pgtrigger_named_spaces_follow_their_wait_823d2",
                            table="workspaces_waitlistentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="resources",
            field=models.ManyToManyField(through="workspaces.Hold", to="workspaces.resource"),
        ),
        migrations.AddField(
            model_name="waitedspace",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="workspaces.waitlistentry"
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("place"), models.F("period"), name="workspaces_booking_day_list"
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                models.F("booked_for"),
                django.db.models.functions.text.Lower("period"),
                name="workspaces_booking_mine",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(models.F("created_by"), name="workspaces_booking_made_by"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                models.F("decided_by"),
                condition=models.Q(("decided_by__isnull", False)),
                name="workspaces_booking_decided_by",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                models.F("cancelled_by"),
                condition=models.Q(("cancelled_by__isnull", False)),
                name="workspaces_booking_ended_by",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                django.db.models.functions.text.Lower("period"),
                condition=models.Q(("reminded_at", None), ("status", "confirmed")),
                name="workspaces_booking_to_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                models.F("lapses_at"),
                condition=models.Q(("status__in", ("requested", "offered"))),
                name="workspaces_booking_to_lapse",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                django.db.models.functions.text.Upper("period"),
                condition=models.Q(("status__in", ("confirmed", "checked_in"))),
                name="workspaces_booking_to_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False),
                    ("period__lower_inc", True),
                    ("period__lower_inf", False),
                    ("period__upper_inc", False),
                    ("period__upper_inf", False),
                ),
                name="workspaces_booking_period_finite",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "period__endswith__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("period__startswith"),
                            "+",
                            models.Value(datetime.timedelta(days=31)),
                        ),
                    )
                ),
                name="workspaces_booking_period_not_too_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("attendees__gte", 1)),
                name="workspaces_booking_attendees_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("status", "cancelled"),
                        models.Q(("cancelled_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "cancelled"), _negated=True),
                        ("cancelled_at", None),
                        ("cancelled_because", ""),
                    ),
                    _connector="OR",
                ),
                name="workspaces_booking_cancellation_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("lapses_at__isnull", False), ("status__in", ("requested", "offered"))
                    ),
                    models.Q(
                        models.Q(("status__in", ("requested", "offered")), _negated=True),
                        ("lapses_at", None),
                    ),
                    _connector="OR",
                ),
                name="workspaces_booking_answer_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("occurs_on", None), ("series", None)),
                    models.Q(("occurs_on__isnull", False), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="workspaces_booking_occurrence_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("series", "occurs_on"),
                name="workspaces_booking_occurs_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("booked_for__isnull", False), ("created_by__isnull", False), ("door", None)
                    ),
                    models.Q(("booked_for", None), ("created_by", None), ("door__isnull", False)),
                    _connector="OR",
                ),
                name="workspaces_booking_of_a_person_or_a_door",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("door__isnull", False)),
                fields=("door", "idempotency_key"),
                name="workspaces_booking_door_sent_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("idempotency_key", ""), _negated=True),
                fields=("created_by", "idempotency_key"),
                name="workspaces_booking_sent_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="need_an_open_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE place_status text;",
                    func="\n        IF NEW.status NOT IN ('offered', 'confirmed', 'checked_in') THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND OLD.status IN ('offered', 'confirmed', 'checked_in')\n            AND OLD.period = NEW.period AND OLD.place_id = NEW.place_id THEN\n            RETURN NEW;\n        END IF;\n        SELECT status INTO place_status FROM workspaces_place\n            WHERE id = NEW.place_id FOR KEY SHARE;\n        IF place_status <> 'published' THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_booking_place_published', MESSAGE = 'refused by workspaces_booking_place_published';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM workspaces_closure\n            WHERE place_id = NEW.place_id AND resource_id IS NULL AND period && NEW.period\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_booking_meets_no_closure', MESSAGE = 'refused by workspaces_booking_meets_no_closure';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="2fcb7894690377cc1c9ed25272baa28c3133802c",
                    operation='INSERT OR UPDATE OF "status", "period", "place_id"',
                    pgid="pgtrigger_need_an_open_place_3f153",
                    table="workspaces_booking",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="holds_follow_their_booking",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func="\n        UPDATE workspaces_hold\n        SET is_holding = NEW.status IN ('offered', 'confirmed', 'checked_in'),\n            period = tstzrange(\n                lower(period) + (lower(NEW.period) - lower(OLD.period)),\n                upper(period) + (upper(NEW.period) - upper(OLD.period))\n            )\n        WHERE booking_id = NEW.id;\n        RETURN NULL;\n    ",
                    hash="f028466f2624868659d08973416a6b8421e47399",
                    operation='UPDATE OF "status", "period"',
                    pgid="pgtrigger_holds_follow_their_booking_a4624",
                    table="workspaces_booking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="own_a_hold",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n        IF NEW.status IN ('requested', 'offered', 'confirmed', 'checked_in')\n            AND NOT EXISTS (SELECT 1 FROM workspaces_hold WHERE booking_id = NEW.id)\n            AND EXISTS (\n                SELECT 1 FROM workspaces_booking WHERE id = NEW.id AND status IN ('requested', 'offered', 'confirmed', 'checked_in')\n            ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_booking_owns_a_hold', MESSAGE = 'refused by workspaces_booking_owns_a_hold';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="dd7b77f08818a2303b7d4c9ca10de5f48d757d2d",
                    operation='INSERT OR UPDATE OF "status"',
                    pgid="pgtrigger_own_a_hold_ac7bc",
                    table="workspaces_booking",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="note_written_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."host_note" IS DISTINCT FROM (NEW."host_note") OR OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func='INSERT INTO "workspaces_bookingnoteevent" ("host_note", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."host_note", NEW."id", _pgh_attach_context(), NOW(), \'note_written\', NEW."id"); RETURN NULL;',
                    hash="b0ea3e727c79a3e7bc7a981486c1702332dee9d9",
                    operation="UPDATE",
                    pgid="pgtrigger_note_written_update_3b7fc",
                    table="workspaces_booking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "workspaces_bookingevent" ("attendees", "decision_note", "guests", "id", "parking_spot", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sequence", "status") VALUES (NEW."attendees", NEW."decision_note", NEW."guests", NEW."id", NEW."parking_spot", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."sequence", NEW."status"); RETURN NULL;',
                    hash="892f07795bd0d3db7a079407e7ea20de31237218",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92be0",
                    table="workspaces_booking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."attendees" IS DISTINCT FROM (NEW."attendees") OR OLD."decision_note" IS DISTINCT FROM (NEW."decision_note") OR OLD."guests" IS DISTINCT FROM (NEW."guests") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."parking_spot" IS DISTINCT FROM (NEW."parking_spot") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "workspaces_bookingevent" ("attendees", "decision_note", "guests", "id", "parking_spot", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "sequence", "status") VALUES (NEW."attendees", NEW."decision_note", NEW."guests", NEW."id", NEW."parking_spot", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."sequence", NEW."status"); RETURN NULL;',
                    hash="76c4237a76088703a50d81b9991a2e08db71783e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6db4d",
                    table="workspaces_booking",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="waitedspace",
            constraint=models.UniqueConstraint(
                fields=("entry", "resource"), name="workspaces_waitedspace_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitedspace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)),
                fields=("person", "resource", "period"),
                name="workspaces_waitedspace_open_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitedspace",
            trigger=pgtrigger.compiler.Trigger(
                name="say_what_their_wait_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE wait record; home uuid;",
                    func="\n        SELECT status, period, place_id, person_id, is_for_any INTO wait\n            FROM workspaces_waitlistentry WHERE id = NEW.entry_id;\n        SELECT place_id INTO home FROM workspaces_resource WHERE id = NEW.resource_id;\n        IF wait.is_for_any OR home IS DISTINCT FROM wait.place_id THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_waitedspace_in_the_place_waited_for', MESSAGE = 'refused by workspaces_waitedspace_in_the_place_waited_for';\n        END IF;\n        NEW.person_id := wait.person_id;\n        NEW.period := wait.period;\n        NEW.is_open := wait.status IN ('waiting', 'offered');\n        RETURN NEW;\n    ",
                    hash="907d27e61eed2e6aa35d053eaf941b6a73422a4c",
                    operation="INSERT",
                    pgid="pgtrigger_say_what_their_wait_says_04d68",
                    table="workspaces_waitedspace",
                    when="BEFORE",
                ),
            ),
        ),
    ]
