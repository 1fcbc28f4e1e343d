"""Elements of the demo's pictures: sky, hills, hedges, trees, houses.

Everything is drawn in the product's colours, larger than the stored size, so that edges are smooth
once it is scaled down. Positions and lengths are pixels of the larger picture.
"""

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1280, 854
FINAL_SIZE = 960, 640
HEDGE, MEADOW, APPLE = (31, 77, 58), (123, 160, 91), (185, 60, 39)
SLATE, CREAM, MIST, STRAW = (34, 48, 43), (251, 248, 241), (231, 238, 234), (233, 196, 106)
WHITE = (255, 255, 255)
SKIES = (
    (MIST, CREAM),
    ((206, 222, 226), CREAM),
    ((178, 203, 214), MIST),
    ((244, 222, 186), CREAM),
    ((196, 208, 214), (238, 226, 208)),
)
"""The colour above and that of the horizon: clear, misty, morning, evening."""
STONES = (CREAM, (236, 224, 200), (222, 206, 178), (240, 234, 222), (205, 196, 178))
ROOFS = ((74, 88, 98), (58, 70, 78), (150, 74, 52), (168, 92, 64), (96, 82, 70))
SHUTTERS = (HEDGE, APPLE, (92, 122, 140), SLATE, MEADOW, (146, 120, 84))
WOOD = (139, 98, 62)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Returns the colour at a given share (0 to 1) from the first to the second."""
    red, green, blue = (
        round(start + (end - start) * share) for start, end in zip(first, second, strict=True)
    )
    return red, green, blue


@dataclass(slots=True)
class Canvas:
    """A picture that is being drawn, and the chance that decides of its details."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    random: Random


def sky(random: Random) -> Canvas:
    """Returns a new picture with its sky: two colours, a sun or none, and clouds."""
    above, below = random.choice(SKIES)
    ramp = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    image = Image.composite(
        Image.new("RGB", (WIDTH, HEIGHT), below), Image.new("RGB", (WIDTH, HEIGHT), above), ramp
    )
    canvas = Canvas(image, ImageDraw.Draw(image), random)
    if random.random() < 0.6:
        x, y, radius = random.randrange(80, 1200), random.randrange(70, 260), 52
        canvas.draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), mixed(STRAW, CREAM, 0.3)
        )
    for _cloud in range(random.randrange(1, 5)):
        cloud(
            canvas, random.randrange(0, WIDTH), random.randrange(40, 300), mixed(WHITE, above, 0.15)
        )
    return canvas


def cloud(canvas: Canvas, x: int, y: int, colour: Colour) -> None:
    size = canvas.random.randrange(28, 64)
    for step in (-2, -1, 0, 1, 2):
        radius = size - abs(step) * size // 4
        middle = x + step * size
        canvas.draw.ellipse((middle - radius, y - radius, middle + radius, y + radius // 2), colour)


def hills(canvas: Canvas, horizon: int) -> None:
    """Draws two or three rows of hills, paler with distance, down to the foreground."""
    rows = canvas.random.randrange(2, 4)
    for row in range(rows):
        share = 0.62 - 0.5 * row / rows
        colour = mixed(canvas.random.choice((MEADOW, HEDGE)), MIST, share)
        _hill(canvas, horizon + row * 62, canvas.random.randrange(24, 86), colour)


def _hill(canvas: Canvas, top: int, swell: int, colour: Colour) -> None:
    shift, waves = canvas.random.uniform(0, math.tau), canvas.random.uniform(0.7, 1.9)
    edge = [
        (x, top - swell * math.sin(shift + waves * math.tau * x / WIDTH))
        for x in range(0, WIDTH + 40, 40)
    ]
    canvas.draw.polygon([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
    crowns = mixed(colour, HEDGE, 0.35)
    for x, y in edge[:: canvas.random.randrange(1, 4)]:
        radius = canvas.random.randrange(7, 17)
        canvas.draw.ellipse((x - radius, y - radius, x + radius, y + radius), crowns)


def meadow(canvas: Canvas, top: int, colour: Colour = MEADOW) -> None:
    """Draws the ground from `top` down, darker towards the viewer."""
    for step in range(4):
        y = top + step * (HEIGHT - top) // 4
        canvas.draw.rectangle((0, y, WIDTH, HEIGHT), mixed(colour, HEDGE, 0.1 * step))


def hedge(canvas: Canvas, left: int, right: int, foot: int, height: int) -> None:
    """Draws a hedge between two abscissas: a line of crowns on its foot."""
    colour = mixed(HEDGE, MEADOW, canvas.random.uniform(0.0, 0.35))
    x = left
    while x < right:
        radius = canvas.random.randrange(height * 2 // 3, height + 1)
        canvas.draw.ellipse((x - radius, foot - radius, x + radius, foot + radius // 3), colour)
        x += radius


def tree(canvas: Canvas, x: int, foot: int, height: int) -> None:
    """Draws a tree of the hedgerows: round, or tall as a poplar."""
    colour = mixed(HEDGE, MEADOW, canvas.random.uniform(0.05, 0.5))
    trunk = max(6, height // 16)
    canvas.draw.rectangle(
        (x - trunk // 2, foot - height // 2, x + trunk // 2, foot), mixed(WOOD, SLATE, 0.3)
    )
    if canvas.random.random() < 0.25:
        canvas.draw.ellipse(
            (x - height // 7, foot - height, x + height // 7, foot - height // 6), colour
        )
        return
    for across, up, size in (
        (-0.2, 0.55, 0.24),
        (0.2, 0.55, 0.24),
        (0, 0.74, 0.27),
        (0, 0.5, 0.26),
    ):
        middle_x, middle_y, radius = x + across * height, foot - up * height, size * height
        box = (middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius)
        canvas.draw.ellipse(box, mixed(colour, HEDGE, 0.15 if across else 0.0))


def window(canvas: Canvas, box: tuple[int, int, int, int], shutter: Colour | None = None) -> None:
    """Draws a window of small panes, with open shutters if it has some."""
    left, top, right, bottom = box
    draw = canvas.draw
    if shutter is not None:
        wide = (right - left) // 2
        draw.rectangle((left - wide - 3, top, left - 3, bottom), shutter)
        draw.rectangle((right + 3, top, right + wide + 3, bottom), shutter)
    draw.rectangle(box, WHITE)
    draw.rectangle((left + 5, top + 5, right - 5, bottom - 5), mixed(SLATE, (140, 170, 184), 0.5))
    draw.line(((left + right) // 2, top, (left + right) // 2, bottom), WHITE, 5)
    draw.line((left, (top + bottom) // 2, right, (top + bottom) // 2), WHITE, 5)


def finished(canvas: Canvas) -> Image.Image:
    """Returns the picture scaled down to its stored size."""
    return canvas.image.resize(FINAL_SIZE, Image.Resampling.LANCZOS)
