"""Communes, the territories above them, and the facts known of them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
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
                (
                    "code",
                    models.CharField(
                        max_length=3, primary_key=True, serialize=False, verbose_name="code INSEE"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("slug", models.SlugField(max_length=90, unique=True, verbose_name="adresse")),
            ],
            options={
                "verbose_name": "département",
                "verbose_name_plural": "départements",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Epci",
            fields=[
                (
                    "siren",
                    models.CharField(
                        max_length=9, primary_key=True, serialize=False, verbose_name="numéro SIREN"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CC", "communauté de communes"),
                            ("CA", "communauté d’agglomération"),
                            ("CU", "communauté urbaine"),
                            ("METRO", "métropole"),
                            ("MET69", "métropole de Lyon"),
                        ],
                        max_length=5,
                        verbose_name="nature",
                    ),
                ),
                ("is_current", models.BooleanField(default=True, verbose_name="existe encore")),
                (
                    "departements",
                    models.ManyToManyField(
                        related_name="epcis",
                        to="territory.departement",
                        verbose_name="départements",
                    ),
                ),
            ],
            options={
                "verbose_name": "intercommunalité",
                "verbose_name_plural": "intercommunalités",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=5,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator("^(\\d{2}|2[AB])\\d{3}$")
                        ],
                        verbose_name="code INSEE",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="adresse")),
                (
                    "postcodes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        verbose_name="codes postaux",
                    ),
                ),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="population municipale"
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "position_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("postcode_centre", "centre des communes du même code postal"),
                            ("geonames", "GeoNames"),
                            ("api", "API Découpage administratif"),
                            ("outline", "contour de la commune"),
                        ],
                        max_length=15,
                        verbose_name="origine de la position",
                    ),
                ),
                (
                    "position_is_approximate",
                    models.BooleanField(default=False, verbose_name="position approximative"),
                ),
                (
                    "search_text",
                    models.TextField(editable=False, verbose_name="texte de recherche"),
                ),
                (
                    "edition",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Année des dernières données de référence où la commune figure.",
                        verbose_name="édition",
                    ),
                ),
                ("is_current", models.BooleanField(default=True, verbose_name="existe encore")),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="territory.departement",
                        verbose_name="département",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="territory.epci",
                        verbose_name="intercommunalité",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune",
                "verbose_name_plural": "communes",
                "ordering": ["name", "code"],
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
                                models.Q(("position_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="territory_commune_position_whole",
                        violation_error_message="Une position a une latitude, une longitude et une origine, ou rien du tout.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(\\d{2}|2[AB])\\d{3}$")),
                        name="territory_commune_code_is_insee",
                        violation_error_message="Un code INSEE de commune a cinq caractères.",
                    ),
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
                        related_name="outline",
                        serialize=False,
                        to="territory.commune",
                    ),
                ),
                ("geometry", models.JSONField(verbose_name="contour")),
                ("simplified", models.JSONField(verbose_name="contour simplifié")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lu le")),
            ],
            options={
                "verbose_name": "contour",
                "verbose_name_plural": "contours",
            },
        ),
        migrations.CreateModel(
            name="CommuneFact",
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
                            ("fibre", "logements raccordables à la fibre"),
                            ("nurseries", "crèches"),
                            ("schools", "écoles"),
                            ("nearest_school", "école la plus proche"),
                            ("middle_schools", "collèges"),
                            ("high_schools", "lycées"),
                            ("doctors", "médecins généralistes"),
                            ("pharmacies", "pharmacies"),
                            ("shops", "commerces d’alimentation"),
                            ("bakeries", "boulangeries"),
                            ("supermarkets", "supermarchés et supérettes"),
                            ("nearest_station", "gare la plus proche"),
                            ("station_minutes", "gare, par la route"),
                            ("paris_minutes", "Paris, en train"),
                            ("density", "habitants au km²"),
                            ("vacant_homes", "logements vacants"),
                            ("other", "autre indicateur"),
                        ],
                        max_length=20,
                        verbose_name="fait",
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        blank=True,
                        help_text="Le nom de ce qui est mesuré, quand ce n’est aucun des faits connus.",
                        max_length=80,
                        verbose_name="indicateur",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="valeur"),
                ),
                ("stated_unit", models.CharField(blank=True, max_length=20, verbose_name="unité")),
                ("detail", models.CharField(blank=True, max_length=120, verbose_name="précision")),
                ("source", models.CharField(max_length=160, verbose_name="source")),
                (
                    "address",
                    models.URLField(
                        blank=True, max_length=300, verbose_name="adresse de la source"
                    ),
                ),
                ("dated_on", models.DateField(verbose_name="à la date du")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "fait sur une commune",
                "verbose_name_plural": "faits sur les communes",
                "ordering": ["commune", "kind", "indicator"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "kind", "indicator"),
                        name="territory_communefact_one_of_a_kind",
                        violation_error_message="Une commune a un seul fait de chaque sorte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "other"), models.Q(("indicator", ""), _negated=True)),
                            models.Q(models.Q(("kind", "other"), _negated=True), ("indicator", "")),
                            _connector="OR",
                        ),
                        name="territory_communefact_named_when_other",
                        violation_error_message="Seul un autre indicateur porte un nom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)),
                        name="territory_communefact_not_negative",
                        violation_error_message="Un nombre négatif ne veut rien dire ici.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("fibre", "vacant_homes")), _negated=True),
                            ("value__lte", 100),
                            _connector="OR",
                        ),
                        name="territory_communefact_percent_at_most_100",
                        violation_error_message="Un pourcentage est de 100 au plus.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="territory_communefact_has_a_source",
                        violation_error_message="Un chiffre a une source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerCommune",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=5, primary_key=True, serialize=False, verbose_name="code INSEE"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("delegated", "commune déléguée"),
                            ("associated", "commune associée"),
                            ("merged", "ancienne commune"),
                            ("arrondissement", "arrondissement municipal"),
                        ],
                        max_length=14,
                        verbose_name="nature",
                    ),
                ),
                (
                    "search_text",
                    models.TextField(editable=False, verbose_name="texte de recherche"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_communes",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "ancienne commune",
                "verbose_name_plural": "anciennes communes",
                "ordering": ["name", "code"],
            },
        ),
        migrations.CreateModel(
            name="YearlyFigure",
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
                        choices=[("population", "habitants"), ("pupils", "élèves")],
                        max_length=12,
                        verbose_name="série",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="année")),
                ("value", models.PositiveIntegerField(verbose_name="valeur")),
                ("source", models.CharField(max_length=160, verbose_name="source")),
                (
                    "address",
                    models.URLField(
                        blank=True, max_length=300, verbose_name="adresse de la source"
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="yearly_figures",
                        to="territory.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "chiffre d’une année",
                "verbose_name_plural": "chiffres année par année",
                "ordering": ["commune", "kind", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "kind", "year"),
                        name="territory_yearlyfigure_one_a_year",
                        violation_error_message="Une commune a un seul chiffre par série et par année.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1790, 2100))),
                        name="territory_yearlyfigure_of_a_year",
                        violation_error_message="Cette année n’est pas celle d’un recensement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="territory_yearlyfigure_has_a_source",
                        violation_error_message="Un chiffre a une source.",
                    ),
                ],
            },
        ),
    ]
