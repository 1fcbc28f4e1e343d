"""What the first steps refuse, in sentences."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class InstanceTaken(Refusal):
    """Refusal of an instance that already has an administrator."""

    default_sentence = _(
        "Cette instance a déjà quelqu’un qui l’administre : connectez-vous, ou demandez-lui un "
        "mandat."
    )


class LinkReplaced(Refusal):
    """The link is genuine, and a newer one was made since, or it has served."""

    status = 410
    default_sentence = _("Ce lien a déjà servi, ou un plus récent l’a remplacé.")
