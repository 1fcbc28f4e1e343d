"""Personal data of follow-ups: the answers of a household."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.follow_ups.formatting import after_words, summary, wishes
from bocage.welcome.follow_ups.models import FollowUp


@data_section(
    name="follow_ups",
    title=gettext_lazy("Vos nouvelles après l’installation"),
    rank=68,
    named_in=("welcome.HouseholdAdult.person",),
)
def follow_up_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the follow-ups of a person's household: answers, in full, and those still to be sent;
    one query.
    """
    follow_ups = (
        FollowUp.objects.filter(project__adults__person=person, project__erased_at=None)
        .order_by("due_on", "pk")
        .distinct()
    )
    for follow_up in follow_ups[:limit]:
        yield DataItem(
            title=_("Suivi de %(after)s, %(day)s")
            % {
                "after": after_words(follow_up.months),
                "day": date_format(follow_up.due_on, "j F Y"),
            },
            detail=" · ".join(
                filter(
                    None,
                    [
                        *summary(follow_up),
                        follow_up.missing,
                        _("veut bien être appelé") if follow_up.may_call else "",
                        *wishes(follow_up),
                    ],
                )
            )
            or _("sans réponse"),
        )
