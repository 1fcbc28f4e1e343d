"""Errors raised by the setup of an instance."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class InstanceTaken(Refusal):
    """Refusal of an instance that already has an administrator."""

    default_sentence = _(
        "Cette instance a déjà quelqu’un qui l’administre : connectez-vous, ou demandez-lui un "
        "mandat."
    )


class LinkReplaced(Refusal):
    """Refusal of a genuine link that was used, or replaced by a newer one."""

    status = 410
    default_sentence = _("Ce lien a déjà servi, ou un plus récent l’a remplacé.")
