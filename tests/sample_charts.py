"""The charts of the style guide: a few years, a trend by month, communes that are compared."""

from datetime import date

from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

SOURCE = "Source : chiffres inventés pour ce guide."

YEARS = Chart(
    name="guide-annees",
    finding="42 ménages installés en 2026, déjà 9 de plus que sur toute l’année 2025",
    drawing=Drawing.COLUMNS,
    head="Année",
    series=[
        Series(
            "Ménages installés",
            [
                Point("2023", None, "secret"),
                Point("2024", 21, "21"),
                Point("2025", 33, "33"),
                Point("2026", 42, "42", is_provisional=True),
            ],
        )
    ],
    target=Point("Objectif", 50, "50"),
    source=SOURCE,
)

NAMES = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.")
VISITS_OF_2026 = (18, 24, 31, 40, 22, 35, 12, 9, 44, 51, 20)
VISITS_OF_2025 = (11, 15, 14, 22, 19, 21, 8, 6, 25, 30, 28)
MONTHS = Chart(
    name="guide-mois",
    finding="Les visites ont presque doublé en un an",
    drawing=Drawing.LINE,
    head="Mois",
    series=[
        Series(
            name,
            [
                Point(
                    NAMES[number - 1],
                    visits,
                    str(visits),
                    starts_on=date(2026, number, 1),
                    is_provisional=is_open and number == len(counts),
                )
                for number, visits in enumerate(counts, start=1)
            ],
        )
        for name, counts, is_open in (
            ("2026", VISITS_OF_2026, True),
            ("2025", VISITS_OF_2025, False),
        )
    ],
    source=SOURCE,
)

COMMUNES = Chart(
    name="guide-communes",
    finding="Sées accueille le plus de ménages pour 1 000 habitants",
    drawing=Drawing.BARS,
    head="Commune",
    series=[
        Series(
            "Ménages pour 1 000 habitants",
            [
                Point("Sées", 2.8, "2,8", is_marked=True),
                Point("Sources de l’Orne (intercommunalité)", 1.4, "1,4"),
                Point("Orne (département)", 0.9, "0,9"),
            ],
        )
    ],
    source=SOURCE,
)
