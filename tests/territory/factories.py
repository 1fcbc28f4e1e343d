"""Territories for the tests: real communes of the Orne by trait, invented ones otherwise."""

import factory

from bocage.territory.models import Commune, Departement, Epci, FormerCommune
from bocage.territory.spelling import search_text
from tests.traits import Trait

# name, INSEE code, postcodes, municipal population, latitude, longitude
ORNE = {
    "boitron": ("Boitron", "61051", ["61500"], 349, 48.5783, 0.2836),
    "essay": ("Essay", "61156", ["61500"], 556, 48.5392, 0.2444),
    "sees": ("Sées", "61464", ["61500"], 4168, 48.6050, 0.1719),
    "le_mele": ("Le Mêle-sur-Sarthe", "61258", ["61170"], 659, 48.5103, 0.3528),
    "alencon": ("Alençon", "61001", ["61000"], 25490, 48.4316, 0.0910),
    "mortagne": ("Mortagne-au-Perche", "61293", ["61400"], 3898, 48.5203, 0.5467),
    "l_aigle": ("L’Aigle", "61214", ["61300"], 7663, 48.7633, 0.6283),
    "argentan": ("Argentan", "61006", ["61200"], 13527, 48.7444, -0.0203),
    "merlerault": ("Merlerault-le-Pin", "61275", ["61240"], 1429, 48.7022, 0.2886),
    "flers": ("Flers", "61169", ["61100"], 14432, 48.6599, -0.5700),
}


def _trait(row):
    name, code, postcodes, population, latitude, longitude = row
    return Trait(
        name=name,
        code=code,
        postcodes=postcodes,
        population=population,
        latitude=latitude,
        longitude=longitude,
    )


class ReferenceFactory(factory.django.DjangoModelFactory):
    """Factory of rows identified by an official code: an existing row is reused.

    Half of all tests need a commune, and none is created concurrently: rows are read and written
    without a savepoint.
    """

    class Meta:
        abstract = True

    @classmethod
    def _get_or_create(cls, model_class, *args, **kwargs):
        (code,) = cls._meta.django_get_or_create
        match = model_class.objects.filter(**{code: kwargs[code]}).first()
        row = match or model_class.objects.create(*args, **kwargs)
        row.is_new = match is None
        return row


class DepartementFactory(ReferenceFactory):
    """The Orne."""

    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    class Params:
        sarthe = Trait(code="72", name="Sarthe", slug="sarthe")

    code = "61"
    name = "Orne"
    slug = "orne"


class EpciFactory(ReferenceFactory):
    """The intercommunalité of Boitron."""

    class Meta:
        model = Epci
        django_get_or_create = ("siren",)
        skip_postgeneration_save = True

    class Params:
        alencon = Trait(
            siren="246100663",
            name="CU d’Alençon",
            kind=Epci.Kind.URBAN_COMMUNITY,
        )

    siren = "200035111"
    name = "CC des Sources de l’Orne"
    kind = Epci.Kind.COMMUNITY

    @factory.post_generation
    def departements(self, create, extracted, **_kwargs):
        if create and extracted is not None:
            self.departements.set(extracted)
        elif create and self.is_new:
            self.departements.add(DepartementFactory())


class CommuneFactory(ReferenceFactory):
    """A commune of the Orne: `CommuneFactory(boitron=True)`, or an invented one."""

    class Meta:
        model = Commune
        django_get_or_create = ("code",)

    class Params:
        unlocated = Trait(latitude=None, longitude=None, position_source="")
        boitron = _trait(ORNE["boitron"])
        essay = _trait(ORNE["essay"])
        sees = _trait(ORNE["sees"])
        le_mele = _trait(ORNE["le_mele"])
        alencon = _trait(ORNE["alencon"])
        mortagne = _trait(ORNE["mortagne"])
        l_aigle = _trait(ORNE["l_aigle"])
        argentan = _trait(ORNE["argentan"])
        merlerault = _trait(ORNE["merlerault"])
        flers = _trait(ORNE["flers"])

    code = factory.Sequence(lambda n: f"61{700 + n % 300}")
    name = factory.Sequence(lambda n: f"Villeneuve-la-Haie-{n}")
    slug = factory.LazyAttribute(lambda commune: f"commune-{commune.code.lower()}")
    departement = factory.SubFactory(DepartementFactory)
    epci = factory.SubFactory(EpciFactory)
    postcodes = ["61999"]
    population = 300
    latitude = factory.Sequence(lambda n: 48.4 + 0.001 * (n % 300))
    longitude = factory.Sequence(lambda n: 0.1 + 0.001 * (n % 300))
    position_source = Commune.PositionSource.GEONAMES
    search_text = factory.LazyAttribute(
        lambda commune: search_text(name=commune.name, codes=[commune.code, *commune.postcodes])
    )


class FormerCommuneFactory(ReferenceFactory):
    """A delegated commune, by which its commune is then found."""

    class Meta:
        model = FormerCommune
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"61{600 + n % 100}")
    name = "Nonant-le-Pin"
    kind = FormerCommune.Kind.DELEGATED
    commune = factory.SubFactory(CommuneFactory, merlerault=True)
    search_text = factory.LazyAttribute(
        lambda former: search_text(name=former.name, codes=[former.code])
    )

    @factory.post_generation
    def findable(self, create, _extracted, **_kwargs):
        if create:
            commune = self.commune
            commune.search_text = search_text(
                name=commune.name,
                former_names=commune.former_communes.values_list("name", flat=True),
                codes=[
                    commune.code,
                    *commune.postcodes,
                    *commune.former_communes.values_list("code", flat=True),
                ],
            )
            commune.save(update_fields=["search_text"])
