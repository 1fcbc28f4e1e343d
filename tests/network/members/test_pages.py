"""The pages of the club: joining, my page, the directory, the organiser's."""

import pytest
from django.urls import reverse

from bocage.network.models import Club, Member, Organisation
from bocage.people.models import Role
from tests.network.factories import MemberFactory, OrganisationFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db


def signed_in(client, person):
    client.force_login(person)
    return person


def profile_of(member, **changes):
    """Returns the data of the profile form, as displayed, with some answers changed."""
    answers = {
        "dit-commune": member.commune.name,
        "dit-commune_code": member.commune.code,
        "dit-headline": member.headline,
        "dit-skills": "",
        "dit-presentation": "",
        "dit-helps_with": "",
        "dit-looks_for": "",
        "dit-organisation": "",
        "dit-languages": "",
        "dit-links": "",
    }
    visibility = {
        f"montre-{name}": "membres"
        for name in (
            *("name", "photo", "headline", "presentation", "organisation", "skills", "helps_with"),
            *("looks_for", "languages", "links", "commune", "places", "phone"),
        )
    }
    return answers | visibility | changes


class TestJoining:
    def join(self, client, **values):
        return client.post(
            reverse("club_join"),
            {
                "name": "Nadia Prigent",
                "commune": "Boitron",
                "trade": "Graphiste",
                "skills": "Graphisme, Édition",
                **values,
            },
        )

    def test_takes_one_form(self, client, boitron):
        person = signed_in(client, PersonFactory(name=""))

        response = self.join(client)

        assert response.headers["Location"] == reverse("own_membership")
        member = Member.objects.get()
        assert (member.person.name, member.commune) == ("Nadia Prigent", boitron)
        assert member.person == person

    @pytest.mark.usefixtures("boitron")
    @pytest.mark.parametrize(
        "values",
        [
            {"commune": "Nulle part"},
            {"trade": ""},
            {"trade": "x" * 5_000},
            {"skills": ",".join(f"mot {number}" for number in range(40))},
            {"skills": "y" * 61},
            {"name": ""},
        ],
        ids=["no such commune", "no trade", "huge trade", "forty skills", "long skill", "no name"],
    )
    def test_keeps_what_was_typed_when_something_is_wrong(self, client, values):
        signed_in(client, PersonFactory())

        response = self.join(client, **values)

        assert response.status_code == 422
        assert not Member.objects.exists()

    def test_asks_for_an_account_first(self, client):
        assert client.get(reverse("club_join")).status_code == 302


class TestMyPage:
    def test_says_and_shows(self, client, boitron):
        member = MemberFactory(commune=boitron)
        signed_in(client, member.person)

        response = client.post(
            reverse("own_membership"),
            profile_of(
                member,
                **{
                    "dit-skills": "Photographie, photographie",
                    "dit-organisation": "Atelier des Haies",
                    "dit-leads_organisation": "on",
                    "dit-links": "https://nadia.example\nhttps://nadia.example",
                    "montre-name": "tous",
                    "montre-phone": "personne",
                },
            ),
        )

        assert response.status_code == 302
        member.refresh_from_db()
        assert member.public_fields == ["name"]
        assert "phone" not in member.members_fields
        assert [skill.name for skill in member.skills.all()] == ["Photographie"]
        assert member.links == ["https://nadia.example"]
        assert member.organisation == Organisation.objects.get(name="Atelier des Haies")
        assert member.leads_organisation

    @pytest.mark.parametrize(
        "changes",
        [
            {"dit-links": "javascript:alert(1)"},
            {"dit-links": "\n".join(f"https://{number}.example" for number in range(6))},
            {"montre-name": "les voisins"},
            {"dit-headline": ""},
        ],
        ids=["script", "six links", "forged audience", "empty"],
    )
    def test_refuses_what_cannot_be_shown(self, client, boitron, changes):
        member = MemberFactory(commune=boitron)
        signed_in(client, member.person)

        response = client.post(reverse("own_membership"), profile_of(member, **changes))

        assert response.status_code == 422
        member.refresh_from_db()
        assert member.links == []

    def test_joins_an_organisation_that_is_there_and_does_not_take_it_over(self, client, boitron):
        atelier = OrganisationFactory(name="Atelier des Haies", commune=boitron)
        MemberFactory(commune=boitron, organisation=atelier, leads_organisation=True)
        member = MemberFactory(commune=boitron)
        signed_in(client, member.person)

        response = client.post(
            reverse("own_membership"),
            profile_of(
                member,
                **{"dit-organisation": "atelier des haies", "dit-leads_organisation": "on"},
            ),
        )

        assert response.status_code == 422
        assert "dit déjà diriger" in text_of(response)
        member.refresh_from_db()
        assert member.organisation is None

    def test_leaving_asks_first(self, client):
        member = MemberFactory()
        signed_in(client, member.person)

        assert "Quitter le club ?" in text_of(client.get(reverse("membership_leave"))).replace(
            "\u00a0", " "
        )
        client.post(reverse("membership_leave"))

        member.refresh_from_db()
        assert member.status == Member.Status.LEFT

    def test_renews(self, client):
        member = MemberFactory()
        signed_in(client, member.person)

        assert client.post(reverse("membership_renew")).status_code == 302


