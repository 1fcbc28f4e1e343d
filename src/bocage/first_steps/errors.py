"""What the first steps refuse, in sentences."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class InstanceTaken(Refusal):
    """Somebody administers the instance already."""

    default_sentence = _(
        "Cette instance a déjà quelqu’un qui l’administre : connectez-vous, ou demandez-lui un "
        "mandat."
    )


class LinkReplaced(Refusal):
    """The link is genuine, and a newer one was made since, or it has served."""

    status = 410
    default_sentence = _("Ce lien a déjà servi, ou un plus récent l’a remplacé.")


class UnreadableList(Refusal):
    """A list of places is no table that we read."""

    status = 422
    default_sentence = _(
        "Cette liste ne se lit pas : sa première ligne nomme les colonnes, dont « nom » et "
        "« commune », séparées par des points-virgules, des virgules ou des tabulations."
    )


class ListTooLong(Refusal):
    """A list has more places than are opened at once."""

    status = 422
    code = "list_too_long"

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Cette liste est trop longue : au plus %(most)d lieux à la fois.") % {"most": most}
        )
