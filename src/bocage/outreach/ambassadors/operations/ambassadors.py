"""Operations on ambassadors: invitation or own proposal, agreement with a link, end.

A person has at most one open agreement per département, by a database constraint.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.ambassadors import notifications
from bocage.outreach.ambassadors.errors import (
    AmbassadorAlready,
    InvitationLapsed,
    NotSettledHere,
    ThanksWithoutWords,
)
from bocage.outreach.ambassadors.formatting import agreement_text, last_day
from bocage.outreach.ambassadors.models import Ambassador, AmbassadorThanks
from bocage.outreach.ambassadors.settled_people import lives_here
from bocage.outreach.campaigns.errors import CampaignNameTaken
from bocage.outreach.campaigns.models import Campaign, TrackedLink
from bocage.outreach.campaigns.operations.campaigns import (
    CampaignTerms,
    open_campaign,
    start_campaign,
)
from bocage.outreach.campaigns.operations.links import make_link
from bocage.people.models import Person
from bocage.territory.models import Departement

State = Ambassador.State
EndedBy = Ambassador.EndedBy
CollectionMethod = Ambassador.CollectionMethod


def invite_ambassador(
    *, by: Person, person: Person, departement: Departement, now: datetime | None = None
) -> Ambassador:
    """Invites an inhabitant of a settled household to become an ambassador. Opens the département's
    campaign of ambassadors where there is none yet.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
        NotSettledHere: the person does not live there.
        AmbassadorAlready: the person is invited, has offered, or is an ambassador already.
    """
    now = now or timezone.now()
    by.require("outreach.manage_ambassador", Ambassador(departement=departement))
    if not lives_here(person, departement):
        raise NotSettledHere
    with refusing({"outreach_ambassador_once": AmbassadorAlready}):
        _campaign_of(departement, by, now)
        ambassador = Ambassador.objects.create(
            departement=departement,
            person=person,
            state=State.INVITED,
            requested_by=by,
            requested_at=now,
        )
        notifications.ask(ambassador)
    return ambassador


def propose_oneself(
    *, by: Person, departement: Departement, language: str, now: datetime | None = None
) -> Ambassador:
    """Records the offer of an inhabitant to become an ambassador, which those who run the campaigns
    have to accept. A person who was already invited becomes an ambassador at once.

    Raises:
        NotSettledHere: `by` does not live there.
        AmbassadorAlready: `by` is an ambassador, or has offered already.
    """
    now = now or timezone.now()
    if not lives_here(by, departement):
        raise NotSettledHere
    invitations = Ambassador.objects.filter(person=by, departement=departement, state=State.INVITED)
    if (invited := invitations.first()) is not None:
        return accept_invitation(
            ambassador_id=invited.pk,
            language=language,
            collection_method=CollectionMethod.ESPACE,
            now=now,
        )
    with refusing({"outreach_ambassador_once": AmbassadorAlready}):
        ambassador = Ambassador(
            departement=departement, person=by, state=State.PROPOSED, requested_at=now
        )
        _agree(ambassador, language, CollectionMethod.ESPACE, now)
        ambassador.save(force_insert=True)
        notifications.notify_proposal(ambassador)
    return ambassador


def accept_invitation(
    *, ambassador_id: UUID, language: str, collection_method: str, now: datetime | None = None
) -> Ambassador:
    """Accepts an invitation to become an ambassador, by the link of its mail or from the Espace,
    and creates the ambassador's link. It is idempotent.

    Raises:
        InvitationLapsed: the invitation was withdrawn, declined, or is over.
    """
    now = now or timezone.now()
    with transaction.atomic():
        ambassador = _locked(ambassador_id)
        if ambassador.is_active:
            return ambassador
        if ambassador.state != State.INVITED:
            raise InvitationLapsed
        _agree(ambassador, language, collection_method, now)
        _begin(ambassador, ambassador.requested_by, now)
    return ambassador


def accept_proposal(
    *, by: Person, ambassador: Ambassador, now: datetime | None = None
) -> Ambassador:
    """Accepts the offer of a person, who becomes an ambassador, and creates their link. It is
    idempotent.

    Raises:
        NotAllowed: `by` does not run the campaigns of its département.
        InvitationLapsed: the person withdrew the offer meanwhile.
    """
    now = now or timezone.now()
    by.require("outreach.manage_ambassador", ambassador)
    with transaction.atomic():
        locked = _locked(ambassador.pk)
        if locked.is_active:
            return locked
        if locked.state != State.PROPOSED:
            raise InvitationLapsed
        _begin(locked, by, now)
    return locked


def decline_ambassador(
    *, by: Person | None, ambassador_id: UUID, now: datetime | None = None
) -> Ambassador:
    """Declines an invitation (`by` is None: the invited person does) or, on behalf of the team,
    refuses an offer or withdraws an invitation. It is idempotent.

    Raises:
        NotAllowed: `by` does not run the campaigns of its département.
        InvitationLapsed: the person has become an ambassador since; `stop_being_ambassador` ends
            that.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(ambassador_id)
        if by is not None:
            by.require("outreach.manage_ambassador", locked)
        if locked.state in {State.DECLINED, State.ENDED}:
            return locked
        if locked.is_active:
            raise InvitationLapsed
        _end(locked, State.DECLINED, EndedBy.PERSON if by is None else EndedBy.TEAM, now)
    return locked


