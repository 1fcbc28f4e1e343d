"""Personal data of editorial pages: export, and erasure with the account."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, Comment, CommentReply, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.models.pages import TestimonyPage
from bocage.outreach.editorial.operations.consents import withdraw_consent
from bocage.people.erasure import NO_MORE_WORDS, Erasure, before_erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section

TESTIMONIES = gettext_lazy("Vos témoignages et votre place d’ambassadeur")


@before_erasure(rank=210)
def testimony_consents(erasure: Erasure) -> None:
    """Withdraws the testimonies of a person whose account is erased."""
    person = erasure.person
    for consent in TestimonyConsent.objects.filter(person=person, withdrawn_at=None):
        withdraw_consent(by=person, consent=consent, now=erasure.now)


@erases(TESTIMONIES, rank=210)
def testimonies(erasure: Erasure) -> None:
    person = erasure.person
    consents = TestimonyConsent.objects.filter(person=person)
    erasure.tables.add(TestimonyPage)
    for page in TestimonyPage.objects.filter(consent__in=consents):
        key = page.pk
        page.delete()
        # The log retains the titles of deleted pages, which may be names.
        PageLogEntry.objects.filter(page_id=key).delete()
    erasure.empty(consents, name=NO_MORE_WORDS, words_shown="", person=None)


@erases(gettext_lazy("Vos réglages de rédaction"), rank=220)
def editors(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        UserProfile.objects.filter(user=person),
        FormState.objects.filter(user=person),
        EditingSession.objects.filter(user=person),
        CommentReply.objects.filter(user=person),
        Comment.objects.filter(user=person),
        PageSubscription.objects.filter(user=person),
        APIToken.objects.filter(user=person),
    )


@data_section(
    name="outreach_testimonies",
    title=gettext_lazy("Ce que vous avez accepté qu’on montre de vous"),
    rank=143,
    named_in=("outreach.TestimonyConsent.person",),
)
def testimony_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the consents of a person to publish their testimony: the text, how they agreed, and
    until when; one query.
    """
    consents = TestimonyConsent.objects.filter(person=person).order_by("-given_on", "pk")
    for consent in consents[:limit]:
        yield DataItem(
            title=consent.words_shown,
            detail=[
                consent.name,
                str(consent.get_collection_method_display()),
                _("du {start} au {end}").format(
                    start=f"{consent.given_on:%Y-%m-%d}", end=f"{consent.ends_on:%Y-%m-%d}"
                ),
                _("repris le {day}").format(day=f"{consent.withdrawn_at:%Y-%m-%d}")
                if consent.withdrawn_at
                else "",
            ],
        )
