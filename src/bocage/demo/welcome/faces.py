"""Generated portraits of sponsors, since nobody of the demo exists."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bocage.demo.cast import COORDINATOR, SPONSOR
from bocage.demo.homes.scenery import APPLE, CREAM, HEDGE, MEADOW, MIST, SLATE, STRAW, Colour, mixed
from bocage.people.models import Person
from bocage.people.operations.persons import update_profile
from bocage.people.operations.portraits import set_portrait

SIDE = 480
"""Pixels of a side of the square."""


@dataclass(frozen=True, kw_only=True)
class Face:
    """Features of a drawn face, with the telephone number under it."""

    skin: Colour
    hair: Colour
    clothes: Colour
    behind: Colour
    hair_falls: float
    """Length of the hair beside the face, from 0 (short) to 1 (to the shoulders)."""
    phone: str


FACES: Mapping[str, Face] = {
    COORDINATOR.email: Face(
        skin=(214, 164, 126),
        hair=mixed(SLATE, (60, 40, 30), 0.6),
        clothes=HEDGE,
        behind=MIST,
        hair_falls=1.0,
        phone="02 61 91 40 12",
    ),
    SPONSOR.email: Face(
        skin=(238, 202, 178),
        hair=(206, 200, 192),
        clothes=APPLE,
        behind=mixed(STRAW, CREAM, 0.6),
        hair_falls=0.35,
        phone="06 39 98 27 45",
    ),
}
"""By address. Telephone numbers are of those that the French regulator (ARCEP) reserves for
fiction."""


def show_faces(people: Mapping[str, Person]) -> None:
    """Gives the coordinator and the sponsor a photo and a number, as households appreciate."""
    for email, face in FACES.items():
        person = people[email]
        update_profile(
            by=person,
            person=person,
            name=person.name,
            situation=person.situation,
            phone=face.phone,
        )
        set_portrait(by=person, person=person, image=draw_face(face))


def draw_face(face: Face) -> io.BytesIO:
    """Returns the PNG of a face."""
    image = Image.new("RGB", (SIDE, SIDE), face.behind)
    draw = ImageDraw.Draw(image)
    draw.ellipse((-120, 300, SIDE + 120, SIDE + 260), mixed(MEADOW, face.behind, 0.55))
    fallen = 250 + round(110 * face.hair_falls)
    draw.rounded_rectangle((138, 92, 342, fallen), 100, face.hair)
    draw.rounded_rectangle((92, 366, 388, SIDE + 90), 110, face.clothes)
    draw.rounded_rectangle((206, 280, 274, 400), 34, mixed(face.skin, SLATE, 0.12))
    draw.ellipse((162, 118, 318, 328), face.skin)
    draw.chord((156, 96, 324, 268), 184, 356, face.hair)
    for eye in (206, 274):
        draw.ellipse((eye - 8, 214, eye + 8, 230), SLATE)
        draw.arc((eye - 18, 192, eye + 18, 216), 200, 340, mixed(face.hair, SLATE, 0.4), 5)
    draw.arc((204, 226, 276, 290), 25, 155, mixed(APPLE, SLATE, 0.25), 7)
    content = io.BytesIO()
    image.save(content, "PNG", compress_level=1)
    content.seek(0)
    return content
