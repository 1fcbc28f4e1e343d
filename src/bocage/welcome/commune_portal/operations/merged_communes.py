"""Move of the welcome data of a commune to the commune that it merged into.

Reference data report mergers once a year (`TerritoryImported`). Ceremonies and charters move to the
current commune, with their former name; no data are lost, and each town hall is notified. The homes
and wishes of households move to the current commune, whose town hall receives the pending relays,
and the people of the former town hall. Cards of the address book and sponsors, with their mandate,
move to the current commune.
"""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.errors import MandateOverlaps
from bocage.people.models import Role
from bocage.people.operations.mandates import follow_to_commune, follow_town_halls
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.ceremonies import notifications as ceremony_notifications
from bocage.welcome.ceremonies.models import Ceremony
from bocage.welcome.charters import notifications as charter_notifications
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.helpers.models import Helper
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.projects.events import CommuneChosen
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays.models import Relay
from bocage.welcome.sponsors.models import SponsorProfile

Wish = SettlementProject.communes.through


def follow_merged_communes(*, now: datetime | None = None) -> int:
    """Moves all data of former communes to the current ones. Returns the number of ceremonies,
    charters, invitations, projects, wishes, relays, cards and sponsor profiles moved; 0 on a second
    call.
    """
    now = now or timezone.now()
    follow_town_halls()  # First, so that the people of former town halls are notified too.
    former_communes = Commune.objects.filter(is_current=False)
    kinds: tuple[type[Model], ...] = (
        Ceremony,
        WelcomeCharter,
        MeetingInvitation,
        SettlementProject,
        Wish,
        Relay,
        Helper,
        SponsorProfile,
    )
    codes: set[str] = set()
    for kind in kinds:
        codes |= set(
            kind._default_manager.filter(commune__in=former_communes).values_list(
                "commune", flat=True
            )
        )
    return sum(_follow(code, now) for code in sorted(codes))


def _follow(code: str, now: datetime) -> int:
    """Moves the data of one commune, in one transaction."""
    commune = resolve_commune(code)
    if commune is None or commune.pk == code:
        return 0
    former = Commune.objects.get(pk=code)
    with transaction.atomic():
        living = _locked_households(former)
        return (
            _ceremonies(former, commune)
            + _charters(former, commune, now)
            + _invitations(former, commune)
            + _projects(former, commune, living)
            + _relays(former, commune, now)
            + Helper.objects.filter(commune=former).update(commune=commune)
            + _sponsors(former, commune)
        )


