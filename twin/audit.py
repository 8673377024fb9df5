"""The audit line: a replication of a study run again by the other, independent engine.

The reference engine shares plan, draws and rules with the fast one, and not one branch. When the
books of both have the same digest, a second program agrees with every figure made from them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from twin.replay import replay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.scenario import LineLike, RetrofitLike, Scenario
    from twin.settings import Settings


class AuditLine(NamedTuple):
    """What came of running one replication on both engines."""

    identical: bool
    digest_fast: str  # sha256 of the fast engine's books
    digest_reference: str  # sha256 of the reference engine's books
    replication: int
    seconds: float  # [s] what the second opinion took


class Audit(NamedTuple):
    """The audit lines of both sides of a comparison."""

    before: AuditLine
    after: AuditLine


def audit(
    line: LineLike,
    settings: Settings,
    retrofits: Sequence[RetrofitLike] = (),
    replication: int = 0,
    *,
    at: str | None = None,
    promise_s: float | None = None,
) -> AuditLine:
    """Run one replication of a study on both engines and compare their books."""
    from twin.scenario import scenario_of

    return audit_scenario(scenario_of(line, retrofits, at), settings, replication, promise_s)


def audit_scenario(
    scenario: Scenario, settings: Settings, replication: int = 0, promise_s: float | None = None
) -> AuditLine:
    """Run one replication of a scenario on both engines and compare their books."""
    began = time.perf_counter()
    reference, fast = (
        replay(scenario, settings, replication, engine, promise_s=promise_s).digest
        for engine in ("reference", "fast")
    )
    seconds = time.perf_counter() - began
    return AuditLine(reference == fast, fast, reference, replication, seconds)
