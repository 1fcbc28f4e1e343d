"""Examples of the mails of `bocage.housing.searches.mails`."""

from uuid import UUID

from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.searches.mails import ConfirmSearchMail
from tests.mail_examples.registry import example_of

EXAMPLE_CRITERIA = Criteria(
    price_to=200_000,
    rooms_from=4,
    area=Area(
        latitude=48.5203,
        longitude=0.5467,
        radius_m=15_000,
        label="Mortagne-au-Perche",
        commune="61293",
    ),
)


@example_of(ConfirmSearchMail)
def confirm_search_mail(mail):
    return mail(search_id=UUID("0199b7a4-0000-7000-8000-000000000061"), criteria=EXAMPLE_CRITERIA)
