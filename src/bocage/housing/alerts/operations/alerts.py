"""Sending of alerts: all the due alerts of a holder leave together, in one message.

Holders are processed in batches, one transaction per batch: their alerts are read, a mail and the
pushes are queued, and the alerts are marked, all or nothing. If a worker dies, the alerts stay due;
two concurrent workers take different holders. The mail leaves after the commit.

A delivery of thousands of homes becomes alerts gradually, yet is reported in one message: due
alerts wait, for a limited time, while homes are still being deduplicated or matched, and a holder
who has just been written to gets no other message for a while, whichever searches are concerned.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.foundation.mail import mails_together, send_mail
from bocage.housing.alerts.events import HomesAlertSent
from bocage.housing.alerts.lines import AlertLine, GoneHome, line_of
from bocage.housing.alerts.mails import AlertMail, AlertSearch
from bocage.housing.alerts.operations.matching import NEWS
from bocage.housing.alerts.operations.web_push import push_to
from bocage.housing.alerts.timing import after_quiet_hours
from bocage.housing.leads.models.leads import Lead
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.models.listings import Listing, ListingPhoto, path_of_photo
from bocage.housing.searches.models import Alert, SavedSearch
from bocage.people.models import Entitlement

HOLDERS_AT_ONCE = 50
BETWEEN_MESSAGES = timedelta(minutes=10)
"""Minimum time between two messages to one holder: alerts due in between are grouped."""
WHILE_DEDUPLICATING = timedelta(minutes=2)
"""Longest wait of due alerts for the rest of their delivery."""
AT_ONCE = timedelta(0)
MAX_LINES = 10
"""Homes of one message; the others are behind its link."""
MAX_GONE = 5
FORGOTTEN_AFTER = timedelta(days=7)
"""Age from which an alert due to a paused or stopped search is deleted."""


def send_due_alerts(*, waited: timedelta = AT_ONCE, now: datetime | None = None) -> int:
    """Sends the due alerts of a batch of holders; returns how many holders there were.

    Called again until it returns 0. With `waited`, only for holders with an alert due for that
    long.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        holders = _take_holders(moment - waited)
        if not holders:
            return 0
        due = _postponed(_due_alerts(holders, moment), _last_messages(holders), moment)
        accompanied = _accompanied(due)
        photos = _photos(alert.fact for alerts in due for alert in alerts)
        gone_homes = _gone_homes({alert.search for alerts in due for alert in alerts})
        news = _news_of(due, accompanied)
        with mails_together():
            for alerts in news:
                _send(alerts, photos, gone_homes)
        _mark_notified(news, moment)
    return len(holders)


def patience() -> timedelta:
    """Returns how long due alerts wait just now: not at all while the market is at rest."""
    is_moving = (
        MarketFact.objects.filter(NEWS).exists() or Listing.objects.to_deduplicate().exists()
    )
    return WHILE_DEDUPLICATING if is_moving else AT_ONCE


def forget_old_alerts(*, now: datetime | None = None) -> int:
    """Deletes the alerts due for a week or more to searches that are not active."""
    moment = now or timezone.now()
    stale = Alert.objects.filter(notified_at=None, due_at__lt=moment - FORGOTTEN_AFTER)
    return stale.exclude(search__status=SavedSearch.Status.ACTIVE).delete()[0]


