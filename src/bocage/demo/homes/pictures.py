"""Generated pictures of the demo's homes, so that no real home is shown.

A picture is determined by its name, always the same: a home has its own, shared by its agencies, as
in reality.
"""

import io
from collections.abc import Callable
from random import Random

from bocage.demo.homes.scenery import (
    APPLE,
    CREAM,
    HEDGE,
    HEIGHT,
    MEADOW,
    MIST,
    ROOFS,
    SHUTTERS,
    SLATE,
    STONES,
    STRAW,
    WHITE,
    WIDTH,
    WOOD,
    Canvas,
    finished,
    hedge,
    hills,
    meadow,
    mixed,
    sky,
    tree,
    window,
)
from bocage.housing.feeds.parsing.listing_rows import PhotoRow
from bocage.housing.models import PropertyKind

HOUSE_VIEWS = ("facade", "jardin", "bureau", "alentours")
FLAT_VIEWS = ("immeuble", "bureau", "alentours")
CAPTIONS = {
    "facade": "Dessin : la maison vue de la cour",
    "jardin": "Dessin : le jardin et ses haies",
    "bureau": "Dessin : une pièce avec un bureau devant la fenêtre",
    "alentours": "Dessin : les collines et les haies alentour",
    "immeuble": "Dessin : l’immeuble vu de la rue",
}
WITHOUT_PICTURES = 9
"""One home in this many has no picture, as with some agencies."""


def photos_of_home(number: int, kind: str) -> tuple[PhotoRow, ...]:
    """Returns the photos that an agency lists for the home of this number: none, or two to four."""
    if number % WITHOUT_PICTURES == WITHOUT_PICTURES - 1:
        return ()
    views = FLAT_VIEWS if kind == PropertyKind.APARTMENT else HOUSE_VIEWS
    shown_views = views[: 2 + number % (len(views) - 1)]
    return tuple(
        PhotoRow(file_name=f"{number:03d}-{view}.png", caption=CAPTIONS[view])
        for view in shown_views
    )


def picture_named(name: str) -> bytes | None:
    """Returns the PNG file of this name, drawn on the fly; None if the name is not that of a
    picture."""
    stem, _dot, suffix = name.rpartition(".")
    view = stem.rpartition("-")[2]
    if suffix != "png" or view not in VIEWS:
        return None
    content = io.BytesIO()
    finished(VIEWS[view](Random(name))).save(content, "PNG", compress_level=1)
    return content.getvalue()


