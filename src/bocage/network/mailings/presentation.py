"""Progress of a mailing for the organisers: recipients, mails sent, deliveries."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailState
from bocage.network.mailings.models import Mailing, MailingRecipient
from bocage.network.members.querysets import ORGANISERS
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.territory.models import Departement

State = MailingRecipient.State


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Progress of a mailing. Of the queued mails, `delivered` were accepted by a mail server."""

    total: int
    waiting: int
    left_out: int
    delivered: int
    failed: int

    @property
    def processed(self) -> int:
        """Number of recipients already processed."""
        return self.total - self.waiting


def delivery_of(mailing: Mailing) -> Delivery:
    """Returns the progress of a mailing; two queries."""
    states = dict(mailing.recipients.order_by().values_list("state").annotate(count=Count("pk")))
    mails = OutgoingMail.objects.filter(
        pk__in=mailing.recipients.filter(mail_id__isnull=False).values("mail_id")
    )
    became = dict(mails.order_by().values_list("state").annotate(count=Count("pk")))
    return Delivery(
        total=sum(states.values()),
        waiting=states.get(State.WAITING, 0),
        left_out=states.get(State.LEFT_OUT, 0),
        delivered=became.get(MailState.SENT, 0) + became.get(MailState.KEPT, 0),
        failed=became.get(MailState.FAILED, 0),
    )


def clubs_run_by(person: Person) -> QuerySet[Departement]:
    """Returns the départements whose club a person runs; for an administrator, those that have
    members.
    """
    reach = reach_of(person, ORGANISERS)
    if reach.everywhere:
        with_members = Departement.objects.filter(communes__members__status="active")
        return with_members.distinct().order_by("name", "pk")
    return Departement.objects.filter(pk__in=reach.departements).order_by("name", "pk")
