"""Positions of communes on the unit sphere, as rows of the ranking store them."""

import math


def point_on_sphere(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Converts a position in degrees to a point of the unit sphere."""
    phi, theta = math.radians(latitude), math.radians(longitude)
    return (
        math.cos(phi) * math.cos(theta),
        math.cos(phi) * math.sin(theta),
        math.sin(phi),
    )
