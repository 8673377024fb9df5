"""How much faster two threads run the replications of a study than one."""

import time

from cases import Case

from twin.study import run_study

REPLICATIONS = 8


def wall_s(case: Case, operations: float, threads: int) -> tuple[float, str]:
    """Seconds of a study of eight replications, and the digest of its books."""
    begin = time.perf_counter()
    result = run_study(
        case.line,
        warmup_s=0,
        length_s=case.length_s(operations),
        replications=REPLICATIONS,
        seed=1,
        threads=threads,
    )
    return time.perf_counter() - begin, result.digest


def threads_race(case: Case, operations: float, turns: int) -> dict[str, list[float]]:
    """Seconds of the study with one and with two threads, taking turns."""
    samples: dict[str, list[float]] = {"study 1 thread": [], "study 2 threads": []}
    digests = set()
    for _ in range(turns):
        for threads, row in zip((1, 2), samples.values(), strict=True):
            seconds, digest = wall_s(case, operations, threads)
            row.append(seconds)
            digests.add(digest)
    assert len(digests) == 1, "the number of threads changed the books"
    return samples