def _locked_households(former: Commune) -> list[UUID]:
    """Locks the projects of households that live or will live there, before their ceremonies: an
    answer to an invitation locks the project first too.
    """
    return list(
        lock_rows(SettlementProject.objects.all())
        .filter(commune=former)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _ceremonies(former: Commune, commune: Commune) -> int:
    ceremonies = list(
        lock_rows(Ceremony.objects.all()).select_related("planned_by").filter(commune=former)
    )
    for ceremony in ceremonies:
        ceremony.commune = commune
        ceremony.former_name = ceremony.former_name or former.name
        ceremony.sequence += 1
        ceremony.save(update_fields=["commune", "former_name", "sequence"])
        if ceremony.is_coming:
            ceremony_notifications.notify_commune_merged(ceremony, former.name)
    return len(ceremonies)


def _charters(former: Commune, commune: Commune, now: datetime) -> int:
    """Moves charters. If both communes have one in force, the one signed first remains and takes
    over the commitments of the other; the signatories and the town hall are notified.
    """
    charters = list(
        lock_rows(WelcomeCharter.objects.all()).select_related("signed_by").filter(commune=former)
    )
    for charter in charters:
        existing = (
            lock_rows(WelcomeCharter.objects.all())
            .select_related("commune", "signed_by")
            .filter(commune=commune, ended_at=None)
            .first()
        )
        was_in_force = charter.is_in_force
        survivor, ended = charter, existing
        if was_in_force and existing is not None:
            survivor, ended = sorted(
                (charter, existing), key=lambda signed_charter: signed_charter.signed_at
            )
            _end(ended, now)
            _take_over(survivor, ended)
        charter.commune = commune
        charter.former_name = charter.former_name or former.name
        charter.save(update_fields=["commune", "former_name"])
        if was_in_force and ended is not None:
            charter_notifications.notify_charters_merged(survivor, ended, former.name)
        elif was_in_force:
            charter_notifications.notify_commune_merged(charter, former.name)
    return len(charters)


def _end(charter: WelcomeCharter, now: datetime) -> None:
    charter.ended_at, charter.end_reason = now, WelcomeCharter.EndReason.MERGED
    charter.save(update_fields=["ended_at", "end_reason"])


def _take_over(charter: WelcomeCharter, ended: WelcomeCharter) -> None:
    """Moves the commitments not done yet, unless the remaining charter has the same one."""
    promised = set(
        Commitment.objects.filter(charter=charter, done_on=None).values_list("kind", flat=True)
    ) - {Commitment.Kind.OWN.value}
    Commitment.objects.filter(charter=ended, done_on=None).exclude(kind__in=promised).update(
        charter=charter
    )


def _invitations(former: Commune, commune: Commune) -> int:
    """Moves invitations to meetings to come; if both communes were invited, their numbers are
    added.
    """
    count = 0
    coming = (AwarenessMeeting.Status.DRAFT, *AwarenessMeeting.COMING)
    for invitation in MeetingInvitation.objects.filter(commune=former, meeting__status__in=coming):
        other_invitation = MeetingInvitation.objects.filter(
            meeting=invitation.meeting_id, commune=commune
        ).first()
        if other_invitation is None:
            invitation.commune = commune
            invitation.save(update_fields=["commune"])
        else:
            _join(invitation, other_invitation)
        count += 1
    return count


def _projects(former: Commune, commune: Commune, living: list[UUID]) -> int:
    """Moves the projects of households that live or will live there, or wish to; their search for a
    home moves to the current commune.
    """
    SettlementProject.objects.filter(pk__in=living).update(commune=commune)
    wishes = Wish.objects.filter(commune=former)
    wishing = list(wishes.order_by("pk").values_list("settlementproject", flat=True))
    projects_with_both = Wish.objects.filter(commune=commune).values("settlementproject")
    wishes.filter(settlementproject__in=projects_with_both).delete()
    wishes.update(commune=commune)
    for key in sorted({*living, *wishing}):
        publish(CommuneChosen(project_id=key))
    return len(living) + len(wishing)


def _relays(former: Commune, commune: Commune, now: datetime) -> int:
    """Moves relays; of two pending ones about one household, the one of the current commune
    remains.
    """
    relays = list(lock_rows(Relay.objects.all()).filter(commune=former))
    open_projects = set(
        Relay.objects.open().filter(commune=commune).values_list("project", flat=True)
    )
    for relay in relays:
        relay.commune = commune
        if relay.is_open and relay.project_id in open_projects:
            relay.status, relay.withdrawn_at = Relay.Status.WITHDRAWN, now
            relay.withdrawn_because = _(
                "%(former)s a rejoint %(commune)s, qui a déjà la question."
            ) % {"former": former.name, "commune": commune.name}
        relay.save(update_fields=["commune", "status", "withdrawn_at", "withdrawn_because"])
    return len(relays)


def _sponsors(former: Commune, commune: Commune) -> int:
    """Moves sponsors' profiles, with the mandate that makes them sponsors. A sponsor who has a
    profile in the current commune keeps both: their sponsorships are unchanged, and ranking and
    counts treat the former commune as the current one.
    """
    already = SponsorProfile.objects.filter(commune=commune).values("person")
    profiles = list(
        lock_rows(SponsorProfile.objects.all())
        .filter(commune=former)
        .exclude(person__in=already)
        .order_by("pk")
    )
    count = 0
    for profile in profiles:
        # If a mandate exists on the current commune without a profile, both mandates remain.
        with suppress(MandateOverlaps), transaction.atomic():
            follow_to_commune(
                person=profile.person_id, role=Role.SPONSOR, former=former, commune=commune
            )
            profile.commune = commune
            profile.save(update_fields=["commune"])
            count += 1
    return count


def _join(invitation: MeetingInvitation, other_invitation: MeetingInvitation) -> None:
    invitation.delete()
    if not invitation.comes:
        return
    names = ", ".join(filter(None, [other_invitation.names, invitation.names]))[:300]
    other_invitation.answer = MeetingInvitation.Answer.YES
    other_invitation.people, other_invitation.names = (
        min(other_invitation.people + invitation.people, 20),
        names,
    )
    other_invitation.answered_at = other_invitation.answered_at or invitation.answered_at
    other_invitation.save()
