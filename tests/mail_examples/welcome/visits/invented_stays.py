"""Invented stays, for the examples of mails."""

from datetime import datetime
from uuid import UUID

from bocage.welcome.visits.stays.formatting import StepFacts, TeamFacts

EXAMPLE_STAY = UUID("0199b7a4-0000-7000-8000-000000000101")
EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-000000000102")
EXAMPLE_ADDRESS = "exemple"
EXAMPLE_TEAM = TeamFacts(name="Sophie Lefèvre", phone="02 33 00 00 02", mail="accueil@orne.example")
EXAMPLE_STEP = StepFacts(
    step_id=UUID("0199b7a4-0000-7000-8000-000000000103"),
    title="Rencontre avec la maire",
    kind="town_hall",
    starts_at=datetime.fromisoformat("2026-12-04T09:00:00+00:00"),
    ends_at=datetime.fromisoformat("2026-12-04T10:00:00+00:00"),
    location="1, place de la Mairie, Boitron",
    words="Ils cherchent une maison près de l’école.",
    contact_name="Odile Prévost",
    contact_phone="02 33 00 00 01",
)
EXAMPLE_DESK = StepFacts(
    step_id=UUID("0199b7a4-0000-7000-8000-000000000104"),
    title="Télétravail au télécentre",
    kind="desk",
    starts_at=datetime.fromisoformat("2026-12-04T13:00:00+00:00"),
    ends_at=datetime.fromisoformat("2026-12-04T17:00:00+00:00"),
    location="Le Bourg, Boitron",
)
