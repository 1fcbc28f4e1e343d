"""Default questions of an application form. In French: they are rows that an officer rewrites, in
the language of their applicants."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultQuestion:
    """Question of the default application form."""

    part: str
    label: str
    help: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    is_required: bool = True


PROJECT, CLIENTS, MEANS, YOU = "Votre projet", "Vos clients", "Vos moyens", "Vous"

QUESTIONS = (
    DefaultQuestion(
        part=PROJECT,
        label="Qu’allez-vous proposer, et à qui cela rend-il service ?",
        help="Comme vous le raconteriez à un voisin. Cinq phrases suffisent.",
    ),
    DefaultQuestion(
        part=PROJECT,
        label="Où en êtes-vous ?",
        kind="choice",
        choices=(
            "Une idée",
            "Je l’essaie déjà un peu",
            "J’ai des premiers clients",
            "Mon entreprise existe",
        ),
    ),
    DefaultQuestion(
        part=PROJECT,
        label="Pourquoi ici, dans ce territoire ?",
        help="Ce que vous y avez, ce qui vous y amène, ce que le projet y apporte.",
    ),
    DefaultQuestion(
        part=CLIENTS,
        label="Qui paiera, et qui avez-vous déjà rencontré ?",
        help="Des personnes réelles, même deux ou trois. Sinon, dites comment vous ferez.",
    ),
    DefaultQuestion(
        part=CLIENTS,
        label="Qui fait déjà quelque chose de semblable ?",
        is_required=False,
    ),
    DefaultQuestion(
        part=MEANS,
        label="De quoi vivrez-vous pendant la première année ?",
        help="Emploi conservé, épargne, allocations, conjoint… Le jury le lit, personne d’autre.",
    ),
    DefaultQuestion(
        part=MEANS,
        label="Combien d’argent faut-il pour commencer, en euros ?",
        kind="number",
        is_required=False,
    ),
    DefaultQuestion(
        part=YOU,
        label="Qu’avez-vous fait jusqu’ici qui vous servira ?",
        help="Métiers, études, associations, essais qui n’ont pas marché.",
    ),
    DefaultQuestion(
        part=YOU,
        label="Qu’attendez-vous de cette formation ?",
    ),
    DefaultQuestion(
        part=YOU,
        label="Serez-vous là à toutes les séances ?",
        kind="yes_no",
        help="Si un empêchement est déjà connu, dites-le à l’organisme : on s’arrange souvent.",
    ),
)