def stop_being_ambassador(
    *, by: Person, ambassador: Ambassador, now: datetime | None = None
) -> Ambassador:
    """Ends an ambassador's agreement, at their own request or on behalf of the team; one that is
    not active yet becomes declined. Its link keeps working, because printed cards outlive the
    agreement. It is idempotent.

    Raises:
        NotAllowed: it is another person's, and `by` does not run the campaigns of its département.
    """
    now = now or timezone.now()
    is_own = by.has_perm("outreach.own_ambassador", ambassador)
    if not is_own:
        by.require("outreach.manage_ambassador", ambassador)
    with transaction.atomic():
        locked = _locked(ambassador.pk)
        if locked.state not in Ambassador.OPEN:
            return locked
        state = State.ENDED if locked.is_active else State.DECLINED
        _end(locked, state, EndedBy.PERSON if is_own else EndedBy.TEAM, now)
    return locked


@periodic(
    "15 9 * * *", description=gettext_lazy("Termine les accords d’ambassadeurs arrivés à leur fin")
)
def end_over_agreements(*, now: datetime | None = None) -> int:
    """Ends the agreements whose last day is past, and notifies the ambassadors, who may renew
    them."""
    now = now or timezone.now()
    over = Ambassador.objects.filter(state=State.ACTIVE, ends_on__lt=timezone.localdate(now))
    ended = 0
    for key in over.values_list("pk", flat=True):
        with transaction.atomic():
            locked = _locked(key)
            if locked.is_active:
                _end(locked, State.ENDED, EndedBy.CLOCK, now)
                notifications.notify_end(locked)
                ended += 1
    return ended


def note_thanks(
    *, by: Person, ambassador: Ambassador, note: str, now: datetime | None = None
) -> AmbassadorThanks:
    """Records how an ambassador was thanked: a gift, a message.

    Raises:
        NotAllowed: `by` does not run the campaigns of its département.
        ThanksWithoutWords: no description was given.
    """
    by.require("outreach.manage_ambassador", ambassador)
    note = " ".join(note.replace("\0", " ").split())[:200]
    if not note:
        raise ThanksWithoutWords
    return AmbassadorThanks.objects.create(
        ambassador=ambassador, by=by, note=note, at=now or timezone.now()
    )


def _agree(ambassador: Ambassador, language: str, collection_method: str, now: datetime) -> None:
    ambassador.words = agreement_text(language)
    ambassador.collection_method, ambassador.agreed_at = CollectionMethod(collection_method), now
    ambassador.ends_on = last_day(timezone.localdate(now))


def _begin(ambassador: Ambassador, by: Person | None, now: datetime) -> None:
    campaign = _campaign_of(ambassador.departement, by, now)
    ambassador.link = make_link(
        campaign=campaign,
        label=_free_label(campaign, ambassador.person),
        destination=campaign.landing_path,
        now=now,
    )
    ambassador.state = State.ACTIVE
    ambassador.save()
    notifications.welcome(ambassador)


def _end(ambassador: Ambassador, state: State, ended_by: EndedBy, now: datetime) -> None:
    ambassador.state, ambassador.ended_by, ambassador.ended_at = state, ended_by, now
    ambassador.save(update_fields=["state", "ended_by", "ended_at"])


def _campaign_of(departement: Departement, by: Person | None, now: datetime) -> Campaign:
    """Returns the ambassador campaign of a département: the oldest open one, or a new one.

    Raises:
        InvitationLapsed: there is no open campaign, and `by` is None or no name is free.
    """
    campaigns = (
        Campaign.objects.filter(departement=departement, channel=Campaign.Channel.AMBASSADOR)
        .exclude(status=Campaign.Status.CLOSED)
        .order_by("created_at", "pk")
    )
    if (existing := campaigns.first()) is not None:
        return existing
    if by is None:
        raise InvitationLapsed
    day = timezone.localdate(now)
    for name in (_("Ambassadeurs"), _("Ambassadeurs, depuis %(year)d") % {"year": day.year}):
        terms = CampaignTerms(
            name=name, channel=Campaign.Channel.AMBASSADOR, starts_on=timezone.localdate(now)
        )
        try:
            campaign = open_campaign(by=by, departement=departement, terms=terms, now=now)
        except CampaignNameTaken:
            if (existing := campaigns.first()) is not None:
                return existing  # Opened concurrently.
            continue
        return start_campaign(by=by, campaign=campaign)
    raise InvitationLapsed


def _free_label(campaign: Campaign, person: Person) -> str:
    """Returns the person's name, with a number if another link has it."""
    name = (person.name or person.email)[:100]
    labels = set(
        TrackedLink.objects.filter(campaign=campaign, label__istartswith=name).values_list(
            "label", flat=True
        )
    )
    if name.casefold() not in {label.casefold() for label in labels}:
        return name
    return f"{name} {len(labels) + 1}"


def _locked(key: UUID) -> Ambassador:
    """Returns the agreement, locked.

    Raises:
        InvitationLapsed: their account was erased, and the agreement with it.
    """
    ambassador = (
        lock_rows(Ambassador.objects.all())
        .select_related("departement", "person", "requested_by", "link")
        .filter(pk=key)
        .first()
    )
    if ambassador is None:
        raise InvitationLapsed
    return ambassador
