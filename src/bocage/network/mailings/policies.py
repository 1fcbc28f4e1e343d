"""Who writes to many: those who run the club of the département, and nobody else."""

import rules

from bocage.network.members.policies import runs_the_club

rules.add_perm("network.send_mailing", runs_the_club)
rules.add_perm("network.trust_address", runs_the_club)
