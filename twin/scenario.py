"""A line with its retrofits, as known before a study: certain, or certain but for what is drawn.

A retrofit may say of its effect only how likely which value is, and a line by which factor its own
numbers may be off. Such a parameter is drawn anew in every replication from a stream of its own, so
that the study's interval also holds what we do not know, and so that no other luck of the line
moves. What the line doubts is drawn under its own name alone, so it is the same on both sides of a
comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lines import Distribution, Line, LineSource, Retrofit
    from lines.model import Doubt
    from lines.retrofit import Landing

    LineLike = Line | LineSource | Path | str
    RetrofitLike = Retrofit | Path | str
    DrawFunction = Callable[[str, Distribution], float]


DOUBTS = "doubts: "  # and the path of a number that the line doubts: the name of what is drawn
Origin = Literal["effect", "input"]  # a retrofit's effect, or a number of the line itself


class Drawn(NamedTuple):
    """One uncertain parameter and the value that one replication drew for it."""

    name: str  # where it stands, such as 'ai-vision: finds' or 'doubts: stations.cast.cycle'
    distribution: Distribution  # what is known of it
    value: float  # what this replication took, in the unit of the parameter; of a doubt the factor
    origin: Origin = "effect"


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
        """Return the line with every uncertain parameter at its mean.

        The retrofits are also tried on the line with all its doubts at either end.
        """
        from lines import LineSource, apply
        from lines.doubts import ends_of, settled

        if isinstance(self.source, LineSource) and self.doubts and self.retrofits:
            for factors in ends_of(self.doubts):
                source = settled(self.source, self.doubts, factors)
                apply(source, list(self.retrofits), at=self.at)
        return self._line(None)

    def is_uncertain(self) -> bool:
        """Say whether any retrofit, or the line itself, leaves a parameter to chance."""
        return bool(self.drawn_line(0, 0)[1])

    def drawn_line(self, seed: int, replication: int) -> tuple[Line, tuple[Drawn, ...]]:
        """Return the line that this replication runs, and what was drawn for it."""
        from twin.engine import draw_uncertain

        drawn: list[Drawn] = []

        def draw(path: str, distribution: Distribution) -> float:
            value = draw_uncertain(seed, replication, path, distribution)
            origin: Origin = "input" if path.startswith(DOUBTS) else "effect"
            drawn.append(Drawn(path, distribution, value, origin))
            return value

        return self._line(draw), tuple(drawn)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """What the line's file says of how well its own numbers are known."""
        from lines import Line, build

        if isinstance(self.source, Line):
            return self.source.doubts
        return build(self.source).doubts if self.source.get("doubts") is not None else ()

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
        source = self._settled(self.source, draw)
        if self.retrofits:
            line = apply(source, list(self.retrofits), at=self.at, draw=draw)
        else:
            line = build(source)
        return replace(line, doubts=self.doubts) if self.doubts else line

    def _settled(self, source: LineSource, draw: DrawFunction | None) -> LineSource:
        """The line's file with its doubts drawn, or each at its mean."""
        from lines.doubts import settled

        if not self.doubts:
            return source
        factors = [
            one.factor.mean() if draw is None else draw(f"{DOUBTS}{one.path}", one.factor)
            for one in self.doubts
        ]
        return settled(source, self.doubts, factors)


def scenario_of(
    line: LineLike, retrofits: Sequence[RetrofitLike] = (), at: str | None = None
) -> Scenario:
    """Read what is named by a path or a bundled name; take the rest as it is.

    Raises
    ------
    LineError
        If a file says something that a line or a retrofit cannot say.
    SettingError
        If retrofits are to be put on a line that was built without its file, or such a line has
        doubts.
    """
    from lines import Line, load_retrofit, read

    source = read(line) if isinstance(line, (str, Path)) else line
    if isinstance(source, Line) and retrofits:
        raise SettingError("retrofits patch a line's file; give its path, its name or its source")
    if isinstance(source, Line) and source.doubts:
        raise SettingError(
            f"the line '{source.name}' doubts numbers of its own, which are drawn from its file;"
            " give its path, its name or its source"
        )
    folder = None if isinstance(source, Line) else source.root.place.document.folder
    loaded = tuple(
        load_retrofit(one, folder) if isinstance(one, (str, Path)) else one for one in retrofits
    )
    return Scenario(source, loaded, at)
