"""Thread of a project: authors, recipients, and effects."""

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.welcome.messages.errors import MessageTooLong, NothingWritten
from bocage.welcome.messages.operations.thread import (
    LONGEST,
    Channel,
    mark_read,
    note,
    shown_to_household,
    write_to_household,
    write_to_team,
)
from bocage.welcome.models import ProjectMessage
from bocage.welcome.projects.errors.projects import ProjectErased
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectFactory,
    ProjectMessageFactory,
    coordinator_of,
    first_adult,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


def test_first_words_of_the_welcome_are_the_first_answer(project):
    anne, now = coordinator_of(project), timezone.now()

    write_to_household(by=anne, project=project, words="Bonjour !", now=now)

    project.refresh_from_db()
    assert (project.answered_at, project.coordinator, project.last_contact_at) == (now, anne, now)


def test_second_words_leave_the_answer_and_its_author_as_they_were(project):
    anne, luc = coordinator_of(project), coordinator_of(project)
    write_to_household(by=anne, project=project, words="Bonjour !")
    project.refresh_from_db()
    answered_at = project.answered_at

    write_to_household(by=luc, project=project, words="Je remplace Anne cette semaine.")

    project.refresh_from_db()
    assert (project.answered_at, project.coordinator) == (answered_at, anne)


def test_words_of_the_welcome_reach_every_adult_and_nobody_else(project, deliver_mails):
    other_adult = HouseholdAdultFactory(project=project).person
    inactive_adult = HouseholdAdultFactory(project=project, person__is_active=False).person
    ProjectFactory()

    write_to_household(by=coordinator_of(project), project=project, words="Bonjour !")

    mails = deliver_mails()
    assert {mail.recipient for mail in mails} == {first_adult(project).email, other_adult.email}
    assert inactive_adult.email not in {mail.recipient for mail in mails}
    assert all("Bonjour !" in mail.text for mail in mails)


def test_words_of_a_household_reach_its_coordinator_alone(project, deliver_mails):
    anne, _luc = coordinator_of(project), coordinator_of(project)
    write_to_household(by=anne, project=project, words="Bonjour !")
    mail_count = len(deliver_mails())

    write_to_team(by=first_adult(project), project=project, words="Merci !", channel=Channel.PAGE)

    assert [mail.recipient for mail in deliver_mails()[mail_count:]] == [anne.email]


def test_message_of_an_unfollowed_household_reaches_all_coordinators(project, deliver_mails):
    people = {coordinator_of(project).email, coordinator_of(project).email}
    coordinator_of(ProjectFactory(departement=DepartementFactory(sarthe=True)))
    coordinator_of(project, over=True)

    write_to_team(by=first_adult(project), project=project, words="Bonjour", channel=Channel.PAGE)

    assert {mail.recipient for mail in deliver_mails()} == people


def test_words_reach_others_once_the_mandate_of_the_coordinator_is_over(project, deliver_mails):
    project.coordinator = coordinator_of(project, over=True)
    project.save()
    luc = coordinator_of(project)

    write_to_team(by=first_adult(project), project=project, words="Bonjour", channel=Channel.PAGE)

    assert [mail.recipient for mail in deliver_mails()] == [luc.email]


@pytest.mark.parametrize("stranger", ["nobody", "other household", "ended mandate", "neighbour"])
def test_strangers_write_nothing(project, stranger):
    person = {
        "nobody": PersonFactory,
        "other household": lambda: first_adult(ProjectFactory()),
        "ended mandate": lambda: coordinator_of(project, over=True),
        "neighbour": lambda: coordinator_of(
            ProjectFactory(departement=DepartementFactory(sarthe=True))
        ),
    }[stranger]()

    for operation in (write_to_household, write_to_team, note):
        with pytest.raises(NotAllowed):
            operation(by=person, project=project, words="Bonjour", channel=Channel.PAGE)
    assert not ProjectMessage.objects.exists()


def test_one_mail_taken_twice_is_one_message(project, deliver_mails):
    coordinator_of(project)
    first_message = write_to_team(
        by=None, project=project, words="Bonjour", channel=Channel.MAIL, mail_id="<a@exemple>"
    )
    second_message = write_to_team(
        by=None, project=project, words="Bonjour", channel=Channel.MAIL, mail_id="<a@exemple>"
    )

    assert (first_message, first_message.author, first_message.is_from_household) == (
        second_message,
        None,
        True,
    )
    assert len(deliver_mails()) == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("", NothingWritten), (" \n\t", NothingWritten), ("x" * (LONGEST + 1), MessageTooLong)],
)
def test_words_that_are_none_or_too_many_are_refused(project, words, refusal):
    with pytest.raises(refusal):
        write_to_team(by=first_adult(project), project=project, words=words, channel=Channel.PAGE)


def test_message_is_stored_as_sent_but_for_control_characters(project):
    message = write_to_team(
        by=first_adult(project),
        project=project,
        words="  <script>alert(1)</script>\r\n\x00suite ",
        channel=Channel.PAGE,
    )

    assert message.words == "<script>alert(1)</script>\nsuite"


def test_call_is_a_first_answer_that_the_household_does_not_read(project, deliver_mails):
    anne = coordinator_of(project)

    note(
        by=anne,
        project=project,
        words="Appel de dix minutes : ils passent samedi.",
        channel=Channel.CALL,
    )

    project.refresh_from_db()
    assert project.answered_at is not None
    assert list(shown_to_household(project)) == []
    assert deliver_mails() == []


def test_note_of_the_team_answers_nothing(project):
    note(by=coordinator_of(project), project=project, words="À rappeler.", channel=Channel.NOTE)

    project.refresh_from_db()
    assert project.answered_at is None


def test_answering_marks_messages_as_read(project):
    question = ProjectMessageFactory(project=project)
    distant_message = ProjectMessageFactory()

    write_to_household(by=coordinator_of(project), project=project, words="Oui, il en reste deux.")

    question.refresh_from_db()
    distant_message.refresh_from_db()
    assert (question.read_at is not None, distant_message.read_at) == (True, None)


def test_household_reads_the_words_of_the_welcome_once(project):
    answer = ProjectMessageFactory(project=project, is_from_household=False)
    mark_read(by=PersonFactory(), project=project)
    answer.refresh_from_db()
    assert answer.read_at is None

    mark_read(by=first_adult(project), project=project)

    answer.refresh_from_db()
    assert answer.read_at is not None


def test_silence_ends_with_a_word(project):
    project.erasure_warned_at = timezone.now()
    project.save()

    write_to_team(
        by=first_adult(project), project=project, words="Nous revoilà", channel=Channel.PAGE
    )

    project.refresh_from_db()
    assert project.erasure_warned_at is None


def test_nothing_is_written_in_a_project_that_is_erased(project):
    anne = coordinator_of(project)
    project.erased_at = timezone.now()
    project.save()

    with pytest.raises(ProjectErased):
        write_to_household(by=anne, project=project, words="Bonjour")