class TestTheDirectory:
    def test_shows_each_onlooker_what_is_theirs(self, client):
        member = MemberFactory(
            person__name="Nadia Prigent",
            presentation="Réservé aux membres",
            public_fields=["name", "headline"],
            members_fields=["presentation"],
        )
        address = member.get_absolute_url()

        assert "Réservé aux membres" not in text_of(client.get(address))
        signed_in(client, MemberFactory().person)
        assert "Réservé aux membres" in text_of(client.get(address))

    def test_hides_who_shows_no_name(self, client):
        member = MemberFactory(public_fields=[], members_fields=["name"])

        assert client.get(member.get_absolute_url()).status_code == 404
        assert client.get(reverse("member_card", args=[member.pk])).status_code == 404
        assert client.get(reverse("member_photo", args=[member.pk])).status_code == 404

    def test_gives_a_card_of_what_is_shown(self, client):
        member = MemberFactory(
            person__name="Nadia; Prigent",
            person__phone="+33612345678",
            headline="Graphiste,\nédition",
            public_fields=["name", "headline"],
            members_fields=[],
        )

        card = client.get(reverse("member_card", args=[member.pk])).content.decode()

        assert "FN:Nadia\\; Prigent\r\nTITLE:Graphiste\\,\\nédition\r\n" in card
        assert "TEL" not in card
        assert member.person.email not in card

    def test_tells_machines_of_public_profiles_alone(self, client):
        public = MemberFactory(public=True, presentation="</script><script>alert(1)</script>")
        hidden = MemberFactory()

        page = client.get(public.get_absolute_url()).content.decode()

        assert '<script type="application/ld+json">' in page
        assert "schema.org" in page
        assert "<script>alert(1)" not in page
        signed_in(client, public.person)
        assert "schema.org" not in client.get(hidden.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        "query",
        ["q=" + "x" * 2_000, "page=-4", "page=99999999999999", "commune=zz", "rayon=1e9", "q=%00"],
    )
    def test_makes_what_it_can_of_any_address(self, client, query):
        MemberFactory(public=True)

        assert client.get(f"{reverse('member_list')}?{query}").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_reads_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        for _number in range(count):
            MemberFactory(public=True, skills=["Graphisme"])

        with django_assert_num_queries(4):
            client.get(reverse("member_list"))


class TestTheOrganiser:
    def organiser(self):
        return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person

    def test_answers_requests(self, client, boitron):
        accepted = MemberFactory(asking=True, commune=boitron)
        refused = MemberFactory(asking=True, commune=boitron)
        signed_in(client, self.organiser())

        assert accepted.person.name in text_of(client.get(reverse("club_requests")))
        client.post(reverse("club_answer", args=[accepted.pk]))
        empty = client.post(reverse("club_answer", args=[refused.pk]), {"refuser": "1"})
        client.post(
            reverse("club_answer", args=[refused.pk]), {"refuser": "1", "reason": "Hors zone."}
        )

        assert empty.status_code == 422
        states = dict(Member.objects.values_list("pk", "status"))
        assert states == {accepted.pk: "active", refused.pk: "refused"}

    def test_sees_the_members_of_their_club_alone(self, client, boitron):
        MemberFactory(commune=boitron, person__name="Nadia")
        signed_in(client, self.organiser())

        page = text_of(client.get(reverse("club_members")))

        assert "Nadia" in page

    @pytest.mark.usefixtures("boitron")
    def test_chooses_to_read_requests_first(self, client):
        signed_in(client, self.organiser())

        response = client.post(
            reverse("club_settings", args=["61"]),
            {"approves_members": "on", "membership_months": "12"},
        )

        assert response.status_code == 302
        assert Club.objects.get().approves_members

    @pytest.mark.parametrize("name", ["club_members", "club_requests"])
    def test_is_nobody_else(self, client, name):
        signed_in(client, MemberFactory().person)

        assert client.get(reverse(name)).status_code == 404


class TestOrganisations:
    def test_are_edited_by_their_leader(self, client, boitron):
        atelier = OrganisationFactory(commune=boitron)
        leader = MemberFactory(commune=boitron, organisation=atelier, leads_organisation=True)
        signed_in(client, leader.person)
        address = reverse("organisation_edit", args=[atelier.slug])
        fields = {
            "name": "Atelier",
            "kind": "firm",
            "commune": "Boitron",
            "website": "haies.example",
        }

        refused = client.post(address, fields | {"siret": "12345678901234"})
        accepted = client.post(address, fields | {"siret": "732 829 320 00074"})

        assert refused.status_code == 422
        assert accepted.status_code == 302
        atelier.refresh_from_db()
        assert (atelier.siret, atelier.website) == ("73282932000074", "https://haies.example")

    def test_are_not_written_by_others(self, client, boitron):
        atelier = OrganisationFactory(commune=boitron)
        signed_in(client, MemberFactory(organisation=atelier).person)

        assert client.get(reverse("organisation_edit", args=[atelier.slug])).status_code == 404

    def test_refuse_the_siret_of_another(self, client, boitron):
        OrganisationFactory(siret="73282932000074")
        atelier = OrganisationFactory(commune=boitron)
        leader = MemberFactory(commune=boitron, organisation=atelier, leads_organisation=True)
        signed_in(client, leader.person)

        response = client.post(
            reverse("organisation_edit", args=[atelier.slug]),
            {"name": "A", "kind": "firm", "commune": "Boitron", "siret": "73282932000074"},
        )

        assert response.status_code == 422
        assert "porte déjà ce SIRET" in text_of(response)

    def test_show_their_people_who_show_it(self, client, boitron):
        atelier = OrganisationFactory(commune=boitron)
        MemberFactory(organisation=atelier, public=True, person__name="Nadia")
        MemberFactory(organisation=atelier, person__name="Yann")

        page = text_of(client.get(atelier.get_absolute_url()))

        assert "Nadia" in page
        assert "Yann" not in page
