"""A photo is known again in another size; a logo and a white wall are not."""

from PIL import Image, ImageDraw

from bocage.housing.deduplication.record_linkage.photos import (
    SAME_PHOTO,
    difference_hash,
    distance,
    is_distinctive,
    shared_photos,
)


def house(width: int = 640, roof: str = "#7a3020") -> Image.Image:
    """A drawn house, in another size if need be."""
    height = width * 3 // 4
    image = Image.new("RGB", (width, height), "#b9d4ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.7, width, height), fill="#5d8a4a")
    draw.rectangle((width * 0.2, height * 0.4, width * 0.8, height * 0.8), fill="#d8cbb0")
    draw.polygon(
        ((width * 0.15, height * 0.4), (width * 0.5, height * 0.1), (width * 0.85, height * 0.4)),
        fill=roof,
    )
    draw.rectangle((width * 0.3, height * 0.5, width * 0.4, height * 0.65), fill="#2a3a4a")
    return image


def test_a_photo_is_known_again_in_another_size():
    assert distance(difference_hash(house(640)), difference_hash(house(1024))) <= SAME_PHOTO


def test_another_photo_is_another():
    mirrored = house().transpose(Image.Transpose.ROTATE_90)

    assert distance(difference_hash(house()), difference_hash(mirrored)) > SAME_PHOTO


def test_a_hash_fits_a_signed_integer_of_the_database():
    assert -(2**63) <= difference_hash(house()) < 2**63


def test_a_white_wall_tells_nothing():
    assert not is_distinctive(difference_hash(Image.new("RGB", (80, 60), "white")))


def test_shared_photos_are_counted():
    first, second = difference_hash(house()), difference_hash(house().rotate(90))

    assert shared_photos([first, second], [first]) == 1
