from bocage.territory.models import Commune
from bocage.territory.surroundings import HEIGHT, WIDTH, draw_surroundings


def commune(code, name, latitude, longitude, **fields):
    return Commune(
        code=code, name=name, slug=f"c-{code}", latitude=latitude, longitude=longitude, **fields
    )


BOITRON = commune("61051", "Boitron", 48.58, 0.28)


def test_commune_is_in_the_middle_and_north_is_up():
    north = commune("61464", "Sées", 48.68, 0.28)

    drawing = draw_surroundings(BOITRON, [north], {})

    dots = {dot.name: dot for dot in drawing.dots}
    assert (dots["Boitron"].x, dots["Boitron"].y) == (WIDTH / 2, HEIGHT / 2)
    assert dots["Sées"].x == WIDTH / 2
    assert 0 < dots["Sées"].y < HEIGHT / 2


def test_everything_stays_inside_the_drawing_and_a_kilometre_is_as_long_in_all_directions():
    east = commune("61002", "Est", 48.58, 0.78)
    north = commune("61003", "Nord", 48.68, 0.28)

    drawing = draw_surroundings(BOITRON, [east, north], {})

    dots = {dot.name: dot for dot in drawing.dots}
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in drawing.dots)
    east_length = dots["Est"].x - WIDTH / 2
    north_length = HEIGHT / 2 - dots["Nord"].y
    assert round(east_length / north_length, 2) == round(0.5 * 0.6615 / 0.1, 2)


def test_name_that_would_cover_another_is_left_out():
    neighbours = [
        commune("61002", "Le Ménil-Guyon", 48.581, 0.281),
        commune("61003", "Loin", 48.7, 0.1),
    ]

    drawing = draw_surroundings(BOITRON, neighbours, {})

    assert {dot.name: dot.label for dot in drawing.dots} == {
        "Boitron": "phone",
        "Le Ménil-Guyon": "",
        "Loin": "phone",
    }


def test_commune_of_the_page_is_drawn_over_the_others():
    neighbour = commune("61002", "Essay", 48.581, 0.281)
    rings = [[[0.2, 48.5], [0.3, 48.5], [0.3, 48.6], [0.2, 48.5]]]
    outlines = {
        "61051": {"type": "Polygon", "coordinates": rings},
        "61002": {"type": "MultiPolygon", "coordinates": [rings, rings]},
    }

    drawing = draw_surroundings(BOITRON, [neighbour], outlines)

    assert [dot.here for dot in drawing.dots] == [False, True]
    assert [(shape.here, shape.path.count("M")) for shape in drawing.shapes] == [
        (False, 2),
        (True, 1),
    ]


def test_commune_without_position_has_no_drawing():
    assert draw_surroundings(commune("61052", "Ailleurs", None, None), [], {}) is None


def test_commune_alone_is_drawn():
    assert [dot.name for dot in draw_surroundings(BOITRON, [], {}).dots] == ["Boitron"]