def _take_holders(moment: datetime) -> list[str]:
    """Locks and returns holders with due alerts; other workers skip them until the transaction
    ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS_SQL, {"now": moment, "most": HOLDERS_AT_ONCE})
        return [holder for (holder,) in cursor.fetchall()]


def _last_messages(holders: list[str]) -> dict[str, datetime]:
    """Returns the date of the last message to each holder, for any of their searches; one query."""
    people, addresses = _people_and_addresses(holders)
    searches = SavedSearch.objects.filter(
        Q(person__in=people) | Q(person=None, email__in=addresses), last_notified_at__isnull=False
    )
    rows = searches.order_by().values_list("person", "email").annotate(last=Max("last_notified_at"))
    return {str(person or email): last for person, email, last in rows}


def _people_and_addresses(holders: list[str]) -> tuple[list[UUID], list[str]]:
    people = [UUID(holder) for holder in holders if "@" not in holder]
    return people, [holder for holder in holders if "@" in holder]


def _due_alerts(holders: list[str], moment: datetime) -> dict[str, list[Alert]]:
    """Returns the due alerts of each holder, latest first; one query."""
    people, addresses = _people_and_addresses(holders)
    alerts = (
        lock_rows(
            Alert.objects.filter(
                Q(search__person__in=people) | Q(search__person=None, search__email__in=addresses),
                notified_at=None,
                due_at__lte=moment,
                search__status=SavedSearch.Status.ACTIVE,
            )
        )
        .select_related(
            "search__person",
            "search__commune",
            "fact__dwelling__commune",
            "fact__lead__commune",
        )
        .order_by("-fact__happened_at", "id")
    )
    due: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        due[_key(alert.search)].append(alert)
    return due


def _postponed(
    due: dict[str, list[Alert]], last: dict[str, datetime], moment: datetime
) -> list[list[Alert]]:
    """Returns the alerts that may be sent now, one list per holder.

    The others are postponed to the end of the quiet hours, checked again here because a worker may
    be late, or until `BETWEEN_MESSAGES` has passed since the last message.
    """
    ready = []
    for holder, alerts in due.items():
        search = alerts[0].search
        rested = max(moment, last[holder] + BETWEEN_MESSAGES) if holder in last else moment
        free_at = after_quiet_hours(
            rested, quiet_from=search.quiet_from, quiet_until=search.quiet_until
        )
        if free_at > moment:
            Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(due_at=free_at)
        else:
            ready.append(alerts)
    return ready


def _news_of(due: list[list[Alert]], accompanied: set[UUID]) -> list[list[Alert]]:
    """Returns the alerts that still apply, one list per holder; deletes the others."""
    messages, dropped = [], []
    for alerts in due:
        news = [alert for alert in alerts if _is_news(alert.fact, alert.search, accompanied)]
        retained = {alert.pk for alert in news}
        dropped += [alert.pk for alert in alerts if alert.pk not in retained]
        if news:
            messages.append(news)
    if dropped:
        Alert.objects.filter(pk__in=dropped).delete()
    return messages


def _is_news(fact: MarketFact, search: SavedSearch, accompanied: set[UUID]) -> bool:
    """Checks whether a fact still holds, and whether the holder of the search may still see it."""
    lead, home = fact.lead, fact.dwelling
    if search.person is not None and not search.person.is_active:
        return False
    if lead is not None:
        return lead.status == Lead.Status.SHARED and search.person_id in accompanied
    if home is None or not home.is_on_the_market or home.is_under_offer:
        return False
    is_fall = fact.kind == MarketFact.Kind.PRICE_FELL and fact.previous_price_eur is not None
    return not is_fall or home.price_eur < (fact.previous_price_eur or 0)


def _send(
    news: list[Alert], photos: dict[UUID, str], gone_homes: dict[UUID, list[GoneHome]]
) -> None:
    """Sends one mail for the searches with mail alerts, and one notification for all of them."""
    by_mail = [alert for alert in news if alert.search.notifies_by_mail]
    if by_mail:
        _send_mail(by_mail, photos, gone_homes)
    holder = news[0].search.person
    if holder is not None:
        push_to(holder, _lines(news, photos))


def _send_mail(
    news: list[Alert], photos: dict[UUID, str], gone_homes: dict[UUID, list[GoneHome]]
) -> None:
    searches = list({alert.search_id: alert.search for alert in news}.values())
    lines = _lines(news, photos)
    gone_by_id = {
        home.home_id: home for search in searches for home in gone_homes.get(search.pk, ())
    }
    holder = searches[0].person
    mail = AlertMail(
        lines=lines[:MAX_LINES],
        more_count=max(0, len(lines) - MAX_LINES),
        gone_homes=list(gone_by_id.values())[:MAX_GONE],
        searches=[
            AlertSearch(id=search.pk, name=search.name, rhythm=search.rhythm) for search in searches
        ],
        hello=holder.name if holder else "",
        email="" if holder else searches[0].email,
    )
    language = holder.language if holder else searches[0].language
    send_mail(
        mail,
        to=holder.email if holder else searches[0].email,
        language=language,
        person=holder,
    )


def _lines(news: list[Alert], photos: dict[UUID, str]) -> list[AlertLine]:
    """Returns one line per home, however many facts and searches it has."""
    by_home: dict[UUID, list[Alert]] = defaultdict(list)
    for alert in news:
        by_home[_home_of(alert.fact)].append(alert)
    lines = []
    for home_id, alerts in by_home.items():
        fact = min((alert.fact for alert in alerts), key=_rank)
        searches = list({alert.search_id: alert.search for alert in alerts}.values())
        lines.append(line_of(fact, searches, photo_url=photos.get(home_id, "")))
    return lines


def _rank(fact: MarketFact) -> int:
    """Returns the rank of a fact among those of one home: the line describes the lowest."""
    ranks = {MarketFact.Kind.APPEARED.value: 0, MarketFact.Kind.CHANGED.value: 2}
    return ranks.get(fact.kind, 1)


def _home_of(fact: MarketFact) -> UUID:
    home = fact.dwelling_id or fact.lead_id
    if home is None:
        raise ValueError("A fact is about a dwelling or a lead")
    return home


def _mark_notified(messages: list[list[Alert]], moment: datetime) -> None:
    """Marks the alerts sent, and those of the same facts that other searches of the same holders
    would send later, so that a fact is notified once per holder.
    """
    pairs = {(alert.fact_id, alert.search) for news in messages for alert in news}
    with connection.cursor() as cursor:
        cursor.execute(
            _MARK_NOTIFIED_SQL,
            {
                "now": moment,
                "facts": [fact for fact, _search in pairs],
                "people": [search.person_id for _fact, search in pairs],
                "addresses": [search.email for _fact, search in pairs],
            },
        )
    SavedSearch.objects.filter(pk__in={search.pk for _fact, search in pairs}).update(
        last_notified_at=moment
    )
    for news in messages:
        _notify_projects(news, moment)


def _notify_projects(news: list[Alert], moment: datetime) -> None:
    """Publishes, for each project with a notified search, the number of homes and the time."""
    homes: dict[UUID, set[UUID]] = defaultdict(set)
    for alert in news:
        if alert.search.project is not None:
            homes[alert.search.project].add(_home_of(alert.fact))
    for project, dwellings in homes.items():
        publish(HomesAlertSent(project_id=project, homes=len(dwellings), sent_at=moment))


def _accompanied(groups: Iterable[list[Alert]]) -> set[UUID]:
    """Returns the people of these alerts who are accompanied today, and thus may see leads; one
    query, none where no alert is about a lead.
    """
    people = {
        alert.search.person_id for alerts in groups for alert in alerts if alert.fact.lead_id
    } - {None}
    if not people:
        return set()
    entitlements = Entitlement.objects.in_force().filter(
        kind=Entitlement.Kind.ACCOMPANIED, person__in=people
    )
    return set(entitlements.values_list("person_id", flat=True))


def _photos(facts: Iterable[MarketFact]) -> dict[UUID, str]:
    """Returns the whole address of the first photo of each dwelling that was read; one query."""
    homes = {fact.dwelling_id for fact in facts} - {None}
    rows = (
        ListingPhoto.objects.filter(
            listing__dwelling__in=homes, listing__gone_at=None, state=ListingPhoto.State.READ
        )
        .exclude(image="")
        .order_by("listing__dwelling", "position", "id")
        .distinct("listing__dwelling")
        .values_list("listing__dwelling", "image")
    )
    return {
        home: settings.BOCAGE.public_url + path_of_photo(image)
        for home, image in rows
        if home is not None
    }


def _gone_homes(searches: set[SavedSearch]) -> dict[UUID, list[GoneHome]]:
    """Returns, for each search, the homes notified earlier that have left the market since its last
    message; one query, none without a digest.

    Only for daily and weekly searches: other searches get one message per fact, and a home that
    leaves the market does not justify a message.
    """
    digests = [search.pk for search in searches if search.rhythm != SavedSearch.Rhythm.IMMEDIATELY]
    if not digests:
        return {}
    withdrawals = (
        Alert.objects.filter(
            search__in=digests,
            notified_at__isnull=False,
            fact__dwelling__is_on_the_market=False,
            fact__dwelling__gone_at__gt=F("search__last_notified_at"),
        )
        .order_by("-fact__dwelling__gone_at", "id")
        .values_list(
            "search", "fact__dwelling", "fact__dwelling__title", "fact__dwelling__commune__name"
        )
    )
    gone_homes: dict[UUID, list[GoneHome]] = defaultdict(list)
    for search, home, title, commune in withdrawals:
        if home is not None:
            gone_homes[search].append(
                GoneHome(home_id=home, title=title or "", commune_name=commune or "")
            )
    return gone_homes


def _key(search: SavedSearch) -> str:
    return str(search.person_id) if search.person_id else search.email


_HOLDERS_SQL = """
SELECT holder FROM (
    SELECT coalesce(s.person_id::text, s.email) AS holder, min(a.due_at) AS since
    FROM housing_alert a
    JOIN housing_savedsearch s ON s.id = a.search_id
    WHERE a.notified_at IS NULL AND a.due_at <= %(now)s AND s.status = 'active'
    GROUP BY 1
    ORDER BY 2
    LIMIT 4 * %(most)s
) due
WHERE pg_try_advisory_xact_lock(hashtextextended('housing.alerts:' || holder, 0))
LIMIT %(most)s
"""

_MARK_NOTIFIED_SQL = """
WITH notified AS (
    SELECT * FROM unnest(%(facts)s::uuid[], %(people)s::uuid[], %(addresses)s::text[])
        AS notified(fact, person, address)
),
theirs AS (
    SELECT s.id, notified.fact FROM notified
    JOIN housing_savedsearch s ON s.person_id = notified.person
    UNION ALL
    SELECT s.id, notified.fact FROM notified
    JOIN housing_savedsearch s ON s.person_id IS NULL AND s.email = notified.address
    WHERE notified.person IS NULL
)
UPDATE housing_alert SET notified_at = %(now)s
FROM theirs
WHERE notified_at IS NULL AND search_id = theirs.id AND fact_id = theirs.fact
"""
