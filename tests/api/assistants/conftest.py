"""Assistant server that calls a real instance by HTTP."""

import pytest

from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from tests.api.assistants.asking import server_for


@pytest.fixture
def server(live_server):
    """Returns a server that calls this instance, without a token."""
    return server_for(live_server.url)


@pytest.fixture
def token_of():
    """`token_of(person)`: the secret of a token of theirs, which opens all or what is named."""

    def make_for(person, *scopes):
        opened = [scope.value for scope in scopes or ApiScope]
        return make_token(by=person, person=person, name="Assistant", scopes=opened, days=30)[1]

    return make_for
