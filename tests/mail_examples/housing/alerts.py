"""Examples of the mails of `bocage.housing.alerts.mails`."""

from uuid import UUID

from bocage.housing.alerts.lines import AlertLine, GoneHome
from bocage.housing.alerts.mails import AlertMail, AlertSearch
from bocage.housing.models import MarketFact, Offer, PropertyKind, SavedSearch
from tests.mail_examples.registry import example_of


@example_of(AlertMail)
def alert_mail(mail):
    home = AlertLine(
        fact=MarketFact.Kind.PRICE_FELL,
        market=Offer.SALE,
        kind=PropertyKind.HOUSE,
        home_id=UUID("0199b7a4-0000-7000-8000-000000000071"),
        title="Longère de 5 pièces",
        commune_name="Bellême",
        price_eur=180_000,
        previous_price_eur=195_000,
        rooms=5,
        surface_m2=120,
        distance_m=12_300,
        around="Mortagne-au-Perche",
        budget_eur=200_000,
        searches=["Maison à vendre, 15 km autour de Mortagne-au-Perche"],
    )
    lead = AlertLine(
        fact=MarketFact.Kind.APPEARED,
        market="soon",
        soon_offer=Offer.SALE,
        kind=PropertyKind.HOUSE,
        is_lead=True,
        home_id=UUID("0199b7a4-0000-7000-8000-000000000072"),
        commune_name="Mortagne-au-Perche",
        price_eur=90_000,
        price_to_eur=120_000,
        distance_m=0,
        around="Mortagne-au-Perche",
        searches=home.searches,
    )
    search = AlertSearch(
        id=UUID("0199b7a4-0000-7000-8000-000000000061"),
        name=home.searches[0],
        rhythm=SavedSearch.Rhythm.IMMEDIATELY,
    )
    gone = GoneHome(
        home_id=UUID("0199b7a4-0000-7000-8000-000000000073"),
        title="Maison de bourg",
        commune_name="Rémalard-en-Perche",
    )
    return mail(
        lines=[home, lead], searches=[search], more_count=3, gone_homes=[gone], hello="Camille"
    )