def _facade(random: Random) -> Canvas:
    """Draws a house between its trees, behind its yard."""
    canvas = sky(random)
    hills(canvas, random.randrange(360, 470))
    ground = random.randrange(560, 640)
    meadow(canvas, ground)
    for _tree in range(random.randrange(1, 4)):
        tree(canvas, random.randrange(40, WIDTH - 40), ground + 20, random.randrange(220, 430))
    wide, high = random.randrange(440, 760), random.randrange(170, 290)
    left = random.randrange(90, WIDTH - wide - 90)
    _house(canvas, left, ground + 60, wide, high)
    _path(canvas, left + wide // 2, ground + 60)
    for start in range(0, WIDTH, 420):
        if random.random() < 0.55:
            hedge(canvas, start, start + random.randrange(140, 420), ground + 110, 42)
    return canvas


def _house(canvas: Canvas, left: int, foot: int, wide: int, high: int) -> None:
    random, draw = canvas.random, canvas.draw
    wall, roof, shutter = random.choice(STONES), random.choice(ROOFS), random.choice(SHUTTERS)
    top, rise = foot - high, random.randrange(110, 190)
    for x in random.sample((left + wide // 6, left + wide // 2, left + wide * 5 // 6), 2):
        draw.rectangle((x - 22, top - rise - 34, x + 22, top), mixed(APPLE, SLATE, 0.35))
    draw.rectangle((left, top, left + wide, foot), wall)
    draw.polygon(
        [
            (left - 26, top),
            (left + 70, top - rise),
            (left + wide - 70, top - rise),
            (left + wide + 26, top),
        ],
        roof,
    )
    draw.rectangle((left, foot - 16, left + wide, foot), mixed(wall, SLATE, 0.25))
    bays = wide // 130
    door = random.randrange(bays)
    for bay in range(bays):
        middle = left + wide * (2 * bay + 1) // (2 * bays)
        if bay == door:
            draw.rectangle((middle - 32, foot - 132, middle + 32, foot), shutter)
            draw.rectangle(
                (middle - 18, foot - 118, middle + 18, foot - 76), mixed(STRAW, WHITE, 0.4)
            )
        else:
            window(canvas, (middle - 24, foot - 126, middle + 24, foot - 46), shutter)
        if high > 230:
            window(canvas, (middle - 22, top + 24, middle + 22, top + 88), shutter)
        elif random.random() < 0.45:
            window(canvas, (middle - 20, top - rise + 34, middle + 20, top - rise + 84))


def _path(canvas: Canvas, x: int, top: int) -> None:
    lean = canvas.random.randrange(-320, 320)
    edge = [(x - 34, top), (x + 34, top), (x + lean + 170, HEIGHT), (x + lean - 170, HEIGHT)]
    canvas.draw.polygon(edge, mixed(STRAW, CREAM, 0.65))


def _garden(random: Random) -> Canvas:
    """Draws a lawn between hedges, with beds of vegetables or an orchard."""
    canvas = sky(random)
    hills(canvas, random.randrange(280, 420))
    ground = random.randrange(470, 560)
    hedge(canvas, -20, WIDTH + 20, ground, random.randrange(40, 90))
    meadow(canvas, ground, mixed(MEADOW, STRAW, random.uniform(0.0, 0.3)))
    if random.random() < 0.5:
        _beds(canvas, ground)
    for _tree in range(random.randrange(2, 6)):
        foot = random.randrange(ground + 20, HEIGHT - 90)
        tree(canvas, random.randrange(30, WIDTH - 30), foot, random.randrange(150, 330))
    if random.random() < 0.6:
        _bench(
            canvas, random.randrange(120, WIDTH - 420), random.randrange(ground + 150, HEIGHT - 30)
        )
    return canvas


def _beds(canvas: Canvas, ground: int) -> None:
    left, count = canvas.random.randrange(60, 640), canvas.random.randrange(3, 6)
    for bed in range(count):
        x = left + bed * 130
        edge = [
            (x, ground + 70),
            (x + 70, ground + 70),
            (x + 30, HEIGHT - 60),
            (x - 80, HEIGHT - 60),
        ]
        canvas.draw.polygon(edge, mixed(WOOD, SLATE, 0.35))
        for step in range(5):
            y, size = ground + 90 + step * 48, 12 + step * 3
            middle = x + 32 - step * 12
            leaf = canvas.random.choice((HEDGE, MEADOW, APPLE, STRAW))
            canvas.draw.ellipse((middle - size, y - size, middle + size, y + size), leaf)


def _bench(canvas: Canvas, left: int, foot: int) -> None:
    for leg in (left + 20, left + 240):
        canvas.draw.rectangle((leg, foot - 70, leg + 16, foot), SLATE)
    for height in (70, 104, 132):
        canvas.draw.rectangle((left, foot - height - 16, left + 276, foot - height), WOOD)


def _office(random: Random) -> Canvas:
    """Draws a room with a desk before a window with a view of the hills."""
    canvas = sky(random)
    hills(canvas, random.randrange(180, 330))
    meadow(canvas, random.randrange(400, 470))
    left, top = random.randrange(220, 640), random.randrange(60, 130)
    wide, high = random.randrange(280, 460), random.randrange(290, 380)
    _walls(canvas, (left, top, left + wide, top + high))
    _desk(canvas, random.randrange(140, 560), random.randrange(640, 700))
    if random.random() < 0.7:
        _shelves(canvas, 40 if left > 420 else 1010, random.randrange(90, 240))
    return canvas


def _walls(canvas: Canvas, opening: tuple[int, int, int, int]) -> None:
    """Draws the wall around the opening of a window, and the floor."""
    left, top, right, bottom = opening
    draw, random = canvas.draw, canvas.random
    wall = mixed(random.choice(STONES), random.choice((MIST, STRAW, MEADOW, CREAM)), 0.3)
    for box in (
        (0, 0, left, HEIGHT),
        (right, 0, WIDTH, HEIGHT),
        (left, 0, right, top),
        (left, bottom, right, HEIGHT),
    ):
        draw.rectangle(box, wall)
    draw.rectangle((left - 14, top - 14, right + 14, bottom + 14), outline=WHITE, width=18)
    draw.line(((left + right) // 2, top, (left + right) // 2, bottom), WHITE, 14)
    draw.rectangle((left - 40, bottom + 10, right + 40, bottom + 30), mixed(WOOD, CREAM, 0.4))
    floor = mixed(WOOD, CREAM, random.uniform(0.1, 0.6))
    draw.rectangle((0, 740, WIDTH, HEIGHT), floor)
    for x in range(-200, WIDTH, random.randrange(110, 200)):
        draw.line((x + 160, 740, x, HEIGHT), mixed(floor, SLATE, 0.25), 4)


def _desk(canvas: Canvas, left: int, top: int) -> None:
    draw, random = canvas.draw, canvas.random
    wide = random.randrange(460, 640)
    wood = mixed(WOOD, random.choice((SLATE, STRAW, APPLE)), 0.3)
    draw.rectangle((left, top, left + wide, top + 26), wood)
    for leg in (left + 24, left + wide - 44):
        draw.rectangle((leg, top + 26, leg + 20, HEIGHT - 24), mixed(wood, SLATE, 0.3))
    screen = left + random.randrange(60, wide - 300)
    draw.rectangle((screen, top - 150, screen + 220, top - 12), SLATE)
    draw.rectangle(
        (screen + 10, top - 140, screen + 210, top - 24), random.choice((MIST, CREAM, MEADOW))
    )
    draw.rectangle((screen - 20, top - 12, screen + 240, top), mixed(SLATE, MIST, 0.5))
    lamp = left + wide - 70 if screen < left + wide // 2 - 100 else left + 50
    draw.line((lamp, top, lamp, top - 170), SLATE, 8)
    draw.polygon(
        [(lamp - 46, top - 150), (lamp + 46, top - 150), (lamp, top - 222)],
        random.choice((STRAW, APPLE, HEDGE)),
    )


def _shelves(canvas: Canvas, left: int, top: int) -> None:
    draw, random = canvas.draw, canvas.random
    for shelf in range(3):
        y = top + shelf * 128
        draw.rectangle((left, y + 92, left + 220, y + 104), WOOD)
        x = left + 8
        while x < left + 190:
            thick = random.randrange(12, 34)
            book = random.choice((HEDGE, APPLE, STRAW, SLATE, MEADOW))
            draw.rectangle((x, y + random.randrange(14, 44), x + thick, y + 92), book)
            x += thick + 4


def _surroundings(random: Random) -> Canvas:
    """Draws hedged fields up to a village and its steeple."""
    canvas = sky(random)
    horizon = random.randrange(300, 420)
    hills(canvas, horizon)
    _village(canvas, random.randrange(160, WIDTH - 160), horizon + random.randrange(70, 120))
    for row in range(3):
        top = horizon + 130 + row * random.randrange(90, 130)
        field = mixed(random.choice((MEADOW, STRAW, HEDGE)), CREAM, random.uniform(0.05, 0.4))
        lean = random.randrange(-70, 70)
        canvas.draw.polygon(
            [(0, top - lean), (WIDTH, top + lean), (WIDTH, HEIGHT), (0, HEIGHT)], field
        )
        hedge(
            canvas, random.randrange(0, 500), random.randrange(700, WIDTH), top + 14, 22 + row * 12
        )
    for _tree in range(random.randrange(1, 5)):
        tree(
            canvas,
            random.randrange(30, WIDTH - 30),
            random.randrange(600, 800),
            random.randrange(140, 320),
        )
    return canvas


def _village(canvas: Canvas, x: int, foot: int) -> None:
    random, draw = canvas.random, canvas.draw
    for _house_there in range(random.randrange(4, 9)):
        left, wide = x + random.randrange(-150, 110), random.randrange(36, 70)
        top = foot - random.randrange(26, 44)
        draw.rectangle((left, top, left + wide, foot), random.choice(STONES))
        draw.polygon(
            [(left - 6, top), (left + wide // 2, top - 28), (left + wide + 6, top)],
            random.choice(ROOFS),
        )
    draw.rectangle((x - 14, foot - 96, x + 14, foot), STONES[2])
    draw.polygon([(x - 18, foot - 96), (x + 18, foot - 96), (x, foot - 170)], ROOFS[0])


def _building(random: Random) -> Canvas:
    """Draws a building of a small town between its neighbours."""
    canvas = sky(random)
    hills(canvas, random.randrange(380, 480))
    foot = random.randrange(690, 740)
    x = -random.randrange(0, 160)
    while x < WIDTH:
        wide = random.randrange(230, 420)
        _front(canvas, x, foot, wide, random.randrange(2, 5))
        x += wide
    canvas.draw.rectangle((0, foot, WIDTH, HEIGHT), mixed(SLATE, MIST, 0.62))
    canvas.draw.rectangle((0, foot, WIDTH, foot + 26), mixed(SLATE, MIST, 0.82))
    for _tree in range(random.randrange(0, 3)):
        tree(canvas, random.randrange(40, WIDTH - 40), foot + 20, random.randrange(200, 330))
    return canvas


def _front(canvas: Canvas, left: int, foot: int, wide: int, floors: int) -> None:
    random, draw = canvas.random, canvas.draw
    wall, shutter, roof = random.choice(STONES), random.choice(SHUTTERS), random.choice(ROOFS)
    top = foot - floors * 138
    draw.rectangle(
        (left, top, left + wide - 4, foot), mixed(wall, APPLE, random.choice((0.0, 0.0, 0.12)))
    )
    draw.polygon(
        [
            (left - 6, top),
            (left + 36, top - 84),
            (left + wide - 40, top - 84),
            (left + wide + 2, top),
        ],
        roof,
    )
    bays = max(2, wide // 130)
    for floor in range(floors):
        for bay in range(bays):
            middle = left + wide * (2 * bay + 1) // (2 * bays)
            head = foot - 110 - floor * 138
            if floor == 0 and bay == 0:
                draw.rectangle((middle - 30, head, middle + 30, foot), shutter)
            else:
                window(canvas, (middle - 22, head, middle + 22, head + 72), shutter)


VIEWS: dict[str, Callable[[Random], Canvas]] = {
    "facade": _facade,
    "jardin": _garden,
    "bureau": _office,
    "alentours": _surroundings,
    "immeuble": _building,
}
