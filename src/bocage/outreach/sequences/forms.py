"""The forms of sequences and of their letters."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, offer_rows
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.models.segments import Segment
from bocage.outreach.sequences.models.sequences import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    MAX_DAYS,
    Sequence,
)
from bocage.outreach.sequences.operations.letters import LetterWords
from bocage.outreach.sequences.operations.sequences import SequenceTerms
from bocage.territory.models import Departement

LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]


class SequenceForm(forms.Form):
    """Form of a sequence, without its letters."""

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=_("Nom"),
        max_length=120,
        help_text=_("Pour vous : les gens ne le voient pas. Par exemple : Télétravailleurs."),
    )
    purpose = forms.ChoiceField(
        label=_("Accord sur lequel elle repose"),
        choices=Sequence.PURPOSES,
        help_text=_(
            "Seuls ceux qui l’ont donné reçoivent ces lettres, et cela se vérifie"
            " au moment de chaque envoi."
        ),
    )
    language = forms.ChoiceField(
        label=_("Langue"), choices=Sequence.Language, initial=Sequence.Language.FRENCH
    )
    entry = forms.ChoiceField(label=_("Qui y entre"), choices=Sequence.Entry)
    segment = forms.ModelChoiceField(
        Segment.objects.none(), label=_("Segment"), required=False, empty_label=_("aucun")
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campagne"), required=False, empty_label=_("aucune")
    )
    enters_by_itself = forms.BooleanField(
        label=_("Y faire entrer les nouveaux, dès qu’ils confirment leur adresse"), required=False
    )

    def __init__(
        self,
        *args: Any,
        segments: QuerySet[Segment],
        campaigns: QuerySet[Campaign],
        departements: QuerySet[Departement] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "segment", segments)
        offer_rows(self, "campaign", campaigns)
        if departements is None:
            del self.fields["departement"]
        else:
            offer_rows(self, "departement", departements)

    def terms(self) -> SequenceTerms:
        """Returns the submitted terms of the sequence."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "departement"}
        return SequenceTerms(**values)


class LetterForm(forms.Form):
    """A letter in both languages; a language that its sequence does not use may stay blank."""

    days_after = forms.IntegerField(
        label=_("Jours après"),
        min_value=0,
        max_value=MAX_DAYS,
        help_text=_(
            "Après la lettre précédente, ou après l’entrée dans la série pour la première."
            " Personne n’en reçoit plus de deux en trente jours : au-delà, la lettre attend."
        ),
    )
    subject = forms.CharField(label=_("Objet"), max_length=LONGEST_SUBJECT, required=False)
    body = forms.CharField(
        label=_("Lettre"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea({"rows": 18, "spellcheck": "true"}),
    )
    subject_en = forms.CharField(
        label=_("Objet en anglais"),
        max_length=LONGEST_SUBJECT,
        required=False,
        widget=forms.TextInput({"lang": "en"}),
    )
    body_en = forms.CharField(
        label=_("Lettre en anglais"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea({"rows": 10, "lang": "en", "spellcheck": "true"}),
    )

    def words(self) -> LetterWords:
        """Returns the submitted text of the letter."""
        return LetterWords(**self.cleaned_data)


class PreviewForm(AddressForm):
    """Form that chooses the reader and the language of a letter's preview. Invalid values choose
    nothing.
    """

    langue = forms.ChoiceField(label=_("Langue"), choices=LANGUAGES, required=False)
    pour = forms.ModelChoiceField(
        Prospect.objects.none(),
        label=_("Comme la lirait"),
        required=False,
        empty_label=_("une lectrice inventée"),
    )

    def offer_readers(self, readers: QuerySet[Prospect]) -> None:
        """Sets the prospects that can be chosen as readers."""
        offer_rows(self, "pour", readers)

    def reader(self) -> Prospect | None:
        """Returns the reader chosen, if any."""
        reader: Prospect | None = self.understood().get("pour")
        return reader

    def language(self) -> str:
        """Returns the code of the language chosen; empty if none is."""
        language: str = self.understood().get("langue", "")
        return language


class EnterForm(forms.Form):
    """The sequence that a prospect enters by hand."""

    sequence = forms.ModelChoiceField(
        Sequence.objects.none(), label=_("Faire entrer dans la série"), empty_label=None
    )

    def __init__(self, *args: Any, sequences: QuerySet[Sequence], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "serie_%s", **kwargs})
        offer_rows(self, "sequence", sequences)


class AnswerForm(forms.Form):
    """« Ils ont répondu », in a few words."""

    note = forms.CharField(label=_("Ce qui s’est dit"), max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "reponse_%s", **kwargs})
