"""Members, organisations and skills for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.network.members.visibility import update_search_words
from bocage.network.models import LISTED_FIELDS, Member, MemberSkill, Organisation, Skill
from bocage.people.models import Entitlement
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory


class SkillFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Skill

    name = factory.Sequence(lambda number: f"Métier {number}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Atelier du Perche {number}")
    slug = factory.Sequence(lambda number: f"atelier-du-perche-{number}")
    commune = factory.SubFactory(CommuneFactory)


class MemberFactory(factory.django.DjangoModelFactory):
    """A member of the club, who shows to members what a new member shows."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    class Params:
        asking = factory.Trait(status=Member.Status.REQUESTED, joined_at=None, renewed_until=None)
        public = factory.Trait(public_fields=sorted(LISTED_FIELDS), members_fields=[])

    person = factory.SubFactory(PersonFactory)
    commune = factory.SubFactory(CommuneFactory)
    latitude = factory.SelfAttribute("commune.latitude")
    longitude = factory.SelfAttribute("commune.longitude")
    headline = "Graphiste indépendante"
    status = Member.Status.ACTIVE
    members_fields = factory.LazyFunction(lambda: sorted(LISTED_FIELDS))
    requested_at = factory.LazyFunction(timezone.now)
    joined_at = factory.LazyFunction(timezone.now)
    renewed_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))

    @factory.post_generation
    def skills(self, _create, extracted, **_kwargs):
        """`skills=["Photographe"]` sets the skills; their search texts are stored."""
        for name in extracted or ():
            skill, _created = Skill.objects.get_or_create(name=name)
            MemberSkill.objects.create(member=self, skill=skill)
        update_search_words(self)

    @factory.post_generation
    def entitlement(self, _create, _extracted, **_kwargs):
        if self.status == Member.Status.ACTIVE:
            Entitlement.objects.create(
                person=self.person,
                kind=Entitlement.Kind.CLUB_MEMBER,
                starts_on=timezone.localdate(),
            )
