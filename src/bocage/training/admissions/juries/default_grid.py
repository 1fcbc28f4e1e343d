"""Default criteria of a jury. In French: they are rows that an officer rewrites."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """Criterion of the default scoring grid."""

    label: str
    help: str
    weight: int


CRITERIA = (
    LookedAt(
        label="Le projet est clair et rend service",
        help="On comprend ce qui sera vendu, à qui, et pourquoi cela manque.",
        weight=3,
    ),
    LookedAt(
        label="Des clients ont été rencontrés",
        help="Des noms, des essais, des refus entendus : pas seulement une étude.",
        weight=3,
    ),
    LookedAt(
        label="La personne a de quoi le mener",
        help="Savoir-faire, temps, de quoi vivre la première année.",
        weight=2,
    ),
    LookedAt(
        label="Le territoire y gagne",
        help="Installation, emploi, service qui manque, lien avec d’autres.",
        weight=1,
    ),
    LookedAt(
        label="La formation lui servira",
        help="Ce qu’elle attend est ce que la formation donne.",
        weight=1,
    ),
)
