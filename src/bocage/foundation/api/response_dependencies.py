"""Dependencies of a response of the API, so that it can be cached until one of them changes.

    @router.read("", Page[PlaceLine], summary=…, made_from=(PLACES, COMMUNES))

The responses of an endpoint that declares its subjects are cached for callers without a token
(`bocage.api.response_cache`), until one of its subjects changes. An endpoint that reads a few
objects alone, or whose response expires at a given time, declares it while it runs:

    dependencies = dependencies_of(request)
    dependencies.looks_only_at({place.pk}, subjects=(AVAILABILITY,))
    dependencies.is_good_until(midnight)
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from bocage.foundation.api.versions import Version, Watch

DEPENDENCIES = "_bocage_api_dependencies"


@dataclass(frozen=True, slots=True)
class DependencyVersion:
    """Validity of a response: as long as its dependencies have this version, and until a time."""

    watch: Watch
    version: Version
    until: datetime | None

    def is_so_still(self) -> bool:
        """Checks whether the data behind the answer is unchanged; one statement."""
        version, _last = self.watch.read()
        return version == self.version


@dataclass(slots=True)
class ResponseDependencies:
    """Data that one answer is made from: whole subjects, or some objects of a few of them."""

    subjects: tuple[str, ...] = ()
    before: Version | None = None
    """Version of all subjects before anything was read; None if the response is not cached."""
    narrowed: tuple[str, ...] = ()
    objects: frozenset[UUID] = frozenset()
    until: datetime | None = None
    _version: tuple[Version, datetime | None] | None = None

    def looks_only_at(self, objects: Collection[UUID], *, subjects: tuple[str, ...]) -> None:
        """Restricts the dependencies of the answer: only these objects of these subjects matter."""
        self.narrowed, self.objects = subjects, frozenset(objects)

    def is_good_until(self, moment: datetime) -> None:
        """Sets the moment from which the answer may differ though no data has changed."""
        self.until = moment

    def last_change(self) -> datetime | None:
        """Returns when the data behind the answer last changed, or None if it never did; one
        statement.
        """
        self._version = self._watch.read()
        return self._version[1]

    def version(self) -> DependencyVersion | None:
        """Returns the version of the data that the finished answer was made from, or None if the
        answer is not to be cached or if the data changed meanwhile.
        """
        if self.before is None:
            return None
        if not self.narrowed:
            return DependencyVersion(self._watch, self.before, self.until)
        version, _last = self._version or self._watch.read()
        # Read after the version, so that any earlier change is visible here.
        if _version_of(self.subjects) != self.before:
            return None
        return DependencyVersion(self._watch, version, self.until)

    @property
    def _watch(self) -> Watch:
        whole = tuple(subject for subject in self.subjects if subject not in self.narrowed)
        return Watch(whole=whole, partly=self.narrowed, objects=self.objects)


def begin_dependencies(request: HttpRequest, subjects: tuple[str, ...]) -> ResponseDependencies:
    """Starts the record of what the answer to a request is made from. The answer to a request with
    a token is not cached, since it depends on the person.
    """
    is_cached = "Authorization" not in request.headers
    dependencies = ResponseDependencies(
        subjects, before=_version_of(subjects) if is_cached else None
    )
    setattr(request, DEPENDENCIES, dependencies)
    return dependencies


def dependencies_of(request: HttpRequest) -> ResponseDependencies:
    """Returns the reading that the router started for this request; without one, a reading whose
    answer is not cached.
    """
    dependencies: ResponseDependencies = (
        getattr(request, DEPENDENCIES, None) or ResponseDependencies()
    )
    return dependencies


def _version_of(subjects: tuple[str, ...]) -> Version:
    version, _last = Watch(whole=subjects).read()
    return version
