import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.db import migrations, models

import bocage.territory.geography


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territory", "0001_extensions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Departement",
            fields=[
                ("code", models.CharField(max_length=3, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=90, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Epci",
            fields=[
                ("siren", models.CharField(max_length=9, primary_key=True)),
                ("name", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=5)),
                ("is_current", models.BooleanField(default=True)),
                ("departements", models.ManyToManyField(to="territory.departement")),
            ],
        ),
        migrations.CreateModel(
            name="PositionsUpdate",
            fields=[
                (
                    "departement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.departement",
                    ),
                ),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failure", ""), ("failures", 0)),
                            models.Q(("failures__gt", 0), models.Q(("failure", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="territory_positionsupdate_failure_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=100, unique=True)),
                (
                    "postcodes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), default=list
                    ),
                ),
                ("population", models.PositiveIntegerField(null=True)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("position_source", models.CharField(max_length=9)),
                ("search_text", models.TextField()),
                ("edition", models.PositiveSmallIntegerField(default=0)),
                ("is_current", models.BooleanField(default=True)),
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
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        bocage.territory.geography.EarthPoint(
                            models.F("latitude"), models.F("longitude")
                        ),
                        name="territory_commune_nearest_gist",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_text"), name="gin_trgm_ops"
                        ),
                        fastupdate=False,
                        name="territory_commune_search_gin",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["postcodes"], name="territory_commune_postcode_gin"
                    ),
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["departement"],
                        include=("population",),
                        name="territory_commune_current",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_source", "")
                            ),
                            models.Q(
                                ("latitude__isnull", False),
                                ("longitude__isnull", False),
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                (
                                    "position_source__in",
                                    ("geonames", "centre", "outline", "town_hall"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="territory_commune_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(\\d{2}|2[AB])\\d{3}$")),
                        name="territory_commune_code_is_insee",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM foundation_count_change('communes', '00000000-0000-0000-0000-000000000000'); RETURN NULL;",
                            hash="37cf79dbfb5729e3e2640dc135448a428755ba26",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_1898b",
                            table="territory_commune",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneOutline",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.commune",
                    ),
                ),
                ("geometry", models.JSONField()),
                ("simplified", models.JSONField()),
                ("source", models.CharField(max_length=200)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="CommuneCell",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.commune",
                    ),
                ),
                ("shape", models.JSONField()),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="CommuneFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=20)),
                ("indicator", models.CharField(max_length=80)),
                ("value", models.DecimalField(decimal_places=2, max_digits=10)),
                ("stated_unit", models.CharField(max_length=20)),
                ("detail", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=160)),
                ("address", models.URLField(max_length=300)),
                ("dated_on", models.DateField()),
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
                        fields=("commune", "kind", "indicator"),
                        name="territory_communefact_one_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "other"), models.Q(("indicator", ""), _negated=True)),
                            models.Q(models.Q(("kind", "other"), _negated=True), ("indicator", "")),
                            _connector="OR",
                        ),
                        name="territory_communefact_named_when_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)),
                        name="territory_communefact_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("fibre", "vacant_homes")), _negated=True),
                            ("value__lte", 100),
                            _connector="OR",
                        ),
                        name="territory_communefact_percent_at_most_100",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="territory_communefact_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerCommune",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=14)),
                ("search_text", models.TextField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.commune"
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM foundation_count_change('communes', '00000000-0000-0000-0000-000000000000'); RETURN NULL;",
                            hash="e4965d802124bbe68cc9f8fb157ca4e648a6a1c5",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_bb950",
                            table="territory_formercommune",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearlyFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=160)),
                ("address", models.URLField(max_length=300)),
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
                        fields=("commune", "kind", "year"), name="territory_yearlyfigure_one_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1790, 2100))),
                        name="territory_yearlyfigure_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="territory_yearlyfigure_has_a_source",
                    ),
                ],
            },
        ),
    ]
