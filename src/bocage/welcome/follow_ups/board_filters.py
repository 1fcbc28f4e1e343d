"""Filters of the board for households that would help others."""

from django.utils.translation import gettext_lazy as _

from bocage.welcome.follow_ups.helping_households import would_help
from bocage.welcome.pipeline.board_filters import add_board_need

for _word, _label in (
    ("parrainer", _("parrainer à son tour")),
    ("temoigner", _("témoigner")),
    ("club", _("rejoindre le club")),
):
    add_board_need(word=_word, label=_label, condition=would_help(_word))
