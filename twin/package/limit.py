"""How many runs taking a package apart may make: counted beforehand, and never without an end.

The default comes from what the line does in one run, not from a clock: the
same line is allowed the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twin.settings import SettingError
from twin.two_levels import runs_of

if TYPE_CHECKING:
    from twin.study import StudyResult

WORK_CYCLES = 1e9  # of all stations in all runs: minutes of the fast engine
FEWEST, MOST = 1_000, 100_000
DIGITS = 2  # of the number that is allowed, so that it can be read and typed


class Budget(NamedTuple):
    """The runs that a package takes, those of its comparison among them, and what is allowed."""

    combinations: int  # of the retrofits that are each a study of their own
    replications: int  # of each
    draws: int  # of what is not known
    most: int

    @property
    def for_origins(self) -> int:
        """Runs that tell where the spread comes from."""
        return runs_of(self.draws)

    @property
    def runs(self) -> int:
        """All runs."""
        return self.combinations * self.replications + self.for_origins

    def check(self) -> None:
        """Refuse more runs than are allowed; SettingError with the ways out."""
        if self.runs <= self.most:
            return
        count, each, rest = self.combinations, self.replications, self.for_origins
        raise SettingError(
            f"the package takes {self.runs:,} runs ({count} combinations of {each:,} replications, "
            f"and {rest:,} for the origins of the spread); expected at most {self.most:,}: allow "
            f"them with --max-runs {self.runs}, or take fewer --replications or retrofits",
            f"패키지 분석에 {self.runs:,}회 실행이 필요함({count}개 조합을 {each:,}회씩 반복, "
            f"산포 요인 {rest:,}회). 허용 한도는 {self.most:,}회이므로 "
            f"--max-runs {self.runs}로 늘리거나 --replications 또는 개선안 수를 줄일 것",
        )


def most_runs(bare: StudyResult) -> int:
    """Default of the number of runs: fewer, the more the line does in one."""
    books, settings = bare.books[0], bare.settings
    cycles_per_s = float(books.ledger.finished.sum()) / max(books.span_s, 1e-9)
    cycles = cycles_per_s * (settings.warmup_s + settings.length_s)
    allowed = int(min(MOST, max(FEWEST, WORK_CYCLES / max(cycles, 1.0))))
    step: int = 10 ** (len(str(allowed)) - DIGITS)
    return allowed // step * step
