"""Signed addresses that act for a person (see `foundation.http.signed_links`).

A holder acts as that person, without signing in, on one commune or on one row.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.signed_links import SignedLink
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.people.models import Person
from bocage.people.signed_in import person_of_mail
from bocage.territory.models import Commune, resolve_commune


class LinkWithoutMandate(Refusal):
    """Refusal of a signed link whose holder has no mandate in its commune any more."""

    status = 410
    default_sentence = _(
        "Ce lien ne sert plus : vous n’avez plus de mandat dans cette commune. Écrivez à l’équipe "
        "d’accueil."
    )


class CommuneLink(SignedLink):
    """Signed link for a person and a commune.

    It works as long as they have the permission `perm` there, checked at each visit; `over` is the
    sentence shown afterwards.
    """

    def __init__(
        self,
        name: str,
        *,
        good_for: timedelta,
        page: str,
        perm: str = "",
        over: str | Promise | None = None,
    ) -> None:
        super().__init__(name, good_for=good_for, page=page)
        self.perm = perm
        self.over = over

    def open(self, token: str) -> tuple[Person, Commune]:
        """Returns who acts, and the commune of today; changes nothing.

        Raises:
            UnknownLink: it was cut, changed, or never ours.
            ExpiredLink: it is too old.
            LinkWithoutMandate: the account is closed, or the person may do this no longer.
        """
        person_id, code = self.read(token)
        person, commune = person_of_mail(person_id), resolve_commune(code)
        if commune is None:
            raise UnknownLink
        if person is None or not self.allows(person, commune):
            raise LinkWithoutMandate(self.over)
        return person, commune

    def allows(self, person: Person, commune: Commune) -> bool:
        """Checks whether the person has the right that the link requires on a commune."""
        return bool(person.has_perm(self.perm, commune))


class RowLink[Row: Model](SignedLink):
    """An address for a person and a row among `rows`, their own or one that concerns them. It works
    as long as they hold `perm` on it, where one is named; `refused` is raised afterwards.
    """

    def __init__(
        self,
        name: str,
        *,
        good_for: timedelta,
        page: str,
        rows: QuerySet[Row],
        perm: str = "",
        refused: type[Refusal] = UnknownLink,
    ) -> None:
        super().__init__(name, good_for=good_for, page=page)
        self.rows = rows
        self.perm = perm
        self.refused = refused

    def open(self, token: str) -> tuple[Person, Row]:
        """Returns the acting person and the row; changes nothing.

        Raises:
            UnknownLink: it was cut, changed, or never ours.
            ExpiredLink: it is too old.
            Refusal: `refused`, if the account or the row is gone, or the permission is over.
        """
        person_id, key = self.read(token)
        person, row = person_of_mail(person_id), self.rows.filter(pk=UUID(key)).first()
        if person is None or row is None:
            raise self.refused
        if self.perm and not person.has_perm(self.perm, row):
            raise self.refused
        return person, row
