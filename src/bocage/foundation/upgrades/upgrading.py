"""Upgrade of an instance, its verdict, and its rollback.

The new version is installed beside the old one, which goes on serving while the database is saved
and migrated and the new one is tried on a port of its own. Only then are the services switched. A
rollback leaves the migrations applied: the version before works with the tables of the next
(docs/operations/updating), so that no booking made meanwhile is lost.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext_noop

from bocage.foundation.ops.locks import exclusive_lock
from bocage.foundation.upgrades.errors import UpgradeError
from bocage.foundation.upgrades.services import Services, wait_until_ready
from bocage.foundation.upgrades.versions import Versions, version_of

PATIENCE_S = 120.0
"""Seconds that a new version may take until it serves, before the old one is restored."""


class Verdict(StrEnum):
    """Result of an upgrade."""

    UPGRADED = "upgraded"
    REFUSED = "refused"
    """Found wrong before anything changed for people."""
    ROLLED_BACK = "rolled back"
    DOWN = "down"
    """State in which neither version serves: an operator has to act."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Outcome of an upgrade; `step` and `reason` explain a failure."""

    before: str
    after: str
    verdict: Verdict
    step: str = ""
    reason: str = ""
    at: str = ""
    """Time of the outcome, in ISO 8601."""

    @property
    def was_put_away(self) -> bool:
        """True if the version itself failed: it is not tried again automatically."""
        is_its_own = self.step in {"trial", "switch"}
        return self.verdict is not Verdict.UPGRADED and is_its_own


ReportStep = Callable[[str], None]
"""Function that receives the name of each step: `install`, `backup`, `migrate`, `trial`, `switch`,
`back`.
"""


@dataclass(frozen=True)
class Upgrader:
    """Upgrades of one instance, one at a time, each written down."""

    versions: Versions
    services: Services
    backup_folder: Path
    patience_s: float = PATIENCE_S
    report_step: ReportStep = print

    def upgrade(self, wheel: Path) -> Outcome:
        """Upgrades the instance to the version of a wheel, or leaves it with its current one.

        Raises:
            AlreadyLocked: another upgrade is running.
            UpgradeError: no version is in use, or the wheel is not one of Bocage.
        """
        after = version_of(wheel)
        with exclusive_lock(self.versions.root / "upgrade.lock", wait=False):
            return self._noted(self._upgrade(wheel, after))

    def finish_interrupted_upgrade(self) -> Outcome | None:
        """Judges a version that an upgrade had switched to when it was killed (a power cut)."""
        if not self.versions.marker.exists():
            return None
        with exclusive_lock(self.versions.root / "upgrade.lock", wait=False):
            if self.versions.marker.read_text().strip() == self._current().name:
                self.versions.marker.unlink()
                return None
            before = self.versions.root / "versions" / self.versions.marker.read_text().strip()
            return self._noted(self._judge(before, self._current()))

    def outcomes(self) -> list[Outcome]:
        """Returns the outcomes of the journal, the oldest first."""
        with suppress(FileNotFoundError):
            lines = self._journal.read_text().splitlines()
            entries = [json.loads(line) for line in lines]
            return [Outcome(**entry | {"verdict": Verdict(entry["verdict"])}) for entry in entries]
        return []

    @property
    def _journal(self) -> Path:
        return self.versions.root / "upgrades.jsonl"

    def _upgrade(self, wheel: Path, after: str) -> Outcome:
        before = self._current()
        step = "install"
        try:
            self.report_step(step)
            new = self.versions.install(wheel)
            step = "backup"
            self.report_step(step)
            self.services.run(before, "backup", "--folder", str(self.backup_folder))
            step = "migrate"
            self.report_step(step)
            self.services.run(new, "migrate", "--noinput")
            step = "trial"
            self.report_step(step)
            with self.services.trial(new) as port:
                wait_until_ready(port, patience_s=self.patience_s)
        except UpgradeError as error:
            return Outcome(
                before=before.name, after=after, verdict=Verdict.REFUSED,
                step=step, reason=str(error),
            )  # fmt: skip
        self.versions.marker.write_text(before.name)
        self.versions.switch_to(new)
        self.report_step("switch")
        return self._judge(before, new, restart=self.services.restart)

    def _judge(
        self, before: Path, new: Path, *, restart: Callable[[], None] = lambda: None
    ) -> Outcome:
        """Keeps a version that serves within the time, and puts the one before back otherwise."""
        names = {"before": before.name, "after": new.name}
        try:
            restart()
            wait_until_ready(self.services.port, patience_s=self.patience_s)
        except UpgradeError as error:
            verdict = self._switch_back(before)
            outcome = Outcome(**names, verdict=verdict, step="switch", reason=str(error))
        else:
            self.versions.forget_others()
            outcome = Outcome(**names, verdict=Verdict.UPGRADED)
        self.versions.marker.unlink()
        return outcome

    def _switch_back(self, before: Path) -> Verdict:
        self.report_step("back")
        self.versions.switch_to(before)
        try:
            self.services.restart()
            wait_until_ready(self.services.port, patience_s=self.patience_s)
        except UpgradeError:
            return Verdict.DOWN
        return Verdict.ROLLED_BACK

    def _current(self) -> Path:
        current = self.versions.current
        if current is None:
            raise UpgradeError(
                gettext_noop("Aucune version n’est en service dans {root}."),
                root=self.versions.root,
            )
        return current

    def _noted(self, outcome: Outcome) -> Outcome:
        """Writes the outcome down, with its moment."""
        entry = asdict(outcome) | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
        with self._journal.open("a") as journal:
            journal.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return Outcome(**entry)
