"""Rights to set prices, keep accounts and choose how to pay."""

import rules

from bocage.people.policies import is_signed_in
from bocage.workspaces.places.policies import runs_place
from bocage.workspaces.scheduling.policies import is_holder, runs_place_of

rules.add_perm("workspaces.set_prices", is_signed_in & runs_place)
rules.add_perm("workspaces.manage_accounts", is_signed_in & runs_place)
rules.add_perm("workspaces.choose_how_to_pay", is_holder | runs_place_of)
