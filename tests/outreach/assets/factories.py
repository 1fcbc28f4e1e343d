"""Assets for tests."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from bocage.outreach.assets.operations.assets import AssetTerms
from bocage.outreach.assets.operations.pictures import PictureTerms
from bocage.outreach.models import Asset
from tests.territory.factories import DepartementFactory


class AssetFactory(factory.django.DjangoModelFactory):
    """An asset on show, whose figure is of last month."""

    class Meta:
        model = Asset

    class Params:
        draft = factory.Trait(state="draft", published_on=None)
        live = factory.Trait(
            live_indicator="open_this_week", figure="", source_name="", dated_on=None
        )
        aged = factory.Trait(
            dated_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=500)),
            published_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=400)),
        )

    departement = factory.SubFactory(DepartementFactory)
    theme = "work"
    state = Asset.State.PUBLISHED
    title = factory.Sequence(lambda number: f"La fibre dans {number} hameaux")
    sentence = "On travaille de partout."
    figure = "94 %"
    unit = "des logements raccordables"
    source_name = "Arcep"
    source_url = "https://www.arcep.fr/carte"
    dated_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    published_on = factory.LazyFunction(timezone.localdate)
    created_at = factory.LazyFunction(timezone.now)


def asset_terms(**fields: Any) -> AssetTerms:
    """Returns the terms of a publishable asset."""
    usual: dict[str, Any] = {
        "title": "La fibre partout",
        "sentence": "On travaille de partout.",
        "theme": "work",
        "figure": "94 %",
        "source_name": "Arcep",
        "source_url": "https://www.arcep.fr/carte",
        "dated_on": date(2026, 1, 1),
        "shelf_life_months": 60,
    }
    return AssetTerms(**usual | fields)


FOR_THE_PRESS = PictureTerms(
    words="Un chemin entre deux haies",
    credit="Photo : Claire Dubois",
    use="Libre",
    is_for_press=True,
)


def a_picture(name: str = "haie.jpg") -> SimpleUploadedFile:
    """A small JPEG."""
    content = BytesIO()
    Image.new("RGB", (80, 60), "#7ba05b").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")
