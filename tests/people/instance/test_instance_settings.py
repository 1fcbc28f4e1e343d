"""The settings of the instance: who may change them, what is refused, what every page shows."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from bocage.foundation import instance
from bocage.foundation.errors import NotAllowed
from bocage.foundation.formatting.colours import contrast
from bocage.foundation.models import InstanceSettings
from bocage.people.errors import NotALogo, UnreadableColour
from bocage.people.forms import InstanceForm
from bocage.people.logos import LARGEST_UPLOAD, logo_from_upload
from bocage.people.models import Role
from bocage.people.operations.instance import update_instance_settings
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

PAGE = "/espace/reglages/"


def picture(size=(400, 200), kind="PNG", mode="RGB"):
    buffer = BytesIO()
    Image.new(mode, size, "green" if mode == "RGB" else 1).save(buffer, kind)
    return buffer.getvalue()


def filled(**changes):
    form = InstanceForm(instance=InstanceSettings())
    values = {name: form[name].value() for name in form.fields if name != "logo_file"}
    return {name: "" if value is None else value for name, value in (values | changes).items()}


@pytest.fixture
def fresh_reads(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, so that the change is seen as after a request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_settings_are_saved_from_the_page_and_shown_everywhere(
    signed_in_client, administrator, fresh_reads
):
    client = signed_in_client(administrator)

    with fresh_reads():
        response = client.post(
            PAGE,
            filled(
                name="Perche d’accueil", contact_email="bonjour@perche.example", lead_stale_days=21
            ),
        )

    assert response.url == PAGE
    assert instance.current_instance().lead_stale_days == 21
    page = client.get("/connexion/compte-ferme/").content.decode()
    assert "Perche d’accueil" in page
    assert "mailto:bonjour@perche.example" in page


def test_settings_stand_in_one_row(administrator):
    for name in ("Un", "Deux"):
        update_instance_settings(by=administrator, values={"name": name})

    assert InstanceSettings.objects.values_list("pk", "name").get() == (1, "Deux")
    with pytest.raises(IntegrityError, match="foundation_instance_one_row"):
        InstanceSettings.objects.create(id=2)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_settings_do_not_exist_for_other_roles(signed_in_client, role):
    scopes = {
        Role.COORDINATOR: {"of_departement": True},
        Role.CLUB_ORGANISER: {"of_departement": True},
        Role.EDITOR: {"of_departement": True},
        Role.HOST: {"of_place": True},
        Role.TRAINING_OFFICER: {"of_partner": True},
    }
    scope = ScopeFactory(**scopes.get(role, {"of_commune": True}))
    person = MandateFactory(role=role, scope=scope).person

    assert signed_in_client(person).get(PAGE).status_code == 404
    with pytest.raises(NotAllowed):
        update_instance_settings(by=person, values={"name": "À moi"})


def test_settings_are_read_once_in_a_while(administrator, django_assert_num_queries):
    update_instance_settings(by=administrator, values={"name": "Perche"})
    instance.forget_instance()

    with django_assert_num_queries(1):
        assert [instance.current_instance().name for _ in range(3)] == ["Perche"] * 3


def test_settings_of_an_instance_that_saved_none_are_the_defaults():
    instance.forget_instance()

    assert instance.current_instance() == instance.defaults()
    assert instance.current_instance().colours_url == ""


def test_texts_answer_in_the_language_of_the_page(administrator):
    from django.utils import translation

    update_instance_settings(
        by=administrator, values={"headline": "Vivre ici", "headline_en": "Live here"}
    )
    site = instance.read_instance()

    assert site.headline == "Vivre ici"
    with translation.override("en"):
        assert site.headline == "Live here"


@pytest.mark.parametrize(
    ("field", "colour", "sentence"),
    [
        ("brand_colour", "#7ba05b", "contraste de 2,5 pour 1, il en faut au moins 4,5"),
        ("brand_colour", "#ffffff", "contraste de 1,0 pour 1"),
        ("accent_colour", "#e9c46a", "contraste de 1,6 pour 1"),
    ],
)
def test_colour_that_cannot_be_read_is_refused_in_words(
    signed_in_client, administrator, field, colour, sentence
):
    response = signed_in_client(administrator).post(PAGE, filled(**{field: colour}))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert InstanceSettings.objects.count() == 0
    with pytest.raises(UnreadableColour):
        update_instance_settings(by=administrator, values={field: colour})


@pytest.mark.parametrize("colour", ["vert", "#12345", "#12345g", "#123456;}body{", ""])
def test_colour_that_is_not_one_is_refused(signed_in_client, administrator, colour):
    response = signed_in_client(administrator).post(PAGE, filled(brand_colour=colour))

    assert response.status_code == 422
    assert InstanceSettings.objects.count() == 0


def test_colours_are_a_stylesheet_that_a_browser_keeps(client, administrator, fresh_reads):
    with fresh_reads():
        update_instance_settings(by=administrator, values={"brand_colour": "#1d3f72"})
    url = instance.current_instance().colours_url
    assert url == "/instance/couleurs-1d3f72-b93c27.css"
    assert f'<link rel="stylesheet" href="{url}">' in client.get("/connexion/").content.decode()

    sheet = client.get(url)

    assert sheet["Content-Type"] == "text/css"
    assert "--brand:#1d3f72;" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]
    again = client.get(url, headers={"if-none-match": sheet["ETag"]})
    assert again.status_code == 304


def test_colours_of_an_address_that_is_not_one_do_not_exist(client):
    assert client.get("/instance/couleurs-zzzzzz-b93c27.css").status_code == 404


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1f4d3a", "#1f4d3a") == pytest.approx(1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_logo_is_drawn_again_and_served(client, administrator, fresh_reads, kind):
    content = picture(kind=kind)
    with fresh_reads():
        update_instance_settings(
            by=administrator, values={}, logo=BytesIO(content), logo_size=len(content)
        )

    response = client.get(instance.current_instance().logo_url)

    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (256, 128)
    assert client.get("/instance/logo-0000000000000000.png").status_code == 404


def test_logo_may_be_removed(administrator):
    content = picture()
    update_instance_settings(
        by=administrator, values={}, logo=BytesIO(content), logo_size=len(content)
    )

    row = update_instance_settings(by=administrator, values={}, removes_logo=True)

    assert (row.logo, row.logo_digest) == (None, "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\x00" * 20,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"%PDF-1.7",
        picture()[:60],
    ],
    ids=["empty", "svg", "gif", "png", "pdf", "cut"],
)
def test_logo_that_is_not_a_picture_of_ours_is_refused(content):
    with pytest.raises(NotALogo):
        logo_from_upload(BytesIO(content), len(content))


@pytest.mark.parametrize(("size", "mode"), [((6001, 1), "RGB"), ((20000, 20000), "1")])
def test_logo_that_is_larger_than_it_weighs_is_refused(size, mode):
    """Drawn here, not as each process reads this file: that takes over a second."""
    content = picture(size=size, mode=mode)

    with pytest.raises(NotALogo):
        logo_from_upload(BytesIO(content), len(content))


def test_logo_that_is_too_heavy_is_not_even_read():
    with pytest.raises(NotALogo):
        logo_from_upload(BytesIO(picture()), LARGEST_UPLOAD + 1)


def test_logo_under_the_name_of_a_picture_is_judged_by_its_content(signed_in_client, administrator):
    upload = SimpleUploadedFile("logo.png", b"<script>", content_type="image/png")

    response = signed_in_client(administrator).post(PAGE, filled(logo_file=upload))

    assert "n’est pas une image que nous savons lire" in response.content.decode()
    assert InstanceSettings.objects.count() == 0


@pytest.mark.parametrize("colour", ["#ffff66", "jaune"])
def test_logo_is_kept_while_a_colour_is_chosen_again(signed_in_client, administrator, colour):
    upload = SimpleUploadedFile("logo.png", picture(), content_type="image/png")

    fields = filled(logo_file=upload, accent_colour=colour, name="Perche")
    response = signed_in_client(administrator).post(PAGE, fields)

    assert "Le logo est gardé." in response.content.decode()
    row = InstanceSettings.objects.get()
    assert row.logo
    assert row.name != "Perche"


@pytest.mark.parametrize(
    "values",
    [
        {"lead_stale_days": 0},
        {"lead_stale_days": 100_000},
        {"name": ""},
        {"income_low_eur": 30_000, "income_high_eur": 20_000},
        {"contact_email": "personne"},
    ],
)
def test_value_that_means_nothing_is_refused(administrator, values):
    with pytest.raises(ValidationError):
        update_instance_settings(by=administrator, values=values)
    assert InstanceSettings.objects.count() == 0


def test_page_without_an_account_leads_to_sign_in(client):
    assert client.get(PAGE).status_code in {302, 404}
    assert PersonFactory().has_perm("people.update_instance_settings") is False


def test_colours_are_shown_with_their_contrast(signed_in_client, administrator):
    page = signed_in_client(administrator).get(PAGE).content.decode()
    assert "Enregistrée : #1f4d3a, contraste de 8,1 pour 1 (il en faut 4,5)." in page
    assert "Enregistrée : #b93c27, contraste de 5,6 pour 1 (il en faut 4,5)." in page
