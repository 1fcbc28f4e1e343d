"""Examples of the mails of `bocage.outreach.ambassadors.mails`."""

from datetime import date

from bocage.outreach.ambassadors.mails import AmbassadorMail, AmbassadorProposed
from tests.mail_examples.registry import example_of

KEY = "01938a4e-7c00-7000-8000-000000000095"


@example_of(AmbassadorMail)
def ambassador_mail(mail):
    return mail(ambassador_id=KEY, ends_on=date(2028, 11, 28))


@example_of(AmbassadorProposed)
def ambassador_proposed(mail):
    return mail(name="Julien Marchesseau")
