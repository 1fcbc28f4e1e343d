"""Sequence of three letters of the Orne, for teleworkers in Paris or Rouen."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bocage.demo.cast import COORDINATOR
from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.models import Prospect, ProspectConsent, Sequence, SequenceEntry
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.operations.consents import confirm_consents, record_agreements
from bocage.outreach.sequences.operations.enrolments import enter_crowd
from bocage.outreach.sequences.operations.letters import (
    LetterWords,
    make_letter_ready,
    write_letter,
)
from bocage.outreach.sequences.operations.sequences import (
    SequenceTerms,
    start_sequence,
    write_sequence,
)
from bocage.people.models import Person
from bocage.territory.models import Departement

AGREED = (
    "agathe.bertin@creteil.example",
    "karim.haddad@paris.example",
    "lise.morvan@montreuil.example",
    "ines.roussel@rouen.example",
)

LETTERS = (
    LetterWords(
        days_after=1,
        subject="Télétravailler dans l’Orne, en vrai",
        body="""Bonjour {prenom|à vous},

Nous nous sommes croisés, et vous nous avez laissé votre adresse. Voici ce que l’on nous demande le
plus souvent, sans brochure.

**Peut-on y travailler ?** Oui : la fibre est là dans la plupart des bourgs, et quand la maison est
trop bruyante ou trop calme, on prend un bureau à la demi-journée.

[[bureau combien=2]]

[[si ville=Paris,75,92,93,94]]
**Et Paris ?** On garde ses deux jours au siège : deux heures de train depuis Argentan ou L’Aigle.
[[sinon]]
**Et la ville ?** On y retourne quand il faut : Caen, Alençon et Le Mans sont à une heure.
[[fin]]

**Et les gens ?** Le mieux est de leur demander.

[[temoignage]]

Une question ? Répondez à ce courriel, c’est Nadia qui le lit.

Nadia Belkacem, accueil des nouveaux habitants
""",
    ),
    LetterWords(
        days_after=12,
        subject="Ce qui se trouve en ce moment, {prenom|près d’ici}",
        body="""Bonjour {prenom|à vous},

Plutôt que des photos de carte postale, voici ce qui se vend aujourd’hui, à la taille qu’il vous
faudrait.

[[logement offre=vente combien=3]]

[[si famille=enfants]]
Avec des enfants, on regarde aussi l’école : chaque page de commune dit laquelle, à combien de
minutes, et s’il y a une garderie le soir.
[[fin]]

Vous préférez louer d’abord ? C’est ce que font la plupart :
[les locations sont ici](/se-loger/?offre=location).

À bientôt,
Nadia
""",
    ),
    LetterWords(
        days_after=18,
        subject="Venez voir, on vous prépare le week-end",
        body="""Bonjour {prenom|à vous},

C’est la dernière lettre de la série, et la plus utile : venez. Deux jours suffisent pour savoir.

[[sejour]]

[[rencontre combien=1]]

Si ce n’est pas le moment, ne faites rien : nous n’insisterons pas.

Nadia
""",
    ),
)


def write_to_those_met(people: Mapping[str, Person], now: datetime) -> None:
    """Writes the series, launches it three days ago, and has those who agree enter it."""
    nadia = people[COORDINATOR.email]
    began = now - timedelta(days=3)
    departement = Departement.objects.get(code="61")
    for email in AGREED:
        _agree(departement, email, began - timedelta(days=2))
    sequence = write_sequence(
        by=nadia,
        departement=departement,
        terms=SequenceTerms(
            name="Télétravailler depuis Paris ou Rouen",
            entry=Sequence.Entry.EVERYBODY,
            enters_by_itself=True,
        ),
        now=began,
    )
    for words in LETTERS:
        letter = write_letter(by=nadia, sequence=sequence, words=words, now=began)
        make_letter_ready(by=nadia, letter=letter)
    start_sequence(by=nadia, sequence=sequence, now=began)
    entry = SequenceEntry.objects.create(
        sequence=sequence, requested_by=nadia, requested_at=began, total=len(AGREED)
    )
    enter_crowd(entry.pk, now=began)


def _agree(departement: Departement, email: str, at: datetime) -> None:
    """Records the consent of a prospect to letters, confirmed by their mailbox."""
    known_prospect = Prospect.objects.current().filter(departement=departement, email=email).first()
    if known_prospect is None:
        return
    prospect = lock_row(known_prospect)
    agreements = agreements_to(["letters"], "fr", ProspectConsent.CollectionMethod.FORM)
    record_agreements(prospect, agreements, at=at)
    confirm_consents(prospect=prospect, now=at)
