"""A line with its retrofits, as known before a study: certain, or certain but for what is drawn.

A retrofit may say of its effect only how likely which value is. Such a parameter is drawn anew
in every replication from a stream of its own, so that the study's interval also holds what we
do not know of the effect, and so that no other luck of the line moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lines import Distribution, Line, LineSource, Retrofit
    from lines.retrofit import Landing

    LineLike = Line | LineSource | Path | str
    RetrofitLike = Retrofit | Path | str
    DrawFunction = Callable[[str, Distribution], float]


class Drawn(NamedTuple):
    """One uncertain parameter of a retrofit and the value that one replication drew for it."""

    name: str  # where it stands, such as 'ai-vision: stations.inspect.finds'
    distribution: Distribution  # what is known of it
    value: float  # what this replication took, in the unit of the parameter


@dataclass(frozen=True)
class Scenario:
    """The line file and the retrofits on it, in the order in which they are applied."""

    source: LineSource | Line
    retrofits: tuple[Retrofit, ...] = ()
    at: str | None = None

    def bare(self) -> Scenario:
        """Return the line without its retrofits."""
        return Scenario(self.source)

    def file(self) -> LineSource:
        """Return the line's file; SettingError where the line was built without it."""
        from lines import Line

        if isinstance(self.source, Line):
            raise SettingError("only a line's file can be asked; give its path, name or source")
        return self.source

    def expected_line(self) -> Line:
        """Return the line with every uncertain parameter at its mean."""
        return self._line(None)

    def is_uncertain(self) -> bool:
        """Say whether any retrofit leaves a parameter to chance."""
        return bool(self.drawn_line(0, 0)[1])

    def drawn_line(self, seed: int, replication: int) -> tuple[Line, tuple[Drawn, ...]]:
        """Return the line that this replication runs, and what was drawn for it."""
        from twin.engine import draw_uncertain

        drawn: list[Drawn] = []

        def draw(path: str, distribution: Distribution) -> float:
            value = draw_uncertain(seed, replication, path, distribution)
            drawn.append(Drawn(path, distribution, value))
            return value

        return self._line(draw), tuple(drawn)

    @cached_property
    def landings(self) -> tuple[Landing, ...]:
        """Where each retrofit goes on this line, in the order of the retrofits."""
        from lines import Line
        from lines.retrofit import landings

        if isinstance(self.source, Line):
            return ()
        return landings(self.source, self.retrofits, self.at)

    def _line(self, draw: DrawFunction | None) -> Line:
        from lines import Line, apply, build

        if isinstance(self.source, Line):
            return self.source
        if not self.retrofits:
            return build(self.source)
        return apply(self.source, list(self.retrofits), at=self.at, draw=draw)


def scenario_of(
    line: LineLike, retrofits: Sequence[RetrofitLike] = (), at: str | None = None
) -> Scenario:
    """Read what is named by a path or a bundled name; take the rest as it is.

    Raises
    ------
    LineError
        If a file says something that a line or a retrofit cannot say.
    SettingError
        If retrofits are to be put on a line that was built without its file.
    """
    from lines import Line, load_retrofit, read

    source = read(line) if isinstance(line, (str, Path)) else line
    if isinstance(source, Line) and retrofits:
        raise SettingError("retrofits patch a line's file; give its path, its name or its source")
    folder = None if isinstance(source, Line) else source.root.place.document.folder
    loaded = tuple(
        load_retrofit(one, folder) if isinstance(one, (str, Path)) else one for one in retrofits
    )
    return Scenario(source, loaded, at)
