"""Drawings of the kinds of places, shown without a photo."""

from bocage.foundation.templatetags.face import SCENES, place_scene
from bocage.workspaces.models import PlaceKind


def test_each_kind_of_place_has_its_own_drawing() -> None:
    assert set(PlaceKind.values) == SCENES
    assert len({place_scene(kind) for kind in PlaceKind.values}) == len(PlaceKind.values)
