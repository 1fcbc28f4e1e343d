"""The tables of the foundation, one module a subject."""

from bocage.foundation.models.api import AnsweredRequest, PublicVersion, RequestCount
from bocage.foundation.models.backups import BackupRun
from bocage.foundation.models.instance import InstanceSettings
from bocage.foundation.models.mail import MailAttachment, OutgoingMail
from bocage.foundation.models.received_mail import ReceivedMail
from bocage.foundation.models.retention import RetentionRun

__all__ = [
    "AnsweredRequest",
    "BackupRun",
    "InstanceSettings",
    "MailAttachment",
    "OutgoingMail",
    "PublicVersion",
    "ReceivedMail",
    "RequestCount",
    "RetentionRun",
]
