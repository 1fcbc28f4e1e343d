"""Files used by the matrix: pictures, logos, documents, certificates, an unassigned mail."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from PIL import Image

from bocage.demo.cast import CAST
from bocage.foundation.http.social_pictures import instance_picture
from bocage.foundation.models import InstanceSettings, ReceivedMail
from bocage.network.models import Attendance, GatheringPhoto, WebSchoolEdition, WebSchoolPartner
from bocage.outreach.editorial.social_pictures import social_picture
from bocage.outreach.models import HomePage, PartnerEmployer
from bocage.people.models import Person, Portrait
from bocage.training.models import Programme, ProgrammePartner
from bocage.welcome.models import CeremonyGuest, Sponsorship
from bocage.workspaces.models import Photo, Place
from tests.journeys.world import World
from tests.people.factories import PersonFactory

DIGEST = "0" * 16
"""Digest of every logo, as in the URLs of the matrix (`parts.WORDS`)."""
NAME = "matrice"
VISITOR = CAST[0].email
"""Member of the cast used to enter the demo."""


def parts_of_files(world: World, place: Place) -> dict[str, Any]:
    """Puts the files there, and the parts of their addresses."""
    picture = _picture()
    for name in (f"homes/{NAME}.webp", f"images/{NAME}.webp"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(picture))
    PersonFactory(email=VISITOR)
    photo = Photo.objects.create(
        place=place, image=ContentFile(picture, "photo.webp"), alternative_text="La salle"
    )
    return {
        "place_photo.photo_id": photo.pk,
        "home_photo.name": NAME,
        "editorial_picture.name": f"{NAME}.webp",
        **_of_the_club(world, picture),
        **_logos(world, picture),
        **_shared_picture(),
        **_portraits(world, picture),
        **_papers(world),
    }


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(buffer, "WEBP")
    return buffer.getvalue()


def _of_the_club(world: World, picture: bytes) -> dict[str, Any]:
    photo = GatheringPhoto.objects.create(
        gathering_id=world.parts["gathering_detail.pk"],
        image=ContentFile(picture, "photo.webp"),
        alternative_text="Le groupe",
    )
    edition = WebSchoolEdition.objects.get(slug=world.parts["today.slug"])
    Attendance.objects.get_or_create(
        edition=edition,
        person=world.people["teleworker"],
        defaults={"name": "Camille", "arrived_at": timezone.now()},
    )
    return {"gathering_photo.pk": photo.pk, "partner_logo.slug": edition.slug}


def _logos(world: World, picture: bytes) -> dict[str, Any]:
    edition = world.parts["today.slug"]
    logo = {"logo": picture, "logo_digest": DIGEST}
    InstanceSettings.objects.create(**logo)
    WebSchoolPartner.objects.filter(edition__slug=edition).update(**logo)
    employer = PartnerEmployer.objects.get(slug=world.parts["employer_page.slug"])
    PartnerEmployer.objects.filter(pk=employer.pk).update(**logo)
    programme = Programme.objects.get(slug=world.parts["training_programme.slug"])
    ProgrammePartner.objects.create(programme=programme, name="La Région", **logo)
    return {}


def _shared_picture() -> dict[str, Any]:
    page = HomePage.objects.live()[0]
    with translation.override(page.locale.language_code):
        digest = social_picture(page).digest
    with translation.override("fr"):
        picture_digest = instance_picture().digest
    return {
        "social_picture.page_id": page.pk,
        "social_picture.digest": digest,
        "instance_picture.language": "fr",
        "instance_picture.digest": picture_digest,
    }


def _portraits(world: World, picture: bytes) -> dict[str, Any]:
    sponsor = Sponsorship.objects.get(
        project__adults__person=world.people["household of a sponsor"], status="active"
    ).sponsor.person
    for person in (sponsor, world.people["teleworker"]):
        _give_a_face(person, picture)
    return {"face.person_id": sponsor.pk}


def _give_a_face(person: Person, picture: bytes) -> None:
    Portrait.objects.get_or_create(
        person=person, defaults={"image": ContentFile(picture, "portrait.webp")}
    )


def _papers(world: World) -> dict[str, Any]:
    guests = CeremonyGuest.objects.filter(project__adults__person=world.people["guest"])
    guests.update(has_come=True)
    received = ReceivedMail.objects.create(
        message_id="<matrice@example>",
        kind="project",
        key=world.parts["project_file.project_id"],
        state=ReceivedMail.State.HELD,
        received_at=timezone.now(),
    )
    return {"held_mail_accept.mail_id": received.pk, "held_mail_aside.mail_id": received.pk}
