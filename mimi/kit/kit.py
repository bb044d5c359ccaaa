"""What every action may use: the settings, time, chance, keys and what one server keeps."""

from dataclasses import dataclass, field

from mimi.kit.chance import Chance
from mimi.kit.chimes import Chimes
from mimi.kit.clock import Clock
from mimi.kit.counts import Counts
from mimi.kit.db import Database
from mimi.kit.deleted import Deleted
from mimi.kit.figures import Figures
from mimi.kit.keys import Keys
from mimi.kit.noted import Noted
from mimi.kit.objects import Objects
from mimi.kit.replica import Replica
from mimi.kit.windows import window
from mimi.settings import Settings


@dataclass(frozen=True)
class Kit:
    settings: Settings
    clock: Clock
    chance: Chance
    keys: Keys
    database: Database
    objects: Objects
    deleted: Deleted
    replica: Replica
    noted: Noted = field(default_factory=Noted)
    counts: Counts = field(default_factory=Counts)
    chimes: Chimes = field(default_factory=Chimes)
    figures: Figures = field(default_factory=Figures)

    def edition(self) -> int:
        """The present edition window, named by its first second."""
        return window(self.clock.now(), self.settings.rhythm.edition)

    def day(self) -> int:
        """Days since 1970: the finest time that accounts and sessions keep."""
        return self.clock.now() // 86_400
