"""Notifications about help. Operations call these functions in their transactions."""

from django.utils.translation import override

from bocage.foundation.mail import send_mail
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.helpers.mails import (
    HelperAddedMail,
    HelperAnsweredMail,
    HelperMail,
    HelperThankedMail,
    HelpFoundMail,
    HelpRequestMail,
    NobodyWaitsMail,
    StillAgreedMail,
)
from bocage.welcome.helpers.models import Helper, HelpRequest
from bocage.welcome.projects.notifications.messages import send_to_adult


def notify_helper_added(helper: Helper) -> None:
    """Notifies a helper of the content of their card, and of how to be removed."""
    with override(helper.language):
        role = str(helper.get_kind_display())
    _to_helper(
        HelperAddedMail(
            helper_id=helper.pk,
            helper_name=helper.name,
            role=role,
            can_do=helper.can_do,
            max_per_month=helper.max_per_month,
            added_by=_name_of(helper.added_by),
            available_from=helper.available_from,
        ),
        helper,
    )


def request_help(request: HelpRequest) -> None:
    """Sends a helper the request, with its possible answers."""
    _to_helper(
        HelpRequestMail(
            helper_id=request.helper_id,
            helper_name=request.helper.name,
            request_id=request.pk,
            first_names=request.first_names,
            words=request.words,
            requested_by=_name_of(request.requested_by),
        ),
        request.helper,
    )


def notify_request_withdrawn(request: HelpRequest) -> None:
    """Notifies a helper that the request was withdrawn before they answered."""
    _to_helper(
        NobodyWaitsMail(
            helper_id=request.helper_id,
            helper_name=request.helper.name,
            first_names=request.first_names,
        ),
        request.helper,
    )


def thank(request: HelpRequest) -> None:
    """Thanks, from the person who followed the household."""
    _to_helper(
        HelperThankedMail(
            helper_id=request.helper_id,
            helper_name=request.helper.name,
            first_names=request.first_names,
            thanked_by=_name_of(request.thanked_by),
        ),
        request.helper,
    )


def ask_to_confirm(helper: Helper) -> None:
    """Asks a helper whether their card is still valid."""
    _to_helper(
        StillAgreedMail(helper_id=helper.pk, helper_name=helper.name, can_do=helper.can_do), helper
    )


def notify_welcome(request: HelpRequest) -> None:
    """Notifies the person who requested help of the answer, or the people who follow the project if
    that person left.
    """
    _to_welcome(request, request.answer, request.helper.name)


def notify_card_closed(request: HelpRequest, helper: Helper) -> None:
    """Notifies the person who requested help that the helper closed their card before answering."""
    _to_welcome(request, "closed", helper.name)


def notify_household(request: HelpRequest) -> None:
    """Notifies each adult of the household that a helper agreed to help, with their contact
    details.
    """
    helper = request.helper
    for adult in request.project.adults.select_related("person"):
        person = adult.person
        with override(person.language):
            role = str(helper.get_kind_display())
        mail = HelpFoundMail(
            helper_name=helper.name,
            role=role,
            commune=helper.commune.name,
            need=request.words,
            email=helper.email,
            phone=helper.phone,
            words=request.answer_words,
        )
        send_to_adult(request.project, person, mail)


def _to_welcome(request: HelpRequest, answer: str, helper_name: str) -> None:
    mail = HelperAnsweredMail(
        helper_name=helper_name,
        household=request.project.name,
        project_id=request.project_id,
        answer=answer,
        words=request.answer_words,
    )
    for person in (request.requested_by, request.project.coordinator):
        if person is not None and person.has_perm("welcome.follow_project", request.project):
            write_to(person, mail)
            return


def _to_helper(mail: HelperMail, helper: Helper) -> None:
    send_mail(mail, to=helper.email, language=helper.language)


def _name_of(person: Person | None) -> str:
    return person.name if person is not None else ""
