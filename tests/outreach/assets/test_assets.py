"""Assets: written, changed, published, withdrawn, refreshed; and what the database refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.images.models import Image

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.files.photos import PhotoUnreadable
from bocage.foundation.models import OutgoingMail
from bocage.outreach.assets.errors import (
    AssetAboutSeveral,
    AssetElsewhere,
    AssetFigureGoesBack,
    AssetFigureToCome,
    AssetFigureTwice,
    AssetFigureUnknown,
    AssetIsLive,
    AssetShelfLifeOutOfReach,
    AssetTitleTaken,
    AssetTooOld,
    AssetWithoutSource,
    AssetWithoutWords,
    PictureWithoutWords,
    PressMayNotUse,
)
from bocage.outreach.assets.history import figures_of
from bocage.outreach.assets.operations.assets import (
    add_asset,
    change_asset,
    publish_asset,
    refresh_figure,
    withdraw_asset,
)
from bocage.outreach.assets.operations.freshness import notify_aged_assets
from bocage.outreach.assets.operations.pictures import PictureTerms, remove_picture
from bocage.outreach.models import Asset
from bocage.people.models import Person, Role
from tests.outreach.assets.factories import FOR_THE_PRESS, AssetFactory, a_picture, asset_terms
from tests.outreach.coordination import coordinator_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def editor_of(departement) -> Person:
    scope = ScopeFactory(of_departement=True, departement=departement)
    return MandateFactory(role=Role.EDITOR, scope=scope).person


def public_titles() -> list[str]:
    return [asset.title for asset in Asset.objects.public_on(timezone.localdate())]


def test_an_asset_is_a_draft_then_published_then_withdrawn_and_again() -> None:
    orne = DepartementFactory()
    for by in (coordinator_of(orne), editor_of(orne)):
        asset = add_asset(by=by, departement=orne, terms=asset_terms(title=f" La  fibre {by.pk} "))
        assert (asset.state, asset.title) == ("draft", f"La fibre {by.pk}")
        assert public_titles() == []
        published = publish_asset(by=by, asset=asset)
        assert publish_asset(by=by, asset=asset).published_by == by
        assert published.published_on == timezone.localdate()
        assert public_titles() == [asset.title]
        for _press in range(2):
            assert withdraw_asset(by=by, asset=asset).state == "withdrawn"
        assert public_titles() == []
        publish_asset(by=by, asset=asset)
        withdraw_asset(by=by, asset=asset)


def test_only_who_keeps_the_departement_writes_its_assets() -> None:
    asset = AssetFactory()
    sarthe = DepartementFactory(sarthe=True)
    for by in (PersonFactory(), coordinator_of(sarthe), editor_of(sarthe)):
        for refused in (
            lambda by=by: add_asset(by=by, departement=asset.departement, terms=asset_terms()),
            lambda by=by: change_asset(by=by, asset=asset, terms=asset_terms()),
            lambda by=by: publish_asset(by=by, asset=asset),
            lambda by=by: withdraw_asset(by=by, asset=asset),
            lambda by=by: refresh_figure(
                by=by, asset=asset, figure="95 %", dated_on=timezone.localdate()
            ),
            lambda by=by: remove_picture(by=by, asset=asset),
        ):
            with pytest.raises(NotAllowed):
                refused()


def test_what_does_not_hold_is_refused_in_a_sentence() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    AssetFactory(departement=orne, title="Le train")
    commune_of_sarthe = CommuneFactory(
        departement=DepartementFactory(sarthe=True), code="72181", epci=None
    )
    boitron = CommuneFactory(boitron=True)
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused: list[tuple[type[Refusal], dict]] = [
        (AssetTitleTaken, {"title": "LE train"}),
        (AssetWithoutWords, {"title": " \n "}),
        (AssetWithoutWords, {"sentence": ""}),
        (AssetFigureTwice, {"live_indicator": "open_this_week"}),
        (AssetFigureUnknown, {"live_indicator": "pirate", "figure": "", "dated_on": None}),
        (AssetFigureToCome, {"dated_on": tomorrow}),
        (AssetShelfLifeOutOfReach, {"shelf_life_months": 0}),
        (AssetShelfLifeOutOfReach, {"shelf_life_months": 121}),
        (AssetElsewhere, {"commune": commune_of_sarthe}),
        (AssetAboutSeveral, {"commune": boitron, "epci": boitron.epci}),
    ]
    for refusal, sentence in refused:
        with pytest.raises(refusal):
            add_asset(by=by, departement=orne, terms=asset_terms(**sentence))
    assert Asset.objects.count() == 1


@pytest.mark.parametrize("missing", ["figure", "source_name", "dated_on"])
def test_without_a_source_a_date_or_a_figure_nothing_is_published(missing: str) -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    empty = None if missing == "dated_on" else ""
    asset = add_asset(by=by, departement=orne, terms=asset_terms(**{missing: empty}))
    with pytest.raises(AssetWithoutSource):
        publish_asset(by=by, asset=asset)
    with pytest.raises(IntegrityError, match="outreach_asset_published"), transaction.atomic():
        Asset.objects.filter(pk=asset.pk).update(
            state="published", published_on=timezone.localdate()
        )
    published = AssetFactory(departement=orne)
    with pytest.raises(AssetWithoutSource):
        change_asset(by=by, asset=published, terms=asset_terms(**{missing: empty}))
    assert asset.title in [due.title for due in Asset.objects.to_refresh(timezone.localdate())]


def test_a_live_figure_needs_no_date_and_is_never_too_old() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    terms = asset_terms(
        live_indicator="open_this_week", figure="", dated_on=None, source_name="", source_url=""
    )
    asset = add_asset(by=by, departement=orne, terms=terms)
    publish_asset(by=by, asset=asset)
    assert public_titles() == [asset.title]
    assert not Asset.objects.to_refresh(timezone.localdate()).exists()
    with pytest.raises(AssetIsLive):
        refresh_figure(by=by, asset=asset, figure="3", dated_on=timezone.localdate())


def test_too_old_it_is_not_published_by_anybody() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    old = asset_terms(dated_on=date(2019, 1, 31), shelf_life_months=13)
    asset = add_asset(by=by, departement=orne, terms=old)
    assert asset.fresh_until == date(2020, 2, 29)  # The last day of that month.
    with pytest.raises(AssetTooOld):
        publish_asset(by=by, asset=asset)
    with (
        pytest.raises(IntegrityError, match="outreach_asset_published_fresh"),
        transaction.atomic(),
    ):
        Asset.objects.filter(pk=asset.pk).update(
            state="published", published_on=timezone.localdate()
        )
    published = AssetFactory(departement=orne)
    with pytest.raises(AssetTooOld):
        change_asset(by=by, asset=published, terms=old)


def test_what_ages_on_show_is_shown_no_more_and_its_keeper_is_reported_once() -> None:
    orne = DepartementFactory()
    manager, coordinator = editor_of(orne), coordinator_of(orne)
    AssetFactory(departement=orne, aged=True, title="Vieilli", published_by=manager)
    AssetFactory(departement=orne, aged=True, title="Vieilli aussi", published_by=manager)
    AssetFactory(departement=orne, aged=True, title="De personne", published_by=PersonFactory())
    AssetFactory(departement=orne, title="Frais")
    assert public_titles() == ["Frais"]
    assert notify_aged_assets() == 3
    assert notify_aged_assets() == 0
    mails = {mail.recipient: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {manager.email, coordinator.email}
    again = Asset.objects.get(title="Vieilli")
    refresh_figure(by=manager, asset=again, figure="95 %", dated_on=timezone.localdate())
    assert "Vieilli" in public_titles()
    assert Asset.objects.get(title="Vieilli").age_notified_at is None


def test_a_figure_is_refreshed_and_the_ones_before_are_kept() -> None:
    asset = AssetFactory(figure="90 %", dated_on=date(2026, 1, 1), shelf_life_months=24)
    by = coordinator_of(asset.departement)
    day = date(2026, 6, 1)
    for _press in range(2):
        refresh_figure(by=by, asset=asset, figure=" 94  % ", dated_on=day, source_name="")
    withdraw_asset(by=by, asset=asset)
    figures = [(figure.figure, figure.dated_on, figure.source_name) for figure in figures_of(asset)]
    assert figures == [("94 %", day, "Arcep"), ("90 %", date(2026, 1, 1), "Arcep")]
    for refusal, wrong in (
        (AssetFigureGoesBack, {"dated_on": date(2026, 5, 31)}),
        (AssetFigureToCome, {"dated_on": timezone.localdate() + timedelta(days=1)}),
        (AssetWithoutSource, {"figure": "  "}),
    ):
        with pytest.raises(refusal):
            refresh_figure(by=by, asset=asset, **{"figure": "1", "dated_on": day, **wrong})


def test_a_picture_is_shown_in_words_and_lent_to_the_press_with_its_terms() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    terms = asset_terms()
    for refusal, picture, image in (
        (PictureWithoutWords, PictureTerms(words="Une haie"), a_picture()),
        (PressMayNotUse, PictureTerms(words="A", credit="B", is_for_press=True), a_picture()),
    ):
        with pytest.raises(refusal):
            add_asset(by=by, departement=orne, terms=terms, picture=picture, image=image)
    with pytest.raises(PhotoUnreadable):
        add_asset(
            by=by,
            departement=orne,
            terms=terms,
            picture=FOR_THE_PRESS,
            image=a_picture().__class__("x.jpg", b"<svg onload=alert(1)>"),
        )
    asset = add_asset(
        by=by, departement=orne, terms=terms, picture=FOR_THE_PRESS, image=a_picture()
    )
    stored_picture = Image.objects.get()
    assert (asset.picture, stored_picture.description) == (
        stored_picture,
        "Un chemin entre deux haies",
    )
    with stored_picture.file.open("rb") as file:
        assert file.read(4) == b"RIFF"
    changed = change_asset(
        by=by, asset=asset, terms=terms, picture=PictureTerms(words="Une haie", credit="Claire")
    )
    assert (changed.picture, changed.picture_words, changed.is_for_press) == (
        stored_picture,
        "Une haie",
        False,
    )
    for _press in range(2):
        assert remove_picture(by=by, asset=asset).picture is None
    assert Image.objects.exists()
    words_alone = add_asset(
        by=by, departement=orne, terms=asset_terms(title="B"), picture=FOR_THE_PRESS
    )
    assert (words_alone.is_for_press, words_alone.picture_words) == (False, "")


def test_the_assets_of_a_commune_are_its_own_then_those_around_it() -> None:
    boitron = CommuneFactory(boitron=True)
    mortagne = CommuneFactory(mortagne=True)
    orne = boitron.departement
    place = PlaceFactory(commune=boitron)
    AssetFactory(departement=orne, title="De l’Orne")
    AssetFactory(departement=orne, title="De l’intercommunalité", epci=boitron.epci)
    AssetFactory(departement=orne, title="De Boitron", commune=boitron)
    AssetFactory(departement=orne, title="Du télécentre", place=place)
    AssetFactory(departement=orne, title="De Mortagne", commune=mortagne)
    AssetFactory(departement=DepartementFactory(sarthe=True), title="De la Sarthe")
    assert [asset.title for asset in Asset.objects.about(boitron)] == [
        "De Boitron",
        "Du télécentre",
        "De l’intercommunalité",
        "De l’Orne",
    ]
    with pytest.raises(IntegrityError, match="about_one_place"), transaction.atomic():
        AssetFactory(departement=orne, commune=boitron, place=place)


def test_the_database_keeps_addresses_of_sources_to_the_web() -> None:
    with pytest.raises(IntegrityError, match="source_on_the_web"), transaction.atomic():
        AssetFactory(source_url="javascript:alert(1)")
    with pytest.raises(IntegrityError, match="dated_in_our_time"), transaction.atomic():
        AssetFactory(dated_on=date(9999, 1, 1))


def test_an_epci_of_two_departements_is_of_both() -> None:
    orne = DepartementFactory()
    epci = EpciFactory()
    epci.departements.set([orne])
    by = coordinator_of(orne)
    asset = add_asset(by=by, departement=orne, terms=asset_terms(epci=epci))
    assert asset.epci == epci
    sarthe = DepartementFactory(sarthe=True)
    stranger = coordinator_of(sarthe)
    with pytest.raises(AssetElsewhere):
        add_asset(by=stranger, departement=sarthe, terms=asset_terms(epci=epci))


@pytest.mark.django_db(transaction=True)
def test_two_who_write_one_title_at_once_make_one_asset() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    results = race(
        *[lambda: add_asset(by=by, departement=orne, terms=asset_terms()) for _time in range(2)]
    )
    assert outcomes(results) == {"Asset": 1, "AssetTitleTaken": 1}
    assert Asset.objects.count() == 1
