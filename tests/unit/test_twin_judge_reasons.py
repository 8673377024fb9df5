"""Why a chapter of a judgement is not told: the same wherever its files lie."""

import json
from pathlib import Path

from twin.judge import Question, Said, audit, judge, read_result, result_text

LINE = """
line: steady
study: {warmup: 0 h, length: 4 h, replications: 2, seed: 1}
products: {part: {price: 100 KRW, material: 10 KRW}}
stations: {cut: {cycle: 60 s, power: {busy: 10 kW}}, bend: {cycle: 60 s, power: {busy: 10 kW}}}
flow: [source -> cut -> bend -> sink]
"""
JAMS = """
retrofit: jams
field: controller
add: {stations.cut.failures: {jam: {every: {exponential: 1 h}, repair: 5 min}}}
"""
QUICK = """
retrofit: quick
field: controller
set: {stations.cut.failures.jam.repair: 1 min}
"""


def test_a_reason_names_files_without_their_folders(tmp_path: Path):
    """Without the first retrofit the second one has nothing to change: so no package."""
    paths = []
    for name, text in (("line", LINE), ("jams", JAMS), ("quick", QUICK)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    line, *retrofits = map(str, paths)
    judgement = judge(Question(line, tuple(retrofits), said=Said()))
    reason = judgement.silent["package"]
    assert "with only quick of it the line cannot be run. quick.yaml:4:" in reason
    result = tmp_path / "result.json"
    result.write_text(result_text(judgement), encoding="utf-8")
    assert str(tmp_path) not in result.read_text(encoding="utf-8")
    audited = audit(read_result(result))
    assert audited.differences == ()
    assert json.loads(result.read_text(encoding="utf-8"))["not_told"]["package"] == reason


RING = """
line: ring
study: {warmup: 0 h, length: 10 h, replications: 2, seed: 1}
products: {part: {price: 100 KRW, material: 10 KRW}}
stations:
  cut: {cycle: 60 s, quality: {defects: {burr: 50 %}}}
  look: {type: inspection, cycle: 60 s, finds: 100 %}
flow:
  - source -> cut -> look
  - look -> sink: {when: pass}
  - look -> scrap: {when: reject}
"""
BACK = """
retrofit: back
field: controller
remove: [flow.look->scrap]
add: {flow: [{look -> cut: {when: reject}}]}
"""
SOUND = """
retrofit: sound
field: controller
set: {stations.cut.quality.defects.burr: 0.0001 %}
"""


def test_a_part_of_a_package_that_gets_stuck_costs_the_chapter_alone(tmp_path: Path):
    paths = []
    for name, text in (("line", RING), ("sound", SOUND), ("back", BACK)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    line, *retrofits = map(str, paths)
    judgement = judge(Question(line, tuple(retrofits)))
    assert "gets stuck.\ndeadlock in replication 0" in judgement.silent["package"]
    assert "form" in judgement.found
