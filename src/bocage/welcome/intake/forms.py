"""Forms of the steps of « Mon projet ». Each contains a few answers, by the names of
`ProjectAnswers`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.forms.fields import ChoiceCards
from bocage.people.phones import PhoneCleaning
from bocage.territory.forms import CommuneField
from bocage.territory.models import Commune
from bocage.welcome.intake.draft_answers import DEPARTEMENT, welcoming_departements
from bocage.welcome.projects.formatting import capital_choices
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject

MAX_EUROS = 20_000_000
MAX_RENT = 20_000
MONTHS_AHEAD = 24
COMMUNES = ("commune_1", "commune_2", "commune_3")
MAX_LANGUAGES = 6
LONGEST_LANGUAGE = 40

Use = ProjectConsent.Use


class StepForm(forms.Form):
    """Base of the forms of a step, whose answers are stored as JSON and fill it in again."""

    def answers(self) -> dict[str, Any]:
        """Returns the answers as JSON values; for a form with errors, only the valid ones."""
        return {name: self._plain(value) for name, value in self._answer_items()}

    @classmethod
    def initial_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the initial data of the form from stored answers."""
        return dict(answers)

    def _answer_items(self) -> Iterator[tuple[str, Any]]:
        cleaned = getattr(self, "cleaned_data", {})
        yield from cleaned.items()

    @staticmethod
    def _plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class HouseholdForm(StepForm):
    """Form of the household's members."""

    name = forms.CharField(
        label=_("Comment vous appelez-vous ?"),
        help_text=_("Votre prénom et votre nom, comme on se présente."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    origin = forms.CharField(
        label=_("Où vivez-vous aujourd’hui ?"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    adults_count = forms.IntegerField(
        label=_("Combien d’adultes ?"), min_value=1, max_value=12, initial=1
    )
    children_count = forms.IntegerField(
        label=_("Combien d’enfants ?"),
        help_text=_("Ni leurs noms ni leurs âges : leur nombre suffit."),
        min_value=0,
        max_value=20,
        initial=0,
    )
    schools = forms.MultipleChoiceField(
        label=_("Ce qu’il leur faut"),
        choices=capital_choices(SettlementProject.School.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.CharField(
        label=_("Quelles langues parlez-vous ?"),
        help_text=_("Séparées par des virgules."),
        max_length=200,
        required=False,
    )

    def clean_languages(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["languages"].split(",")]
        languages = list(dict.fromkeys(filter(None, names)))
        if len(languages) > MAX_LANGUAGES or any(
            len(name) > LONGEST_LANGUAGE for name in languages
        ):
            raise ValidationError(_("Écrivez au plus six langues, séparées par des virgules."))
        return languages

    @classmethod
    def initial_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        return {**answers, "languages": ", ".join(answers.get("languages", ()))}


class WorkForm(StepForm):
    """Form of the household's work, and of how much of it is done from here."""

    work = forms.ChoiceField(
        label=_("Comment travaillez-vous ?"),
        choices=capital_choices(SettlementProject.Work.choices),
        widget=ChoiceCards,
        error_messages={"required": _("Touchez ce qui vous ressemble le plus.")},
    )
    trade = forms.CharField(label=_("Votre métier"), max_length=120, required=False)
    telework_days = forms.TypedChoiceField(
        label=_("Combien de jours par semaine à distance ?"),
        choices=[("", _("Je ne sais pas encore"))] + [(str(day), str(day)) for day in range(8)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    workspace_days = forms.IntegerField(
        label=_("Dont dans un bureau partagé, près de chez vous ?"),
        help_text=_("Un poste, une imprimante, des voisins : on le réserve à la journée."),
        min_value=0,
        max_value=7,
        initial=0,
        widget=forms.Select(choices=[(day, str(day)) for day in range(8)]),
    )
    has_business_project = forms.BooleanField(
        label=_("Nous voulons créer une activité ici"), required=False
    )


class NeedsForm(StepForm):
    """Form of the home that the household looks for, and of the services that must be near."""

    home_wish = forms.ChoiceField(
        label=_("Pour vous loger, vous pensez à"),
        choices=capital_choices(SettlementProject.HomeWish.choices),
        widget=ChoiceCards,
        error_messages={"required": _("Touchez ce à quoi vous pensez aujourd’hui.")},
    )
    budget_eur = forms.IntegerField(
        label=_("Budget d’achat (€)"), min_value=1, max_value=MAX_EUROS, required=False
    )
    rent_eur = forms.IntegerField(
        label=_("Loyer au plus (€ par mois)"), min_value=1, max_value=MAX_RENT, required=False
    )
    rooms = forms.IntegerField(
        label=_("Pièces, au moins"), min_value=1, max_value=20, required=False
    )
    needs_fibre = forms.BooleanField(label=_("Il nous faut la fibre"), required=False)
    needs_station = forms.BooleanField(
        label=_("Il nous faut une gare pas trop loin"), required=False
    )
    needs_health = forms.BooleanField(
        label=_("Il nous faut un médecin et une pharmacie"), required=False
    )
    setting = forms.ChoiceField(
        label=_("Vous vous voyez plutôt"),
        choices=[("", _("Peu importe")), *capital_choices(SettlementProject.Setting.choices)],
        required=False,
    )


class AreaForm(StepForm):
    """Form of the communes wished for, and of the moving date."""

    departement = forms.ChoiceField(label=_("Dans quel département ?"))
    commune_1 = CommuneField(
        label=_("Une commune qui vous plaît"),
        help_text=_("Pas encore d’idée ? Laissez vide : nous en parlerons ensemble."),
        required=False,
    )
    commune_2 = CommuneField(label=_("Une deuxième"), required=False)
    commune_3 = CommuneField(label=_("Une troisième"), required=False)
    location_wish = forms.CharField(
        label=_("Ou, en quelques mots"),
        help_text=_("Par exemple « à moins d’une heure d’Alençon »."),
        max_length=200,
        required=False,
    )
    wants_to_move_on = forms.TypedChoiceField(
        label=_("À partir de quand ?"), coerce=date.fromisoformat, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        welcoming = welcoming_departements()
        if len(welcoming) > 1:
            self.choices_of(
                DEPARTEMENT, [(departement.pk, departement.name) for departement in welcoming]
            )
        else:
            del self.fields[DEPARTEMENT]
        self.choices_of("wants_to_move_on", _months(self.initial.get("wants_to_move_on")))

    def choices_of(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Gives a field the choices of today."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _answer_items(self) -> Iterator[tuple[str, Any]]:
        cleaned = dict(getattr(self, "cleaned_data", {}))
        communes = [cleaned.pop(name, None) for name in COMMUNES]
        yield from cleaned.items()
        if not any(name in self.errors for name in COMMUNES):
            yield (
                "communes",
                list(dict.fromkeys(commune.pk for commune in communes if commune is not None)),
            )

    @classmethod
    def initial_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        codes = list(answers.get("communes", ()))
        names = dict(Commune.objects.filter(pk__in=codes).values_list("pk", "name"))
        pairs = [(names[code], code) for code in codes if code in names]
        return {**answers, **dict(zip(COMMUNES, pairs, strict=False))}


def _months(current: Any) -> list[tuple[str, str]]:
    """Returns the first days of the coming months, and of the stored one."""
    today = timezone.localdate()
    first = [
        date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(MONTHS_AHEAD)
    ]
    if current:
        first = sorted({*first, date.fromisoformat(str(current))})
    return [
        ("", _now("Nous ne savons pas encore")),
        *((day.isoformat(), date_format(day, "F Y").capitalize()) for day in first),
    ]


class WordsForm(StepForm):
    """Form of the household's wishes and worries, in its own words."""

    words = forms.CharField(
        label=_("Votre projet, en quelques mots"),
        help_text=_("Ce que vous imaginez, ce qui vous a donné l’idée."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    worries = forms.CharField(
        label=_("Qu’est-ce qui vous inquiète ?"),
        help_text=_("L’école, le travail de l’autre, l’hiver, l’isolement… Tout se dit ici."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


AGREEMENTS = {
    "agrees_follow": Use.FOLLOW,
    "agrees_town_halls": Use.TOWN_HALLS,
    "agrees_helpers": Use.HELPERS,
    "agrees_club": Use.CLUB,
    "agrees_testimony": Use.TESTIMONY,
}


class AgreementForm(PhoneCleaning, StepForm):
    """Form of the household's consents, use by use, in plain words."""

    agrees_follow = forms.BooleanField(
        label=_("L’équipe d’accueil peut lire nos réponses et nous accompagner"),
        help_text=_("Sans cela, personne ne pourrait vous répondre."),
        error_messages={
            "required": _("Cochez cette case pour que quelqu’un puisse lire votre projet.")
        },
    )
    agrees_town_halls = forms.BooleanField(
        label=_("Elle peut parler de notre projet aux mairies des communes qui nous plaisent"),
        help_text=_("Vos prénoms et ce que vous cherchez ; ni votre adresse, ni votre numéro."),
        required=False,
    )
    agrees_helpers = forms.BooleanField(
        label=_("Elle peut en parler à des personnes qui peuvent nous aider"),
        help_text=_(
            "Un propriétaire, une directrice d’école, un médecin. Pendant un week-end "
            "d’accueil, qui vous conduit ou vous loge a aussi votre numéro."
        ),
        required=False,
    )
    agrees_club = forms.BooleanField(
        label=_("Elle peut nous présenter à des membres du club"),
        help_text=_("Des indépendants et des télétravailleurs déjà installés."),
        required=False,
    )
    phone = forms.CharField(
        label=_("Votre téléphone"),
        help_text=_("Pour vous rappeler, si vous le souhaitez."),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )

    def _answer_items(self) -> Iterator[tuple[str, Any]]:
        cleaned = getattr(self, "cleaned_data", {})
        if "phone" in cleaned:
            yield "phone", cleaned["phone"]
        yield "consents", [use.value for name, use in AGREEMENTS.items() if cleaned.get(name)]

    @classmethod
    def initial_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        uses = set(answers.get("consents", ()))
        agreed = {name: use.value in uses for name, use in AGREEMENTS.items()}
        return {**answers, **agreed}


class SendForm(AgreementForm):
    """Form of the last step for people without an account: adds the address to confirm."""

    email = forms.CharField(
        label=_("Votre adresse électronique"),
        help_text=_("Nous y envoyons un message : un clic, et votre projet part."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """Seen by robots alone."""

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Ce formulaire n’a pas pu être lu : réessayez."))
        return ""


class ResumeForm(forms.Form):
    """Form that gives the address to which the link to resume is sent."""

    email = forms.CharField(
        label=_("Votre adresse électronique"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


@dataclass(frozen=True, kw_only=True)
class Step:
    """Page of the intake form; `slug` is its part of the address."""

    slug: str
    title: str | Promise
    form: type[StepForm]
    introduction: str | Promise = ""


STEPS = (
    Step(slug="vous", title=_("Qui êtes-vous ?"), form=HouseholdForm),
    Step(slug="travail", title=_("Votre travail"), form=WorkForm),
    Step(slug="besoins", title=_("Ce qu’il vous faut"), form=NeedsForm),
    Step(slug="ou-et-quand", title=_("Où et quand"), form=AreaForm),
    Step(
        slug="en-vos-mots",
        title=_("Avec vos mots"),
        form=WordsForm,
        introduction=_("Rien n’est obligatoire ici. Une phrase aide déjà beaucoup."),
    ),
    Step(
        slug="envoyer",
        title=_("Ce que vous acceptez"),
        form=SendForm,
        introduction=_("Chaque accord se donne à part, et se reprend d’un clic sur votre page."),
    ),
)
"""Steps of the form. A visitor who is signed in gets an `AgreementForm` as the last step."""

ANSWER_STEPS = STEPS[:-1]
"""Steps that a household may change on its page."""
