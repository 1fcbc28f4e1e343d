"""Examples of the mails of `bocage.foundation.mails`."""

from datetime import UTC, datetime

from bocage.foundation.mails import (
    AttachmentsLeftOut,
    BackupAlarm,
    DeliveryCheck,
    OnlyTheBeginningRead,
    UpgradeReport,
)
from tests.mail_examples.registry import example_of


@example_of(DeliveryCheck)
def delivery_check(mail):
    return mail(requested_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@example_of(BackupAlarm)
def backup_alarm(mail):
    return mail(
        last_made_at=datetime(2026, 11, 24, 1, 15, tzinfo=UTC),
        reason="pg_dump: No space left on device",
    )


@example_of(UpgradeReport)
def report_upgrade(mail):
    return mail(
        before="0.1.0",
        after="0.2.0",
        serves="0.1.0",
        step="trial",
        reason="Pas prêt après 120 s : /readyz 503",
    )


@example_of(AttachmentsLeftOut)
def attachments_left_out(mail):
    return mail(names=["photo-de-la-maison.jpg (40 Mo)"], subject_of_mail="Re : votre projet")


@example_of(OnlyTheBeginningRead)
def only_the_beginning_read(mail):
    return mail(
        names=["photo-de-la-maison.jpg (plus de 19 Mo)"],
        max_megabytes=25,
        subject_of_mail="Re : votre projet",
    )
