"""The pages of applications and juries, as those who apply, read and answer use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.personal_data import personal_data_of
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.models import Application, Juror, JuryConflict, JuryReview, SeatOffer
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.training.admissions.factories import (
    ApplicationFactory,
    JurorFactory,
    JuryReviewFactory,
    pdf,
    score_review,
    whole_draft,
)
from tests.training.factories import CohortFactory, chamber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_somebody_applies_page_by_page_joins_a_document_and_sends(client):
    cohort, person = CohortFactory(), PersonFactory()
    start = reverse("application_start", args=[cohort.pk])
    assert client.get(start).url.startswith(reverse("account_login"))
    client.force_login(person)
    assert start in client.get(cohort.programme.get_absolute_url()).content.decode()
    assert client.get(start).status_code == 200
    part = client.post(start).url
    application = Application.objects.get()
    assert client.post(part, {"given_name": "x" * 81}).status_code == 422
    project = reverse("application_part", args=[application.pk, "le-projet"])
    assert client.post(project, {"title": "x" * 161, "home": "moon"}).status_code == 422
    data = {"title": "Des sites", "home": "coming", "wishes_welcome": "on", "suite": "1"}
    data |= {"given_name": " Nadia ", "family_name": "Prigent", "postal_address": "3 rue du Pont"}
    while "documents" not in part:
        data |= {
            f"q{question.pk}": {"number": "800", "yes_no": "Oui", "choice": "Une idée"}.get(
                question.kind, "<script>alert(1)</script>"
            )
            for question in questions_of(cohort.programme)
        }
        page = client.get(part)
        assert page.status_code == 200
        answered = client.post(part, data)
        assert answered.status_code == 302, text_of(answered)
        part = answered.url
    fake_file = SimpleUploadedFile("cv.pdf", b"MZ not a PDF", "application/pdf")
    assert "ni un PDF ni une image" in text_of(client.post(part, {"file": fake_file}))
    pdf_file = SimpleUploadedFile("..\\cv.exe", pdf().getvalue(), "text/html")
    assert client.post(part, {"file": pdf_file}).status_code == 302
    document = application.documents.get()
    served = client.get(reverse("application_document", args=[application.pk, document.pk]))
    assert served.headers["Content-Type"] == "application/pdf"
    assert served.headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(served.streaming_content).startswith(b"%PDF")
    send = reverse("application_send", args=[application.pk])
    assert "Envoyer ma candidature" in text_of(client.get(send))
    assert client.post(send).url == application.get_absolute_url()
    assert "Votre candidature est arrivée" in text_of(client.get(application.get_absolute_url()))
    assert client.get(part).status_code == 302
    assert "<script>" not in client.get(application.get_absolute_url()).content.decode()
    for words in ("Des sites", "Nadia Prigent", "3 rue du Pont"):
        assert any(words in str(rows) for rows in personal_data_of(person).values())
    stranger = PersonFactory()
    client.force_login(stranger)
    for url in (
        application.get_absolute_url(),
        send,
        reverse("application_document", args=[application.pk, document.pk]),
    ):
        assert client.get(url).status_code == 404


def test_a_document_that_waits_for_clamav_is_served_to_nobody(client):
    draft = whole_draft(CohortFactory())
    client.force_login(draft.applicant)
    file = SimpleUploadedFile("cv.pdf", pdf().getvalue(), "application/pdf")
    client.post(reverse("application_part", args=[draft.pk, "documents"]), {"file": file})
    document = draft.documents.get()
    draft.documents.update(scan="waiting")
    url = reverse("application_document", args=[draft.pk, document.pk])
    assert client.get(url).status_code == 404
    assert "En attente d’analyse" in text_of(
        client.get(reverse("application_part", args=[draft.pk, "documents"]))
    )


def test_a_jury_is_invited_reads_scores_and_sees_the_others_once_it_gave(client, deliver_mails):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    application = ApplicationFactory(cohort=cohort)
    client.force_login(teaching.officer)
    jury = reverse("cohort_jury", args=[cohort.pk])
    assert client.post(jury, {"email": "pas une adresse"}).status_code == 422
    client.post(jury, {"name": "Anne Morel", "email": "anne.morel@exemple.fr"})
    client.post(jury, {"readers_each": "2", "answer_days": "7", "reglages": "1"})
    JurorFactory(cohort=cohort)
    (invitation,) = deliver_mails()
    client.post(reverse("cohort_jury_share", args=[cohort.pk]))
    anne = Juror.objects.get(person__email="anne.morel@exemple.fr")
    assert "Anne Morel" in text_of(client.get(jury))

    client.logout()
    enter = signed_action_path(
        "training.enter_jury", {"juror": str(anne.pk), "person": str(anne.person_id)}
    )
    assert enter.split(":")[0] in invitation.text
    assert "J’en suis" in text_of(client.get(enter))
    assert "Vous êtes du jury" in text_of(client.post(enter))
    client.force_login(anne.person)
    review = JuryReview.objects.get(juror=anne)
    colleague = JuryReview.objects.exclude(juror=anne).get()
    colleague.words = "Un avis qui influence"
    colleague.save()
    score_review(colleague, 5)
    assert application.title in text_of(client.get(reverse("review_list")))
    url = reverse("review_detail", args=[review.pk])
    assert "Un avis qui influence" not in text_of(client.get(url))
    assert client.get(reverse("review_detail", args=[colleague.pk])).status_code == 404
    grid = {f"c{criterion.pk}": "3" for criterion in criteria_of(teaching.programme)}
    first = next(iter(grid))
    assert client.post(url, grid | {first: "99"}).status_code == 422
    assert client.post(url, grid | {first: ""}).status_code == 422
    assert client.post(url, grid | {"words": "Solide."}).status_code == 302
    assert "100.0" in client.get(url).content.decode().replace(",", ".")
    client.post(reverse("review_answer", args=[review.pk]), {"geste": "noter", "words": "Oui."})
    assert application.notes.get().author == anne.person


def test_answers_are_prepared_and_sent_together_and_a_seat_is_answered_on_a_page(client):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme, seats=1)
    accepted, waiting, refused = ApplicationFactory.create_batch(3, cohort=cohort)
    for application, points in ((accepted, 5), (waiting, 3), (refused, 1)):
        for _reader in range(2):
            score_review(JuryReviewFactory(application=application), points)
    client.force_login(teaching.officer)
    ranking = reverse("cohort_ranking", args=[cohort.pk])
    client.post(ranking, {"geste": "proposer"})
    file = reverse("application_file", args=[cohort.pk, refused.pk])
    assert client.post(file, {"prepared": "refuse", "words": " "}).status_code == 422
    assert client.post(file, {"prepared": "refuse", "words": "Qui paiera ?"}).status_code == 302
    assert "Envoyer toutes les réponses" in text_of(client.get(ranking))
    client.post(ranking, {"geste": "envoyer"})
    assert "À confirmer" in text_of(client.get(ranking))

    client.force_login(refused.applicant)
    assert "Qui paiera ?" in text_of(client.get(refused.get_absolute_url()))
    client.force_login(accepted.applicant)
    answer = reverse("application_answer", args=[accepted.pk])
    assert "Je viens" in text_of(client.get(accepted.get_absolute_url()))
    client.post(answer, {"geste": "decliner"})
    offer = SeatOffer.objects.get(application=waiting)
    payload = {"offer": str(offer.pk), "person": str(waiting.applicant_id)}
    client.logout()
    confirm = signed_action_path("training.confirm_seat", payload)
    assert "Je viens" in text_of(client.get(confirm))
    for _click in range(2):
        assert "C’est noté" in text_of(client.post(confirm))
    assert client.get(signed_action_path("training.decline_seat", payload)).status_code == 410
    assert cohort.enrolments.get().person == waiting.applicant


def test_an_officer_grants_a_delay_and_writes_questions_and_the_grid(client):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    draft = whole_draft(cohort)
    client.force_login(teaching.officer)
    until = timezone.localdate() + timedelta(days=30)
    list_page = reverse("cohort_applications", args=[cohort.pk])
    assert draft.title not in text_of(client.get(list_page))
    assert client.get(reverse("application_file", args=[cohort.pk, draft.pk])).status_code == 404
    client.post(
        reverse("application_delay", args=[cohort.pk, draft.pk]), {"until": until.isoformat()}
    )
    draft.refresh_from_db()
    assert draft.late_until == until
    questions_page = reverse("programme_questions", args=[teaching.programme.pk])
    assert client.post(questions_page, {"label": "", "kind": "choice"}).status_code == 422
    new = {"part": "Vous", "label": "Parlez-vous anglais ?", "kind": "yes_no"}
    assert client.post(questions_page, new).status_code == 302
    last = questions_of(teaching.programme)[-1]
    assert last.label == "Parlez-vous anglais ?"
    client.post(reverse("programme_question_remove", args=[teaching.programme.pk, last.pk]))
    assert questions_of(teaching.programme)[-1] != last
    grid_page = reverse("programme_grid", args=[teaching.programme.pk])
    assert (
        client.post(grid_page, {"label": "Tout", "weight": "99", "max_points": "5"}).status_code
        == 422
    )
    assert (
        client.post(grid_page, {"label": "Tout", "weight": "1", "max_points": "5"}).status_code
        == 302
    )
    for page, lines_of in ((questions_page, questions_of), (grid_page, criteria_of)):
        first, *criteria = lines_of(teaching.programme)
        order = {f"rang{line.pk}": place for place, line in enumerate([first, *criteria], start=1)}
        for rank in ("", "0", "501", "x"):
            client.post(f"{page}ordre/", order | {f"rang{first.pk}": rank})
        client.post(f"{page}ordre/", {})
        assert lines_of(teaching.programme) == [first, *criteria]
        client.post(f"{page}ordre/", order | {f"rang{first.pk}": "500"})
        assert lines_of(teaching.programme) == [*criteria, first]
    client.force_login(chamber().officer)
    for url in (f"{questions_page}ordre/", f"{grid_page}ordre/"):
        assert client.post(url, order).status_code == 404
    for url in (list_page, questions_page, grid_page):
        assert client.get(url).status_code == 404


def test_lists_ask_as_much_for_three_rows_as_for_one(client):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    juror = JurorFactory(cohort=cohort)

    def add() -> None:
        score_review(JuryReviewFactory(application__cohort=cohort, juror=juror), 3)
        JuryReviewFactory(application__cohort=cohort)
        ApplicationFactory(applicant=juror.person, cohort__programme=teaching.programme)
        ApplicationFactory(waiting=True, cohort=cohort, waiting_rank=Application.objects.count())

    criteria_of(teaching.programme)
    query_counts = []
    for rows in (1, 2):
        for _row in range(rows):
            add()
        client.force_login(teaching.officer)
        names = ("cohort_applications", "cohort_jury", "cohort_ranking")
        counts = [queries_of(client, reverse(name, args=[cohort.pk])) for name in names]
        client.force_login(juror.person)
        counts += [
            queries_of(client, reverse(name)) for name in ("review_list", "own_applications")
        ]
        query_counts.append(counts)
    assert query_counts[0] == query_counts[1]


def test_links_of_an_application_lead_to_the_list_of_applications(client):
    application = ApplicationFactory()
    client.force_login(application.applicant)

    page = client.get(reverse("application_detail", args=[application.pk])).content.decode()
    assert 'href="/espace/candidatures/"' in page


def test_reader_with_a_tie_gives_the_application_up_and_somebody_else_has_it(client):
    teaching = chamber()
    application = ApplicationFactory(cohort__programme=teaching.programme)
    review = JuryReviewFactory(application=application)
    next_juror = JurorFactory(cohort=application.cohort)
    client.force_login(review.juror.person)
    form = {"geste": "conflit", "relation": "family", "words": ""}

    page = client.post(reverse("review_answer", args=[review.pk]), form, follow=True)

    assert "quelqu’un d’autre lira ce projet" in text_of(page)
    assert [review.juror for review in application.reviews.all()] == [next_juror]
    conflict = JuryConflict.objects.get(application=application)
    assert (conflict.person, conflict.relation) == (review.juror.person, "family")


def test_reader_with_a_tie_leaves_without_a_replacement(client):
    application = ApplicationFactory(cohort__programme=chamber().programme)
    juror = JurorFactory(cohort=application.cohort)
    review = JuryReviewFactory(application=application, juror=juror)
    client.force_login(juror.person)
    declared = {"geste": "conflit", "relation": "work", "words": ""}

    page = client.post(reverse("review_answer", args=[review.pk]), declared, follow=True)

    assert "vous ne lisez plus ce projet" in text_of(page)
    assert not JuryReview.objects.filter(application=review.application).exists()
