"""People, where they hold rights, and the mandates that give these rights."""

from bocage.people.models.mandates import ROLE_SCOPES, Mandate, Role
from bocage.people.models.persons import MessageChoice, Person, Situation
from bocage.people.models.portraits import Portrait
from bocage.people.models.scopes import Partner, Scope, ScopeKind
from bocage.people.models.sessions import Session
from bocage.people.models.sign_in import AttemptCount, SignInCode
from bocage.people.models.standings import Standing

__all__ = [
    "ROLE_SCOPES",
    "AttemptCount",
    "Mandate",
    "MessageChoice",
    "Partner",
    "Person",
    "Portrait",
    "Role",
    "Scope",
    "ScopeKind",
    "Session",
    "SignInCode",
    "Situation",
    "Standing",
]
