"""What is done about ambassadors by the clock. It is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.outreach.operations.ambassadors import end_over_agreements


@periodic("15 9 * * *", says=_("Termine les accords d’ambassadeurs arrivés à leur fin"))
def end_agreements_of_ambassadors() -> None:
    """See `end_over_agreements`."""
    end_over_agreements()
