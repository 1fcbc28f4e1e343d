"""The remarks of a delivery, sent to the agency that can act on them."""

from datetime import timedelta

from django.db import transaction

from bocage.foundation.mail import send_mail
from bocage.housing.feeds.errors import AgencyHasNoAddress, NothingToReport
from bocage.housing.feeds.mails import RowIssueReport
from bocage.housing.feeds.selectors import issues_of
from bocage.housing.market.models.sources import FeedRun
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person

MAX_IN_A_MAIL = 50
REPORTS_A_DAY = Limit(action="housing.row_issue_reports", amount=5, window=timedelta(days=1))


def send_row_issue_report(*, by: Person, run: FeedRun) -> None:
    """Sends the problems of the rows of a delivery to the address of its source.

    Raises:
        NotAllowed: `by` does not run the source.
        AgencyHasNoAddress, NothingToReport: there is no recipient, or no problem.
        TooManyAttempts: five were sent to this agency today.
    """
    by.require("housing.run_source", run.source)
    if not run.source.contact_email:
        raise AgencyHasNoAddress
    issues = issues_of(run)
    reported = [
        (issue.line, issue.reference, issue.code, issue.value) for issue in issues[:MAX_IN_A_MAIL]
    ]
    if not reported:
        raise NothingToReport
    count_attempt(REPORTS_A_DAY, str(run.source_id))
    mail = RowIssueReport(
        source_name=run.source.name,
        received_at=run.received_at,
        read=run.read,
        rejected=run.rejected,
        repaired=run.repaired,
        remarks=reported,
        more_count=max(issues.count() - len(reported), 0),
    )
    with transaction.atomic():
        send_mail(mail, to=run.source.contact_email, language="fr", reply_to=by.email)
