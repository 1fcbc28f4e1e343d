"""Homes, where they are announced, leads of town halls, searches and alerts."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.identifiers
import bocage.foundation.private_storage
import bocage.housing.price_steps
import bocage.territory.geography


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_french_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_communes_and_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PushKeys",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("private_key", models.CharField(max_length=60)),
                ("public_key", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "clés des notifications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="housing_pushkeys_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(verbose_name="lundi de la semaine")),
                ("sent_at", models.DateTimeField(verbose_name="envoyé le")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="territory.commune",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commune_letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "courrier hebdomadaire",
                "verbose_name_plural": "courriers hebdomadaires",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "commune", "week"),
                        name="housing_communeletter_once_a_week",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunePrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("house", "maison"),
                            ("apartment", "appartement"),
                            ("land", "terrain"),
                            ("building", "immeuble"),
                            ("office", "bureaux"),
                            ("shop", "local ou boutique"),
                            ("parking", "garage ou stationnement"),
                            ("other", "autre bien"),
                        ],
                        max_length=12,
                        verbose_name="bien",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="année")),
                ("sales", models.PositiveIntegerField(verbose_name="ventes")),
                (
                    "median_eur_m2",
                    models.PositiveIntegerField(verbose_name="prix médian au m² (€)"),
                ),
                ("low_eur_m2", models.PositiveIntegerField(verbose_name="premier quartile (€)")),
                ("high_eur_m2", models.PositiveIntegerField(verbose_name="troisième quartile (€)")),
                ("imported_at", models.DateTimeField(verbose_name="importé le")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sale_prices",
                        to="territory.commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "prix de vente dans une commune",
                "verbose_name_plural": "prix de vente dans les communes",
                "ordering": ["commune", "kind", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "kind", "year"), name="housing_communeprice_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low_eur_m2__lte", models.F("median_eur_m2")),
                            ("median_eur_m2__lte", models.F("high_eur_m2")),
                        ),
                        name="housing_communeprice_quartiles_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dwelling",
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
                    "is_on_the_market",
                    models.BooleanField(default=True, verbose_name="sur le marché"),
                ),
                (
                    "is_under_offer",
                    models.BooleanField(default=False, verbose_name="sous compromis"),
                ),
                (
                    "offer",
                    models.CharField(
                        choices=[
                            ("sale", "vente"),
                            ("rental", "location"),
                            ("life_annuity", "viager"),
                            ("seasonal_rental", "location de vacances"),
                            ("business_transfer", "cession de bail ou de fonds"),
                        ],
                        max_length=20,
                        verbose_name="offre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("house", "maison"),
                            ("apartment", "appartement"),
                            ("land", "terrain"),
                            ("building", "immeuble"),
                            ("office", "bureaux"),
                            ("shop", "local ou boutique"),
                            ("parking", "garage ou stationnement"),
                            ("other", "autre bien"),
                        ],
                        max_length=12,
                        verbose_name="bien",
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "position_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "adresse"),
                            ("street", "rue"),
                            ("district", "quartier"),
                            ("commune", "centre de la commune"),
                        ],
                        max_length=8,
                        verbose_name="précision de la position",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "price_eur",
                    models.PositiveIntegerField(verbose_name="prix ou loyer mensuel (€)"),
                ),
                (
                    "previous_price_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="prix précédent (€)"
                    ),
                ),
                (
                    "price_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prix changé le"),
                ),
                (
                    "surface_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="surface (m²)"),
                ),
                (
                    "land_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="terrain (m²)"),
                ),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pièces"),
                ),
                (
                    "bedrooms",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="chambres"
                    ),
                ),
                (
                    "energy_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("VI", "vierge"),
                            ("NS", "non soumis"),
                        ],
                        max_length=2,
                        verbose_name="classe énergie",
                    ),
                ),
                (
                    "has_fibre",
                    models.BooleanField(blank=True, null=True, verbose_name="fibre annoncée"),
                ),
                (
                    "has_office_room",
                    models.BooleanField(default=False, verbose_name="place pour un bureau"),
                ),
                ("has_garden", models.BooleanField(default=False, verbose_name="jardin")),
                (
                    "workspace_m",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="distance au bureau partagé le plus proche (m)",
                    ),
                ),
                (
                    "cell",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.territory.geography.GridCell(
                            models.F("latitude"), models.F("longitude")
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "price_step",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.housing.price_steps.PriceStep(models.F("price_eur")),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "search_vector",
                    django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                ),
                ("first_seen_at", models.DateTimeField(verbose_name="vu pour la première fois le")),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmé le")),
                ("changed_at", models.DateTimeField(verbose_name="changé le")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="parti le")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "logement",
                "verbose_name_plural": "logements",
                "ordering": ["-first_seen_at", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        bocage.territory.geography.EarthPoint(
                            models.F("latitude"), models.F("longitude")
                        ),
                        condition=models.Q(("is_on_the_market", True)),
                        name="housing_dwelling_nearest_gist",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_vector"], name="housing_dwelling_words_all_gin"
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "-first_seen_at", "id"],
                        include=(
                            "kind",
                            "price_eur",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                        ),
                        name="housing_dwelling_newest",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "price_eur", "id"],
                        include=(
                            "kind",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                        ),
                        name="housing_dwelling_cheapest",
                    ),
                    models.Index(
                        models.F("offer"),
                        models.OrderBy(models.F("surface_m2"), descending=True, nulls_last=True),
                        models.F("id"),
                        condition=models.Q(("is_on_the_market", True)),
                        include=(
                            "kind",
                            "price_eur",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                        ),
                        name="housing_dwelling_largest",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "cell"],
                        include=(
                            "kind",
                            "price_eur",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                            "id",
                        ),
                        name="housing_dwelling_around",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "price_step", "surface_m2"],
                        include=(
                            "kind",
                            "price_eur",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                            "id",
                        ),
                        name="housing_dwelling_narrow",
                    ),
                    models.Index(fields=["commune", "offer", "kind"], name="housing_dwelling_like"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_dwelling_price_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at", None), ("is_on_the_market", True)),
                            models.Q(("gone_at__isnull", False), ("is_on_the_market", False)),
                            _connector="OR",
                        ),
                        name="housing_dwelling_gone_when_off_the_market",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_precision", "")
                            ),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                models.Q(("position_precision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housing_dwelling_position_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="words_follow_the_texts",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        NEW.search_vector :=\n            setweight(to_tsvector('bocage_french', NEW.title), 'A')\n            || setweight(to_tsvector('bocage_french', COALESCE((\n                SELECT name FROM territory_commune WHERE code = NEW.commune_id), '')), 'B')\n            || setweight(to_tsvector('bocage_french', NEW.description), 'C');\n        RETURN NEW;\n    ",
                            hash="dee0d6d7778e2b025e7b3242d7dd639ba3137de9",
                            operation='INSERT OR UPDATE OF "title", "description", "commune_id"',
                            pgid="pgtrigger_words_follow_the_texts_0c40b",
                            table="housing_dwelling",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DwellingAlias",
            fields=[
                ("old_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField(verbose_name="depuis")),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="housing.dwelling",
                    ),
                ),
            ],
            options={
                "verbose_name": "ancienne adresse d’un logement",
                "verbose_name_plural": "anciennes adresses des logements",
                "ordering": ["since", "old_id"],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
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
                ("endpoint", models.URLField(max_length=1000, unique=True)),
                ("public_key", models.CharField(max_length=120)),
                ("secret", models.CharField(max_length=60)),
                (
                    "browser",
                    models.CharField(blank=True, max_length=120, verbose_name="navigateur"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="autorisé le")),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notification de navigateur",
                "verbose_name_plural": "notifications de navigateurs",
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
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
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                ("language", models.CharField(default="fr", max_length=2, verbose_name="langue")),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "adresse à confirmer"),
                            ("active", "suivie"),
                            ("paused", "en pause"),
                            ("stopped", "arrêtée"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("immediately", "tout de suite"),
                            ("daily", "une fois par jour"),
                            ("weekly", "une fois par semaine"),
                        ],
                        default="immediately",
                        max_length=12,
                        verbose_name="rythme",
                    ),
                ),
                ("tells_by_mail", models.BooleanField(default=True, verbose_name="par courriel")),
                (
                    "project",
                    models.UUIDField(blank=True, null=True, verbose_name="projet d’installation"),
                ),
                (
                    "offer",
                    models.CharField(
                        choices=[
                            ("sale", "vente"),
                            ("rental", "location"),
                            ("life_annuity", "viager"),
                            ("seasonal_rental", "location de vacances"),
                            ("business_transfer", "cession de bail ou de fonds"),
                        ],
                        max_length=20,
                        verbose_name="offre",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("house", "maison"),
                                ("apartment", "appartement"),
                                ("land", "terrain"),
                                ("building", "immeuble"),
                                ("office", "bureaux"),
                                ("shop", "local ou boutique"),
                                ("parking", "garage ou stationnement"),
                                ("other", "autre bien"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        verbose_name="biens",
                    ),
                ),
                (
                    "price",
                    django.contrib.postgres.fields.ranges.IntegerRangeField(
                        verbose_name="prix (€)"
                    ),
                ),
                (
                    "surface",
                    django.contrib.postgres.fields.ranges.IntegerRangeField(
                        verbose_name="surface (m²)"
                    ),
                ),
                (
                    "rooms",
                    django.contrib.postgres.fields.ranges.IntegerRangeField(verbose_name="pièces"),
                ),
                (
                    "land_from_m2",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="terrain d’au moins (m²)"
                    ),
                ),
                (
                    "energy_at_least",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("VI", "vierge"),
                            ("NS", "non soumis"),
                        ],
                        max_length=2,
                        verbose_name="classe énergie d’au moins",
                    ),
                ),
                ("needs_fibre", models.BooleanField(default=False, verbose_name="fibre")),
                (
                    "needs_office_room",
                    models.BooleanField(default=False, verbose_name="place pour un bureau"),
                ),
                ("needs_garden", models.BooleanField(default=False, verbose_name="jardin")),
                (
                    "workspace_within_m",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="bureau partagé à moins de (m)"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=120, verbose_name="mots")),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "radius_m",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="à moins de (m)"
                    ),
                ),
                ("west", models.FloatField(default=-180)),
                ("south", models.FloatField(default=-90)),
                ("east", models.FloatField(default=180)),
                ("north", models.FloatField(default=90)),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(
                        default=22, verbose_name="heures calmes dès (h)"
                    ),
                ),
                (
                    "quiet_until",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="heures calmes jusqu’à (h)"
                    ),
                ),
                ("feed_key", models.CharField(editable=False, max_length=43, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créée le")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmée le"),
                ),
                (
                    "stopped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="arrêtée le"),
                ),
                (
                    "last_told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dernier message le"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_searches",
                        to="territory.commune",
                        verbose_name="autour de",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "recherche enregistrée",
                "verbose_name_plural": "recherches enregistrées",
                "ordering": ["-created_at", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.Func(
                            models.Func("east", "north", function="point"),
                            models.Func("west", "south", function="point"),
                            function="box",
                        ),
                        models.F("price"),
                        models.F("surface"),
                        models.F("rooms"),
                        django.contrib.postgres.indexes.OpClass(
                            models.F("offer"), name="gist_text_ops"
                        ),
                        condition=models.Q(("status", "active")),
                        name="housing_savedsearch_match_gist",
                    ),
                    models.Index(fields=["person", "-created_at"], name="housing_savedsearch_mine"),
                    models.Index(
                        condition=models.Q(("person", None)),
                        fields=["email"],
                        name="housing_savedsearch_address",
                    ),
                    models.Index(
                        condition=models.Q(("status", "active")),
                        fields=["commune"],
                        name="housing_savedsearch_demand",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), ("person__isnull", False)),
                            models.Q(("person", None), models.Q(("email", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_of_a_person_or_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "unconfirmed"),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_confirmed_before_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), ("tells_by_mail", True), _connector="OR"
                        ),
                        name="housing_savedsearch_address_told_by_mail",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None), ("radius_m", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                ("radius_m__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_centre_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("south__lte", models.F("north")), ("west__lte", models.F("east"))
                        ),
                        name="housing_savedsearch_box_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quiet_from__lte", 23), ("quiet_until__lte", 23)),
                        name="housing_savedsearch_quiet_hours_of_a_day",
                        violation_error_message="Une heure va de 0 à 23.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("project__isnull", False)),
                        fields=("project", "offer"),
                        name="housing_savedsearch_once_a_project",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                    "slug",
                    models.SlugField(max_length=80, unique=True, verbose_name="adresse de la page"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "agence immobilière"),
                            ("notary", "notaire"),
                            ("social_landlord", "bailleur social"),
                            ("town_hall", "mairie"),
                            ("owners", "propriétaires"),
                        ],
                        max_length=16,
                        verbose_name="nature",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("poliris", "flux d’agence (Poliris / SeLoger)"),
                            ("table", "tableau (CSV)"),
                            ("json", "JSON"),
                            ("form", "formulaire"),
                        ],
                        max_length=8,
                        verbose_name="format",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=120, verbose_name="interlocuteur"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="site web")),
                (
                    "column_mapping",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="correspondance des colonnes"
                    ),
                ),
                ("push_token_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "push_token_made_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="adresse de dépôt créée le"
                    ),
                ),
                (
                    "fetch_address",
                    models.URLField(blank=True, max_length=1000, verbose_name="adresse à relever"),
                ),
                (
                    "fetch_every_minutes",
                    models.PositiveIntegerField(
                        default=60, verbose_name="relevée toutes les (minutes)"
                    ),
                ),
                (
                    "next_fetch_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prochain relevé"),
                ),
                ("fetch_failures", models.PositiveIntegerField(default=0)),
                ("etag", models.CharField(blank=True, max_length=300)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                (
                    "quiet_after_hours",
                    models.PositiveIntegerField(
                        default=48, verbose_name="en retard après (heures)"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "rien reçu"),
                            ("fresh", "à jour"),
                            ("late", "en retard"),
                            ("failing", "en échec"),
                        ],
                        default="new",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "error",
                    models.CharField(blank=True, max_length=40, verbose_name="ce qui ne va pas"),
                ),
                (
                    "last_good_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="à jour au"),
                ),
                (
                    "warned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="silence annoncé le"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="suivie")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="housing_sources",
                        to="territory.departement",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "source d’annonces",
                "verbose_name_plural": "sources d’annonces",
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("is_active", True), models.Q(("fetch_address", ""), _negated=True)
                        ),
                        fields=["next_fetch_at"],
                        name="housing_source_to_fetch",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("push_token_digest", ""), _negated=True),
                        fields=("push_token_digest",),
                        name="housing_source_one_push_token",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fetch_every_minutes__gte", 5)),
                        name="housing_source_fetched_every_five_minutes_at_most",
                        violation_error_message="Une adresse est relevée toutes les 5 minutes au plus.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quiet_after_hours__gte", 1)),
                        name="housing_source_quiet_after_an_hour_at_least",
                        violation_error_message="Une source n’est en retard qu’après une heure au moins.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (NEW."fetch_address", NEW."format", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."push_token_digest", NEW."state"); RETURN NULL;',
                            hash="a04394a60f20b4aadc3e46d48eb872f5b11306b6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5d44",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."fetch_address" IS DISTINCT FROM (NEW."fetch_address") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."push_token_digest" IS DISTINCT FROM (NEW."push_token_digest") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (NEW."fetch_address", NEW."format", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."push_token_digest", NEW."state"); RETURN NULL;',
                            hash="aa34b769fdfba01d23a9cc499f86809b1872d83a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b3516",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (OLD."fetch_address", OLD."format", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."push_token_digest", OLD."state"); RETURN NULL;',
                            hash="c3bb1bba26d3b19e782eae6209a3098214b5fd17",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0e9eb",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedRun",
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
                ("number", models.PositiveIntegerField(verbose_name="numéro")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("upload", "déposé dans l’Espace"),
                            ("push", "envoyé à l’adresse de dépôt"),
                            ("fetch", "relevé à son adresse"),
                            ("command", "ligne de commande"),
                            ("form", "formulaire"),
                        ],
                        max_length=8,
                        verbose_name="voie",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "reçu"),
                            ("held", "à confirmer"),
                            ("applied", "appliqué"),
                            ("unchanged", "identique au précédent"),
                            ("refused", "refusé"),
                            ("superseded", "dépassé par un plus récent"),
                            ("discarded", "écarté"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "error",
                    models.CharField(blank=True, max_length=40, verbose_name="raison du refus"),
                ),
                (
                    "error_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="précision"),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=bocage.foundation.private_storage.private_storage,
                        upload_to="feeds/",
                        verbose_name="fichier",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(blank=True, max_length=200, verbose_name="nom du fichier"),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                (
                    "reading_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("octets", models.PositiveBigIntegerField(default=0, verbose_name="taille")),
                (
                    "format_version",
                    models.CharField(blank=True, max_length=10, verbose_name="version du format"),
                ),
                ("software", models.CharField(blank=True, max_length=120, verbose_name="logiciel")),
                ("read", models.PositiveIntegerField(default=0, verbose_name="lues")),
                ("created", models.PositiveIntegerField(default=0, verbose_name="nouvelles")),
                ("updated", models.PositiveIntegerField(default=0, verbose_name="changées")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="inchangées")),
                ("withdrawn", models.PositiveIntegerField(default=0, verbose_name="retirées")),
                (
                    "price_falls",
                    models.PositiveIntegerField(default=0, verbose_name="baisses de prix"),
                ),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="rejetées")),
                ("repaired", models.PositiveIntegerField(default=0, verbose_name="réparées")),
                ("received_at", models.DateTimeField(verbose_name="reçu le")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="terminé le"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="housing.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage de flux",
                "verbose_name_plural": "passages de flux",
                "ordering": ["-received_at", "-number"],
                "indexes": [
                    models.Index(fields=["source", "-received_at"], name="housing_feedrun_last"),
                    models.Index(
                        condition=models.Q(("status__in", ("received", "held"))),
                        fields=["received_at"],
                        name="housing_feedrun_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number"), name="housing_feedrun_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("status__in", ("received", "held"))),
                            models.Q(
                                models.Q(("status__in", ("received", "held")), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="housing_feedrun_finished_when_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "applied"), _negated=True),
                            (
                                "read",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("created"), "+", models.F("updated")
                                        ),
                                        "+",
                                        models.F("unchanged"),
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="housing_feedrun_counts_add_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
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
                ("agency_code", models.CharField(blank=True, max_length=80, verbose_name="agence")),
                (
                    "external_id",
                    models.CharField(max_length=120, verbose_name="identifiant technique"),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="référence"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("available", "disponible"),
                            ("under_offer", "sous compromis"),
                            ("sold", "vendu"),
                            ("let", "loué"),
                            ("withdrawn", "retiré"),
                        ],
                        default="available",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "offer",
                    models.CharField(
                        choices=[
                            ("sale", "vente"),
                            ("rental", "location"),
                            ("life_annuity", "viager"),
                            ("seasonal_rental", "location de vacances"),
                            ("business_transfer", "cession de bail ou de fonds"),
                        ],
                        max_length=20,
                        verbose_name="offre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("house", "maison"),
                            ("apartment", "appartement"),
                            ("land", "terrain"),
                            ("building", "immeuble"),
                            ("office", "bureaux"),
                            ("shop", "local ou boutique"),
                            ("parking", "garage ou stationnement"),
                            ("other", "autre bien"),
                        ],
                        max_length=12,
                        verbose_name="bien",
                    ),
                ),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=5, verbose_name="code postal"),
                ),
                (
                    "town",
                    models.CharField(blank=True, max_length=120, verbose_name="ville annoncée"),
                ),
                (
                    "town_is_doubtful",
                    models.BooleanField(
                        default=False, verbose_name="ville et code postal ne vont pas ensemble"
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=120, verbose_name="quartier")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "position_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "adresse"),
                            ("street", "rue"),
                            ("district", "quartier"),
                            ("commune", "centre de la commune"),
                        ],
                        max_length=8,
                        verbose_name="précision de la position",
                    ),
                ),
                (
                    "price_eur",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="prix ou loyer mensuel (€)",
                    ),
                ),
                (
                    "charges_are_included",
                    models.BooleanField(blank=True, null=True, verbose_name="charges comprises"),
                ),
                (
                    "charges_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="charges mensuelles (€)"
                    ),
                ),
                (
                    "fees_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="honoraires (€)"
                    ),
                ),
                (
                    "net_price_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="prix hors honoraires (€)"
                    ),
                ),
                (
                    "surface_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="surface (m²)",
                    ),
                ),
                (
                    "land_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="terrain (m²)"),
                ),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pièces"),
                ),
                (
                    "bedrooms",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="chambres"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("available_on", models.DateField(blank=True, null=True, verbose_name="libre le")),
                ("is_furnished", models.BooleanField(blank=True, null=True, verbose_name="meublé")),
                (
                    "built_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="construit en"
                    ),
                ),
                ("heating", models.CharField(blank=True, max_length=80, verbose_name="chauffage")),
                (
                    "needs_works",
                    models.BooleanField(blank=True, null=True, verbose_name="travaux à prévoir"),
                ),
                ("has_garage", models.BooleanField(blank=True, null=True, verbose_name="garage")),
                (
                    "energy_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("VI", "vierge"),
                            ("NS", "non soumis"),
                        ],
                        max_length=2,
                        verbose_name="classe énergie",
                    ),
                ),
                (
                    "energy_kwh",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="kWh/m²/an"),
                ),
                (
                    "emissions_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("VI", "vierge"),
                            ("NS", "non soumis"),
                        ],
                        max_length=2,
                        verbose_name="classe climat",
                    ),
                ),
                (
                    "emissions_kg",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="kg CO₂/m²/an"),
                ),
                (
                    "diagnosed_on",
                    models.DateField(blank=True, null=True, verbose_name="diagnostic du"),
                ),
                (
                    "virtual_tour",
                    models.URLField(blank=True, max_length=500, verbose_name="visite virtuelle"),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=120, verbose_name="à qui s’adresser"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="téléphone"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                ("content_digest", models.CharField(editable=False, max_length=64)),
                (
                    "first_seen_at",
                    models.DateTimeField(verbose_name="vue pour la première fois le"),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmée le")),
                ("changed_at", models.DateTimeField(verbose_name="changée le")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="partie le")),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
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
                        related_name="listings",
                        to="housing.dwelling",
                        verbose_name="logement",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.feedrun",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="housing.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "annonce",
                "verbose_name_plural": "annonces",
                "ordering": ["-first_seen_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["id"],
                        name="housing_listing_to_settle",
                    ),
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["source"],
                        name="housing_listing_stock",
                    ),
                    models.Index(
                        models.F("commune"),
                        models.F("offer"),
                        models.F("kind"),
                        name="housing_listing_like",
                    ),
                    models.Index(
                        fields=["commune", "offer", "surface_m2"], name="housing_listing_as_large"
                    ),
                    models.Index(
                        fields=["postcode", "offer", "surface_m2"],
                        name="housing_listing_as_large_near",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("reference"), name="gin_trgm_ops"
                        ),
                        name="housing_listing_reference_gin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "agency_code", "external_id"),
                        name="housing_listing_once_in_its_source",
                        violation_error_message="Cette source a déjà une annonce de cet identifiant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_listing_price_positive",
                        violation_error_message="Un prix est d’un euro au moins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_precision", "")
                            ),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                models.Q(("position_precision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housing_listing_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gone_at", None), ("status__in", ("available", "under_offer"))
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ("available", "under_offer")), _negated=True
                                ),
                                ("gone_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="housing_listing_gone_when_off_the_market",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinVerdict",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("joined", "réunies"),
                            ("doubtful", "à vérifier"),
                            ("apart", "distinctes"),
                        ],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                ("score", models.FloatField(verbose_name="score")),
                ("reasons", models.JSONField(default=list, verbose_name="raisons")),
                ("judged_at", models.DateTimeField(verbose_name="jugé le")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="housing.listing",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="housing.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapprochement",
                "verbose_name_plural": "rapprochements",
                "ordering": ["-score", "id"],
                "indexes": [
                    models.Index(fields=["second"], name="housing_joinverdict_second"),
                    models.Index(
                        condition=models.Q(("verdict", "doubtful")),
                        fields=["-score"],
                        name="housing_joinverdict_queue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="housing_joinverdict_pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="housing_joinverdict_pair_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                        name="housing_joinverdict_score_between_0_and_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None),
                            models.Q(("verdict", "doubtful"), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_joinverdict_decided_is_not_doubtful",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="decisions_are_changed_by_decisions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS NOT NULL)',
                            func="\n        IF (NEW.verdict <> OLD.verdict AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at)\n            OR (NEW.decided_at IS NULL AND NEW.verdict <> 'doubtful') THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'housing_joinverdict_decision_stands',\n                MESSAGE = 'refused by housing_joinverdict_decision_stands';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="aaa4d9c907fd31ffd798b763b715b86c8e9c8375",
                            operation='UPDATE OF "verdict", "decided_at"',
                            pgid="pgtrigger_decisions_are_changed_by_decisions_3130b",
                            table="housing_joinverdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."decided_at" IS NOT NULL)',
                            func='INSERT INTO "housing_joindecisionevent" ("decided_at", "decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict") VALUES (NEW."decided_at", NEW."decided_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."verdict"); RETURN NULL;',
                            hash="fcabb086b3fe8697d5c062189bb18c50ea249f71",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13179",
                            table="housing_joinverdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at"))',
                            func='INSERT INTO "housing_joindecisionevent" ("decided_at", "decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict") VALUES (NEW."decided_at", NEW."decided_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."verdict"); RETURN NULL;',
                            hash="13be2c28f7cfe50307b598523cab12fa8495b946",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67375",
                            table="housing_joinverdict",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinDecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("joined", "réunies"),
                            ("doubtful", "à vérifier"),
                            ("apart", "distinctes"),
                        ],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        related_name="verdict_decided_by_decided_at_events",
                        to="housing.joinverdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Lead",
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
                            ("told", "signalée"),
                            ("shared", "montrée aux candidats accompagnés"),
                            ("stale", "sans nouvelles"),
                            ("listed", "devenue une annonce"),
                            ("closed", "close"),
                        ],
                        default="told",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("house", "maison"),
                            ("apartment", "appartement"),
                            ("land", "terrain"),
                            ("building", "immeuble"),
                            ("office", "bureaux"),
                            ("shop", "local ou boutique"),
                            ("parking", "garage ou stationnement"),
                            ("other", "autre bien"),
                        ],
                        max_length=12,
                        verbose_name="bien",
                    ),
                ),
                (
                    "market",
                    models.CharField(
                        choices=[("sale", "à vendre"), ("rental", "à louer"), ("soon", "bientôt")],
                        max_length=8,
                        verbose_name="pour quoi",
                    ),
                ),
                (
                    "soon_offer",
                    models.CharField(
                        blank=True,
                        choices=[("sale", "vente"), ("rental", "location")],
                        max_length=8,
                        verbose_name="bientôt, pour quoi",
                    ),
                ),
                (
                    "about_where",
                    models.CharField(
                        blank=True,
                        help_text="Pour la mairie\xa0: les candidats ne voient que la commune.",
                        max_length=200,
                        verbose_name="à peu près où",
                    ),
                ),
                (
                    "price_from_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="prix, au moins (€)"
                    ),
                ),
                (
                    "price_to_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="prix, au plus (€)"
                    ),
                ),
                (
                    "surface_m2",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="surface, à peu près (m²)"
                    ),
                ),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pièces"),
                ),
                (
                    "land_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="terrain (m²)"),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=1000, verbose_name="en quelques mots"),
                ),
                (
                    "owner_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="nom du propriétaire"
                    ),
                ),
                (
                    "owner_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="téléphone du propriétaire"
                    ),
                ),
                (
                    "who_may_call",
                    models.CharField(
                        choices=[
                            ("town_hall", "la mairie seulement"),
                            ("coordinator", "la mairie et le ou la chargé(e) d’accueil"),
                            ("candidates", "les candidats à qui la mairie donne le numéro"),
                        ],
                        default="town_hall",
                        max_length=12,
                        verbose_name="qui peut appeler",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="signalée le")),
                (
                    "shared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="montrée le"),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmée le")),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        verbose_name="«\xa0toujours libre\u202f?\xa0» demandé le",
                    ),
                ),
                (
                    "stale_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sans nouvelles depuis le"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="close le")),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "plus libre"),
                            ("mistake", "signalée par erreur"),
                            ("owner_refused", "le propriétaire ne souhaite pas"),
                            ("found", "un ménage s’y installe"),
                        ],
                        max_length=16,
                        verbose_name="raison",
                    ),
                ),
                ("idempotency_key", models.CharField(blank=True, max_length=48)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leads_told",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signalée par",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leads",
                        to="housing.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "piste",
                "verbose_name_plural": "pistes",
                "ordering": ["-told_at", "id"],
                "indexes": [
                    models.Index(fields=["commune", "status"], name="housing_lead_commune"),
                    models.Index(
                        condition=models.Q(("status__in", ("told", "shared"))),
                        fields=["confirmed_at"],
                        name="housing_lead_to_confirm",
                    ),
                    models.Index(
                        condition=models.Q(("status", "shared")),
                        fields=["-shared_at", "id"],
                        name="housing_lead_shown",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_from_eur", None),
                            ("price_to_eur", None),
                            ("price_from_eur__lte", models.F("price_to_eur")),
                            _connector="OR",
                        ),
                        name="housing_lead_prices_in_order",
                        violation_error_message="Le plus petit prix vient avant le plus grand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soon_offer", ""),
                            models.Q(("market", "soon"), ("soon_offer__in", ("sale", "rental"))),
                            _connector="OR",
                        ),
                        name="housing_lead_soon_offer_of_what_comes_soon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("market", "soon"), _negated=True),
                            models.Q(("soon_offer", ""), _negated=True),
                            models.Q(("price_from_eur", None), ("price_to_eur", None)),
                            _connector="OR",
                        ),
                        name="housing_lead_soon_price_of_an_offer",
                        violation_error_message="Dites s’il sera à vendre ou à louer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("status", "closed"),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True), ("close_reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="housing_lead_closed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "shared"), _negated=True),
                            ("shared_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_lead_shared_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stale_at__isnull", False), ("status", "stale")),
                            models.Q(("status", "stale"), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_lead_stale_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True),
                        fields=("told_by", "idempotency_key"),
                        name="housing_lead_sent_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_leadevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "who_may_call") VALUES (_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."who_may_call"); RETURN NULL;',
                            hash="6542856a2d92699c95b5c5a4d9df6af9157878f3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58a64",
                            table="housing_lead",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."who_may_call" IS DISTINCT FROM (NEW."who_may_call"))',
                            func='INSERT INTO "housing_leadevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "who_may_call") VALUES (_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."who_may_call"); RETURN NULL;',
                            hash="9cc001f603df0061021a50fdaf8d5f2ea3f1eb9c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57785",
                            table="housing_lead",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("told", "signalée"),
                            ("shared", "montrée aux candidats accompagnés"),
                            ("stale", "sans nouvelles"),
                            ("listed", "devenue une annonce"),
                            ("closed", "close"),
                        ],
                        default="told",
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "who_may_call",
                    models.CharField(
                        choices=[
                            ("town_hall", "la mairie seulement"),
                            ("coordinator", "la mairie et le ou la chargé(e) d’accueil"),
                            ("candidates", "les candidats à qui la mairie donne le numéro"),
                        ],
                        default="town_hall",
                        max_length=12,
                        verbose_name="qui peut appeler",
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
                        related_name="status_who_may_call_events",
                        to="housing.lead",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeadPhoto",
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
                    "image",
                    models.ImageField(
                        height_field="height",
                        storage=bocage.foundation.private_storage.private_storage,
                        upload_to="leads/",
                        verbose_name="photo",
                        width_field="width",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="largeur")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="hauteur")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="housing.lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo d’une piste",
                "verbose_name_plural": "photos des pistes",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LeadRelease",
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
                    "asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="demandé le"),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="mot à la mairie"),
                ),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="donné le"),
                ),
                (
                    "refused_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="refusé le"),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="housing.lead",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lead_releases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "numéro donné",
                "verbose_name_plural": "numéros donnés",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("asked_at__isnull", False), ("refused_at", None), ("released_at", None)
                        ),
                        fields=["lead"],
                        name="housing_leadrelease_to_answer",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lead", "person"),
                        name="housing_leadrelease_once",
                        violation_error_message="C’est déjà fait.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at", None), ("refused_at", None), _connector="OR"
                        ),
                        name="housing_leadrelease_given_or_refused",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadShowing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown_at", models.DateTimeField(verbose_name="montré le")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="showings",
                        to="housing.lead",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "numéro montré",
                "verbose_name_plural": "numéros montrés",
                "ordering": ["-shown_at", "id"],
                "indexes": [
                    models.Index(fields=["person", "-shown_at"], name="housing_leadshowing_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingPhoto",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("address", models.URLField(blank=True, max_length=1000, verbose_name="adresse")),
                (
                    "image",
                    models.ImageField(
                        blank=True,
                        height_field="height",
                        upload_to="homes/",
                        verbose_name="photo",
                        width_field="width",
                    ),
                ),
                (
                    "width",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="largeur"
                    ),
                ),
                (
                    "height",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="hauteur"
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="légende")),
                ("perceptual_hash", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "à lire"),
                            ("read", "lue"),
                            ("unreadable", "illisible"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "error",
                    models.CharField(blank=True, max_length=40, verbose_name="ce qui ne va pas"),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
                ),
                ("retry_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="housing.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo d’une annonce",
                "verbose_name_plural": "photos des annonces",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["id"],
                        name="housing_listingphoto_to_read",
                    ),
                    models.Index(
                        condition=models.Q(("perceptual_hash__isnull", False)),
                        fields=["perceptual_hash"],
                        name="housing_listingphoto_alike",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("listing", "position"), name="housing_listingphoto_one_a_rank"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), _negated=True),
                            models.Q(("image", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_listingphoto_from_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="depuis")),
                ("price_eur", models.PositiveIntegerField(verbose_name="prix (€)")),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prices",
                        to="housing.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "prix d’une annonce",
                "verbose_name_plural": "prix des annonces",
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("listing", "since"), name="housing_listingprice_once_a_moment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_listingprice_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketFact",
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
                            ("appeared", "nouveau"),
                            ("price_fell", "baisse de prix"),
                            ("back", "de retour sur le marché"),
                            ("changed", "complété ou corrigé"),
                        ],
                        max_length=12,
                        verbose_name="fait",
                    ),
                ),
                (
                    "price_eur",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="prix (€)"),
                ),
                (
                    "previous_price_eur",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="prix précédent (€)"
                    ),
                ),
                ("before", models.JSONField(blank=True, editable=False, null=True)),
                ("happened_at", models.DateTimeField(verbose_name="le")),
                ("matched_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "dwelling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="housing.lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "fait du marché",
                "verbose_name_plural": "faits du marché",
                "ordering": ["-happened_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("matched_at", None), models.Q(("kind", "changed"), _negated=True)
                        ),
                        fields=["id"],
                        name="housing_marketfact_news",
                    ),
                    models.Index(
                        condition=models.Q(("kind", "changed"), ("matched_at", None)),
                        fields=["id"],
                        name="housing_marketfact_changes",
                    ),
                    models.Index(
                        fields=["dwelling", "-happened_at"], name="housing_marketfact_dwelling"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dwelling__isnull", False), ("lead", None)),
                            models.Q(("dwelling", None), ("lead__isnull", False)),
                            _connector="OR",
                        ),
                        name="housing_marketfact_of_a_dwelling_or_a_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "price_fell"), _negated=True),
                            ("price_eur__lt", models.F("previous_price_eur")),
                            _connector="OR",
                        ),
                        name="housing_marketfact_fall_falls",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", True),
                            models.Q(("kind", "changed"), ("matched_at", None)),
                            _connector="OR",
                        ),
                        name="housing_marketfact_before_of_what_changed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnerOffer",
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
                            ("unconfirmed", "adresse à confirmer"),
                            ("to_review", "à relire"),
                            ("published", "publiée"),
                            ("stale", "sans nouvelles"),
                            ("refused", "refusée"),
                            ("withdrawn", "retirée"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                ("owner_name", models.CharField(max_length=120, verbose_name="votre nom")),
                (
                    "owner_email",
                    models.EmailField(max_length=254, verbose_name="votre adresse électronique"),
                ),
                (
                    "owner_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="votre téléphone"),
                ),
                (
                    "shows_phone",
                    models.BooleanField(
                        default=False, verbose_name="montrer mon téléphone dans l’annonce"
                    ),
                ),
                ("language", models.CharField(default="fr", max_length=2)),
                (
                    "offer",
                    models.CharField(
                        choices=[("sale", "vente"), ("rental", "location")],
                        max_length=20,
                        verbose_name="offre",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("house", "maison"),
                            ("apartment", "appartement"),
                            ("land", "terrain"),
                            ("building", "immeuble"),
                            ("office", "bureaux"),
                            ("shop", "local ou boutique"),
                            ("parking", "garage ou stationnement"),
                            ("other", "autre bien"),
                        ],
                        max_length=12,
                        verbose_name="bien",
                    ),
                ),
                (
                    "price_eur",
                    models.PositiveIntegerField(verbose_name="prix ou loyer mensuel (€)"),
                ),
                (
                    "surface_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="surface (m²)"),
                ),
                (
                    "land_m2",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="terrain (m²)"),
                ),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pièces"),
                ),
                (
                    "bedrooms",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="chambres"
                    ),
                ),
                (
                    "energy_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("VI", "vierge"),
                            ("NS", "non soumis"),
                        ],
                        max_length=2,
                        verbose_name="classe énergie",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                (
                    "description",
                    models.TextField(blank=True, max_length=4000, verbose_name="description"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="adresse confirmée le"
                    ),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="relue le"),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=500, verbose_name="raison du refus"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        verbose_name="«\xa0toujours libre\u202f?\xa0» demandé le",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owner_offers",
                        to="territory.commune",
                    ),
                ),
                (
                    "listing",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owner_offer",
                        to="housing.listing",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "offre de propriétaire",
                "verbose_name_plural": "offres de propriétaires",
                "ordering": ["-created_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "to_review")),
                        fields=["confirmed_at"],
                        name="housing_owneroffer_to_review",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_owneroffer_price_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("published", "refused")), _negated=True),
                            ("reviewed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_owneroffer_reviewed_when_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("unconfirmed", "withdrawn")),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_owneroffer_confirmed_before_review",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RowIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="ligne")),
                (
                    "column",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="colonne"),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("rejected", "rejetée"), ("repaired", "gardée, réparée")],
                        max_length=8,
                        verbose_name="suite",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="raison")),
                ("value", models.CharField(blank=True, max_length=120, verbose_name="valeur")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="référence"),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="housing.feedrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "remarque sur une ligne",
                "verbose_name_plural": "remarques sur les lignes",
                "ordering": ["line", "column", "id"],
            },
        ),
        migrations.CreateModel(
            name="Alert",
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
                ("due_at", models.DateTimeField(verbose_name="à dire le")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="dit le")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="housing.marketfact",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="housing.savedsearch",
                    ),
                ),
            ],
            options={
                "verbose_name": "alerte",
                "verbose_name_plural": "alertes",
                "ordering": ["-created_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at", None)),
                        fields=["due_at"],
                        name="housing_alert_to_tell",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "fact"), name="housing_alert_once_a_fact"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("poliris", "flux d’agence (Poliris / SeLoger)"),
                            ("table", "tableau (CSV)"),
                            ("json", "JSON"),
                            ("form", "formulaire"),
                        ],
                        max_length=8,
                        verbose_name="format",
                    ),
                ),
                (
                    "fetch_address",
                    models.URLField(blank=True, max_length=1000, verbose_name="adresse à relever"),
                ),
                ("push_token_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("is_active", models.BooleanField(default=True, verbose_name="suivie")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "rien reçu"),
                            ("fresh", "à jour"),
                            ("late", "en retard"),
                            ("failing", "en échec"),
                        ],
                        default="new",
                        max_length=8,
                        verbose_name="état",
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
                        related_name="name_format_fetch_address_push_token_digest_is_active_state_events",
                        to="housing.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
