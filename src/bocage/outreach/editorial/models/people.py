"""Adapter of `Person` to Wagtail, which expects Django's user API."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from bocage.people.models import Person

OF_A_WRITER = ("add_page", "change_page")
"""Permissions of a writer on every page. In Wagtail, `change` includes other people's pages."""

SET_BY_THE_PRODUCT = frozenset(
    f"{verb}_{thing}"
    for verb in ("add", "change", "delete")
    for thing in ("site", "workflow", "task")
)
"""There is one site, and one way from a proposal to its publication: no editor changes them, and
Wagtail has no page for the first."""


class Editor(Person):  # type: ignore[django-manager-missing]  # a library has no types
    """A person as Wagtail's user: its permissions come from the policies of outreach.

    Wagtail knows superusers and groups. A person who publishes pages is a superuser to it, within
    its own pages only; a person who proposes pages has the equivalent of a group's permissions.
    """

    class Meta:
        proxy = True

    @classmethod
    def of(cls, person: Person) -> Editor:
        """Returns the `Editor` proxy of a person, without a query, with the mandates already
        read."""
        fields = [field.attname for field in cls._meta.concrete_fields]
        editor = cls.from_db(person._state.db, fields, [getattr(person, field) for field in fields])
        editor._mandates_in_force = person.mandates_in_force
        editor.lacks_second_factor = person.lacks_second_factor
        if not editor.is_superuser:
            editor._page_permission_cache = _permissions_of_a_writer()  # type: ignore[attr-defined] # Wagtail's
            editor._collection_permission_cache = GroupCollectionPermission.objects.none()  # type: ignore[attr-defined] # too
        return editor

    @property
    def is_superuser(self) -> bool:
        """True if the person publishes pages: nothing that Wagtail shows here is hidden from
        them."""
        return super().has_perm("outreach.publish_pages")

    @property
    def groups(self) -> QuerySet[Group]:
        """Always empty: permissions come from the policies."""
        return Group.objects.none()

    @property
    def wagtail_name(self) -> str:
        """Name of the person in Wagtail's pages."""
        return str(self)

    def get_full_name(self) -> str:
        """Returns the person's name, as Wagtail requires."""
        return self.name

    def has_perm(self, permission: str, target: object = None) -> bool:
        """Checks a permission: those of the product by its policies, Wagtail's own by those of
        outreach.
        """
        room, _dot, name = permission.partition(".")
        if room == "wagtailadmin" and name == "access_admin":
            return super().has_perm("outreach.enter_redaction")
        if room == "wagtailcore" and name in SET_BY_THE_PRODUCT:
            return False
        return super().has_perm(permission, target) or self.is_superuser

    def has_perms(self, permissions: Any, target: object = None) -> bool:
        """Checks whether the person has all of the permissions."""
        return all(self.has_perm(permission, target) for permission in permissions)


def _permissions_of_a_writer() -> list[GroupPagePermission]:
    """Returns unsaved permissions without a group; they have keys, since Wagtail puts them in
    sets."""
    root = Page.get_first_root_node()
    return [
        GroupPagePermission(pk=number, page=root, permission=Permission(codename=name))
        for number, name in enumerate(OF_A_WRITER, start=1)
    ]
