"""A claim that can be audited: is a camera worth its money, and has somebody touched the figures?

    files + seed --judge--> result.json --audit--> the same question again
                                 |                        |
                                 '---- figure by figure --'

A vendor offers a camera for the die-casting line and says that smart factories bring 30 % more
output. The owner has half of the money; a programme may pay the other half. The judgement answers
in one go: what a year brings, what the investment is worth and how sure that is, and whether this
line could deliver 30 % more at all (it cannot: casting sets its pace, and no camera casts).

The result holds the files, the seed and every figure. So an auditor needs nothing else to ask
again, and finds the one figure that somebody has made a little prettier in between.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from twin.judge import Question, Said, audit, judge, read_result, result_text

DAY = 86400.0  # s
QUESTION = Question(
    "die-casting",
    ("ai-vision",),
    said=Said(
        warmup_s=DAY / 3,
        length_s=3 * DAY,
        replications=20,
        seed=1,
        wishes={"grant": "upgrade-1-2023"},
    ),
)
MILLION = 1e6  # KRW
FIGURE = ("kpis", "finished_defects_ppm", "after", "mean")


def main() -> None:
    """Judge, print what a signature needs, then touch a figure and ask again."""
    judgement = judge(QUESTION)
    appraisal = judgement.found["investment"]
    net = sum(appraisal.net) / len(appraisal.net)
    print(f"a year brings      {net / MILLION:6.1f} million KRW, upkeep paid")
    for title, worth in (
        ("without a grant", appraisal.without_grant),
        (f"with {appraisal.terms.grant}", appraisal.with_grant),
    ):
        print(f"{title}: the plant pays {worth.investment.own / MILLION:.0f} million KRW")
        print(f"  NPV              {worth.value.mean / MILLION:6.1f} million KRW")
        print(f"  P(NPV > 0)       {worth.worthwhile.mean:6.0%}")
        print(f"  payback          {worth.payback:6.1f} years, building included")
    for check in judgement.found["level"].checks:
        if check.figure == "throughput_per_hour":
            stations = ", ".join(check.bound.stations)
            print(f"30 % more output: at most {check.best:+.1%}, {stations} sets the pace")
    print()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result.json"
        path.write_text(result_text(judgement), encoding="utf-8")
        print(f"asked again: all the same is {audit(read_result(path)).same}")
        path.write_text(prettier(path.read_text(encoding="utf-8")), encoding="utf-8")
        (difference,) = audit(read_result(path)).differences
    print("touched by hand:")
    print(f"  {difference.path}")
    print(f"  {difference.told:,.0f} in the file, {difference.found:,.0f} when asked again")


def prettier(text: str) -> str:
    """Return a result in which fewer defective parts reach the customer."""
    result = json.loads(text)
    *way, last = FIGURE
    place = result["figures"]["comparison"]
    for word in way:
        place = place[word]
    place[last] *= 0.9
    return json.dumps(result)


if __name__ == "__main__":
    main()
