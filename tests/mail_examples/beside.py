"""Examples that stand beside their mails, in `preview()`."""

from bocage.foundation.mail import registered_mails
from tests.mail_examples.registry import example_of

for mail_type in registered_mails():
    if hasattr(mail_type, "preview"):
        example_of(mail_type)(lambda mail: mail.preview())
