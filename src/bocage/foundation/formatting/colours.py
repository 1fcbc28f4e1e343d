"""Colours: whether they can be read, and their relatives for the dark scheme (WCAG 2.2)."""

Channels = tuple[float, float, float]

BLACK = "#000000"
WHITE = "#ffffff"
LIGHT_GROUNDS = ("#fbf8f1", "#ffffff", "#e7eeea")
"""Page, paper and mist of the light scheme (frontend/tokens.json)."""
DARK_GROUNDS = ("#121a16", "#1a2520", "#24332c")
"""Grounds of the dark scheme, in the same order."""
READABLE = 4.5
"""Least contrast between a text and its ground (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""Minimum contrast between a control and its surroundings (WCAG 2.2, 1.4.11)."""


def contrast(first: str, second: str) -> float:
    """Returns the contrast ratio of two colours written `#rrggbb`, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """Returns the lowest contrast of a colour on several grounds."""
    return min(contrast(colour, ground) for ground in grounds)


def mix(colour: str, mixed_in: str, share: float) -> str:
    """Mixes `colour` with a share of `other` (0 to 1), in sRGB."""
    mixed = (
        round(first * (1 - share) + second * share)
        for first, second in zip(_channels(colour), _channels(mixed_in), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def lighten_until(colour: str, grounds: tuple[str, ...], min_contrast: float) -> str:
    """Mixes a colour with as little white as it takes to reach a contrast of `least` on every
    ground; returns white if nothing less does.
    """
    for step in range(21):
        candidate = mix(colour, WHITE, step / 20)
        if least_contrast(candidate, grounds) >= min_contrast:
            return candidate
    return WHITE


def colour_rules(brand: str, accent: str) -> str:
    """Returns the CSS custom properties that give a page the colours of an instance, in both
    schemes: that of the system, or that of the page around a frame.
    """
    rail = mix(brand, BLACK, 0.28)
    light = {
        "brand": brand,
        "solid": brand,
        "heading": rail,
        "rail": rail,
        "rail-lit": mix(rail, WHITE, 0.12),
        "apple": accent,
        "apple-deep": mix(accent, BLACK, 0.16),
    }
    dark = {"brand": lighten_until(brand, DARK_GROUNDS, READABLE)}
    lit_accent = lighten_until(accent, DARK_GROUNDS[:2], VISIBLE)
    if contrast(lit_accent, WHITE) >= READABLE:
        dark |= {"apple": lit_accent, "apple-deep": mix(lit_accent, BLACK, 0.1)}
    return (
        f"@media not (prefers-color-scheme:dark){{:root{{{_properties(light)}}}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}}}\n"
        f":root[data-scheme=light]{{{_properties(light)}}}\n"
        f":root[data-scheme=dark]{{{_properties(dark)}}}\n"
    )


def _properties(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _channels(colour: str) -> Channels:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _luminance(colour: str) -> float:
    """Returns the relative luminance of WCAG 2.2."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
