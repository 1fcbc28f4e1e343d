"""The tables of the foundation, one module a subject."""

from bocage.foundation.models.instance import InstanceSettings
from bocage.foundation.models.mail import MailAttachment, OutgoingMail

__all__ = ["InstanceSettings", "MailAttachment", "OutgoingMail"]
