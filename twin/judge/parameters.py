"""What an uncertain value is called for whoever knows the plant and not the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lines import Retrofit
    from twin.wording import Language

# By the end of a path; a path that ends otherwise is told as it is written.
CALLED: dict[str, tuple[str, str]] = {
    "finds": ("share of defects that it finds", "불량 검출률"),
    "false-rejects": ("share of good parts that it refuses", "양품 오판율"),
    "use": ("share of the effect that is used", "효과 활용도"),
    "setup.time": ("set-up time", "준비교체 시간"),
    "cycle": ("cycle time", "사이클 타임"),
    "cycle.lognormal.mean": ("mean cycle time", "평균 사이클 타임"),
    "cycle.lognormal.cv": ("scatter of the cycle time", "사이클 타임 산포"),
    "standby.wake": ("time to wake up", "기동 시간"),
    "hazards.*.rate": ("rate of injuries", "재해 발생률"),
    "failures.*.repair": ("repair time", "수리 시간"),
    "power.busy": ("power at work", "가공 전력"),
    "power.idle": ("power while waiting", "대기 전력"),
}


def parameter(name: str, retrofits: Sequence[Retrofit], language: Language) -> str:
    """Return the name of a value, `RETROFIT: path`, in the words of a reader."""
    owner, _, path = name.partition(": ")
    titles = {one.name: one.title.in_language(language) for one in retrofits}
    if owner not in titles:
        return name
    told = phrase(CALLED, path, language) if path in CALLED else path
    return f"{titles[owner]}: {told}"
