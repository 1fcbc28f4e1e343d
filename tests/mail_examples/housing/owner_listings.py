"""Examples of the mails of `bocage.housing.owner_listings.mails`."""

from datetime import UTC, datetime

from bocage.housing.owner_listings.mails import OfferRefused, OfferStillFree, OwnerMail
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000061"


@example_of(OwnerMail)
def owner_mail(mail):
    return mail(offer_id=EXAMPLE, title="Maison de bourg, jardin clos", commune_name="Boitron")


@example_of(OfferStillFree)
def offer_still_free(mail):
    return mail(
        offer_id=EXAMPLE,
        title="Maison de bourg, jardin clos",
        commune_name="Boitron",
        confirmed_at=datetime(2026, 10, 21, 6, 0, tzinfo=UTC),
    )


@example_of(OfferRefused)
def offer_refused(mail):
    return mail(
        offer_id=EXAMPLE,
        title="Maison de bourg, jardin clos",
        commune_name="Boitron",
        refusal="Le prix semble être celui d’une semaine : dites-nous le loyer du mois.",
    )
