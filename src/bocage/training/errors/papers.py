"""Why a paper is not made."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.errors import Refusal


class PaperNotReady(Refusal):
    """Something that the paper states is written by nobody, or has not happened."""

    code = "training_paper_not_ready"
    default_sentence = gettext_lazy("Ce document n’est pas prêt.")

    def __init__(self, title: str, missing: Sequence[str]) -> None:
        words = {"title": title, "missing": " · ".join(missing)}
        super().__init__(
            _("« %(title)s » n’est pas prêt : rien n’a été fait. Il manque : %(missing)s.") % words
        )
