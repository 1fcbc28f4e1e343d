"""Help posts, ideas and mailings for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.network.help_board.operations.help_board import answer_help_post
from bocage.network.models import HelpPost, Idea, IdeaVote, Mailing, Skill
from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory


def organiser(**person):
    """Returns an organiser of the club of the Orne."""
    return MandateFactory(
        role=Role.CLUB_ORGANISER,
        scope__of_departement=True,
        **{f"person__{name}": value for name, value in person.items()},
    ).person


class HelpPostFactory(factory.django.DjangoModelFactory):
    """A help post of a member of Boitron, who looks for a graphiste."""

    class Meta:
        model = HelpPost
        skip_postgeneration_save = True

    author = factory.LazyFunction(
        lambda: MemberFactory(commune=CommuneFactory(boitron=True)).person
    )
    kind = HelpPost.Kind.ASK
    title = factory.Sequence(lambda number: f"Une affiche pour la fête {number}")
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    radius_km = None
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def about(self, _create, extracted, **_kwargs):
        """`about=["Graphiste"]`: the skills that it needs."""
        for name in extracted or ["Graphiste"]:
            skill, _created = Skill.objects.get_or_create(name=name)
            self.skills.add(skill)

    @factory.post_generation
    def answered_by(self, _create, extracted, **_kwargs):
        """`answered_by=person`: who has answered."""
        if extracted:
            answer_help_post(by=extracted, help_post=self, text="Je peux aider.")


class IdeaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Idea
        skip_postgeneration_save = True

    author = factory.SubFactory(PersonFactory)
    title = factory.Sequence(lambda number: f"Un covoiturage du lundi {number}")
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def votes_of(self, _create, extracted, **_kwargs):
        """`votes_of=[…]`: who has voted."""
        for person in extracted or ():
            IdeaVote.objects.create(idea=self, person=person, voted_at=timezone.now())


class MailingFactory(factory.django.DjangoModelFactory):
    """An announcement to all the members of the Orne, not sent yet."""

    class Meta:
        model = Mailing

    departement = factory.SubFactory(DepartementFactory)
    kind = Mailing.Kind.ANNOUNCEMENT
    subject = "La salle des Haies est ouverte"
    text = "Bonjour,\n\nLa salle ouvre lundi."
    created_at = factory.LazyFunction(timezone.now)
