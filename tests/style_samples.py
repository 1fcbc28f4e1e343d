"""Sample content of the style guide's components: invented, in French as the guide is."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from bocage.foundation.formatting.charts import Bar, BarChart, Cell, ColumnChart, HeatMap
from bocage.foundation.forms.fields import ChoiceCards, ClockInput, CodeInput, DayInput
from tests.sample_charts import COMMUNES, MONTHS, YEARS

EXAMPLES = {
    "page_head": (
        "Titre de page",
        "Un seul h1 par page. Le surtitre dit quand ou où, la phrase dit pourquoi.",
    ),
    "button": (
        "Bouton",
        "Une seule action rouge par page. Cible de 46 px, anneau de focus sur tout fond. "
        "Avec href c’est un lien, sans href un bouton d’envoi.",
    ),
    "chip": ("Pastille", "La couleur ne dit rien que les mots ne disent."),
    "card": ("Carte", "Carte cliquable : un seul lien, celui du titre, que Tab atteint une fois."),
    "todo": (
        "Chose à faire",
        "« En retard » et « Bientôt » sont dits aux lecteurs d’écran, pas seulement peints.",
    ),
    "form": (
        "Formulaire",
        "Étiquettes visibles, aides reliées par aria-describedby, mention « facultatif » plutôt "
        "qu’un astérisque.",
    ),
    "form_errors": (
        "Formulaire à corriger",
        "Le résumé reçoit le focus ; chaque ligne mène au champ. Ce qui a été écrit est gardé.",
    ),
    "code": (
        "Code à six chiffres",
        "Pavé numérique, et autocomplete one-time-code : le téléphone propose le code reçu.",
    ),
    "proof_of_work": (
        "Preuve de travail, dans un formulaire public",
        "Rien ne se voit : le navigateur calcule pendant qu’on écrit. Sans script, le formulaire "
        "part, à un rythme plus lent.",
    ),
    "commune_search": (
        "Recherche de commune",
        "Motif combobox : flèches, Entrée, Échap. Sans script, le texte part avec le formulaire.",
    ),
    "table": (
        "Tableau",
        "Sur un téléphone chaque ligne devient une carte ; data-label y nomme la colonne.",
    ),
    "chart": (
        "Ce que montrent des chiffres",
        "Le titre dit le constat. Le tableau est toujours là ; Observable Plot dessine là où les "
        "scripts marchent, à la largeur de la page, et deux boutons donnent l’image.",
    ),
    "charts": (
        "Barres et carte de chaleur",
        "Dessinées par le serveur, chaque valeur écrite ; toujours avec leur tableau.",
    ),
    "empty": ("Liste vide", "Dit quoi faire ensuite, et donne le lien pour le faire."),
    "message": ("Message", "Une icône et des mots en plus de la couleur."),
    "copy": (
        "Texte à copier",
        "Le champ se sélectionne sans script ; le bouton ne paraît que si le navigateur copie.",
    ),
    "confirm": (
        "Confirmation",
        "Sans script, la question s’ouvre sur place ; avec, dans un dialogue natif qui rend "
        "le focus en se fermant.",
    ),
    "tabs": ("Onglets", "Des liens : chaque onglet a son adresse, aria-current dit où l’on est."),
    "breadcrumb": ("Fil d’Ariane", "La page courante n’est pas un lien."),
    "list_files": ("Fichiers d’une liste", "CSV et Excel, avec la recherche en cours."),
    "pagination": ("Pages d’une liste", "La recherche en cours est gardée dans chaque lien."),
    "proof": ("Preuve", "Un chiffre a toujours sa définition, sa source et son âge."),
    "promise": ("Promesse", "Titre, phrase, dessin ; pas de lien vers ce qui n’existe pas."),
    "facts": ("Fiche", "Une liste de définitions, en deux colonnes dès qu’il y a la place."),
    "person": ("Personne", "Initiales quand il n’y a pas de photo."),
    "progress": ("Progression", "Élément progress natif, avec son étiquette et ses mots."),
    "map": (
        "Carte",
        "Chargée seulement si on la demande, jamais sans sa liste. Chaque repère est un bouton, "
        "porte le numéro de sa ligne et s’allume avec elle.",
    ),
}
"""The components in the order of the guide, each with its title and what to know of it."""

VISITS = (
    {"who": "Solène Aubert", "where": "Poste 3", "when": "demain 9 h – 12 h"},
    {"who": "Karim Belhadj", "where": "Salle du Verger", "when": "demain 14 h – 16 h"},
)
PLACES = (
    {
        "id": "a",
        "number": 1,
        "name": "Télécentre de Boitron",
        "detail": "à 9 km de Sées",
        "url": "#map",
        "latitude": 48.56,
        "longitude": 0.28,
    },
    {
        "id": "b",
        "number": 2,
        "name": "Tiers-lieu de Mortagne",
        "detail": "à 31 km de Sées",
        "url": "#map",
        "latitude": 48.52,
        "longitude": 0.54,
    },
)

FIGURES = {
    "61061": {"step": 1, "name": "Boitron", "text": "2", "url": "#map", "at": (0.28, 48.56)},
    "61293": {
        "step": 4, "name": "Mortagne-au-Perche", "text": "9", "url": "#map", "at": (0.54, 48.52),
    },
}  # fmt: skip


class SampleForm(forms.Form):
    """Form with one field of each kind."""

    name = forms.CharField(label="Votre nom", help_text="Comme on vous appelle.", max_length=40)
    email = forms.EmailField(label="Adresse électronique")
    seats = forms.IntegerField(label="Combien serez-vous ?", min_value=1, max_value=12, initial=2)
    day = forms.DateField(label="Jour", widget=DayInput)
    start = forms.TimeField(label="À partir de", widget=ClockInput, required=False)
    kind = forms.ChoiceField(
        label="Espace",
        choices=[("desk", "Un poste"), ("room", "Une salle de réunion")],
    )
    answer = forms.ChoiceField(
        label="Votre réponse",
        choices=[("yes", "Oui"), ("no", "Non"), ("later", "Plus tard")],
        widget=ChoiceCards(helps={"later": "Nous vous écrirons lundi."}),
    )
    needs = forms.MultipleChoiceField(
        label="Équipement",
        choices=[("screen", "Écran"), ("printer", "Imprimante"), ("booth", "Cabine d’appel")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="Un mot", widget=forms.Textarea, required=False)
    photo = forms.FileField(label="Photo", required=False, help_text="JPEG ou PNG, 5 Mo au plus.")
    agreed = forms.BooleanField(
        label="Je viendrai, ou j’annulerai",
        help_text="Une place gardée pour rien manque à un autre.",
    )


class CodeForm(forms.Form):
    """The code of sign-in."""

    code = forms.CharField(
        label="Code reçu", help_text="Six chiffres, valables dix minutes.", widget=CodeInput
    )


def samples_of_today() -> dict[str, Any]:
    """Returns the context of the style guide's examples."""
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm(
            {"email": "a.noyer@", "seats": "40", "kind": "desk"}, auto_id="wrong_%s"
        ),
        "code_form": CodeForm(),
        "page": Paginator(range(200), 10).page(6),
        "moment": timezone.now() - timedelta(minutes=2),
        "chart_of_years": YEARS,
        "chart_of_months": MONTHS,
        "chart_of_communes": COMMUNES,
        "bar_chart": BarChart(
            "Occupation par espace",
            [Bar("Salle du Verger", 64, "64 %"), Bar("Poste 3", 31, "31 %")],
            full_scale=100,
        ),
        "column_chart": ColumnChart(
            "Visites par jour",
            [
                Bar(f"{day} mars", visits, str(visits))
                for day, visits in enumerate((0, 4, 9, 3, 0, 0, 7), start=1)
            ],
        ),
        "heat_map": HeatMap(
            "Occupation par jour et par heure",
            ["lun", "mar", "mer"],
            [
                ("9 h", [Cell(12), Cell(85), Cell(None)]),
                ("10 h", [Cell(35), Cell(100), Cell(0)]),
            ],
        ),
        "visits": VISITS,
        "places": PLACES,
        "figures": FIGURES,
    }
