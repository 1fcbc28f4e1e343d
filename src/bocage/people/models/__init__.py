"""People, where they hold rights, and the mandates that give these rights."""

from bocage.people.models.applications import (
    AccessToken,
    Application,
    ApplicationConsent,
    ApplicationGrant,
    DeviceGrant,
    IdentityToken,
    RefreshToken,
)
from bocage.people.models.entitlements import Entitlement
from bocage.people.models.erasures import ErasureReceipt
from bocage.people.models.mandates import DEMAND_A_SECOND_FACTOR, ROLE_SCOPES, Mandate, Role
from bocage.people.models.own_calendars import OwnCalendar
from bocage.people.models.persons import MessageChoice, Person, Situation
from bocage.people.models.portraits import Portrait
from bocage.people.models.scopes import Partner, Scope, ScopeKind
from bocage.people.models.sessions import Session
from bocage.people.models.sign_in import AttemptCount, KnownBrowser, SignInCode
from bocage.people.models.table_imports import TableImport, TableRefusal
from bocage.people.models.tokens import PersonalToken

__all__ = [
    "DEMAND_A_SECOND_FACTOR",
    "ROLE_SCOPES",
    "AccessToken",
    "Application",
    "ApplicationConsent",
    "ApplicationGrant",
    "AttemptCount",
    "DeviceGrant",
    "Entitlement",
    "ErasureReceipt",
    "IdentityToken",
    "KnownBrowser",
    "Mandate",
    "MessageChoice",
    "OwnCalendar",
    "Partner",
    "Person",
    "PersonalToken",
    "Portrait",
    "RefreshToken",
    "Role",
    "Scope",
    "ScopeKind",
    "Session",
    "SignInCode",
    "Situation",
    "TableImport",
    "TableRefusal",
]
