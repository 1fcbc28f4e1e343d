"""Permissions of mailings: only the organisers of the département's club."""

import rules

from bocage.network.members.policies import runs_the_club

rules.add_perm("network.send_mailing", runs_the_club)
rules.add_perm("network.trust_address", runs_the_club)
