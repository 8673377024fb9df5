from pathlib import Path

import pytest

from lines.distributions import Distribution
from lines.errors import LineError
from lines.library import bundled_lines
from lines.machinery import Standby
from lines.model import Line, Link
from lines.retrofit import FIELDS, Retrofit, apply, load_retrofit
from lines.source import LineSource, read, read_text

LINE = """\
line: small
products: {part: {price: 10 KRW}}
crews: {hands: {count: 2, wage: 14335 KRW/h, skills: [trim, repair]}}
stations:
  cast:
    cycle: 40 s
    machines: 2
    failures: {jam: {every: {exponential: 3 h}, repair: 6 min, crew: {skill: repair}}}
    quality: {defects: {burr: 4 %, hole: 1 %}}
    power: {busy: 38 kW, idle: 10 kW, standby: 2 kW}
  trim:
    cycle: {lognormal: {mean: 17 s, cv: 0.2}}
    crew: {skill: trim, hazard: handling}
    power: {busy: 1 kW}
    hazards: {handling: {rate: 2 per million h, severity: {days: 10}}}
  look: {type: inspection, cycle: 12 s, finds: 75 %, false-rejects: 4 %}
buffers: {rack: {capacity: 6}}
flow:
  - source -> cast -> [4] -> trim -> rack
  - rack -> look
  - look -> sink: {when: pass}
  - look -> trim: {when: reject, share: 50 %, buffer: 9}
  - look -> scrap: {when: reject, share: 50 %}
energy: {tariff: 160 KRW/kWh, grid: 0.4173 kgCO2/kWh}
"""


@pytest.fixture
def small() -> LineSource:
    return read_text(LINE, "small.yaml")


def retrofit(body: str, name: str = "idea") -> Retrofit:
    return load_retrofit(f"retrofit: {name}\nfield: controller\n{body}\n")


def put(source: LineSource, body: str, at: str | None = None) -> Line:
    return apply(source, [retrofit(body)], at)


def complaint(source: LineSource, body: str, at: str | None = None) -> str:
    with pytest.raises(LineError) as caught:
        put(source, body, at)
    return str(caught.value)


def link(line: Line, name: str) -> Link:
    return next(link for link in line.flow if link.name == name)


# --- what a file says


def test_a_retrofit_tells_its_field_category_title_and_cost() -> None:
    one = load_retrofit("ai-vision")
    assert (one.name, one.field, one.category) == (
        "ai-vision",
        "machine-vision",
        "automation-devices",
    )
    assert one.title.ko == "AI 비전 검사"
    assert one.requires == ("automatic-data",)
    assert (one.cost.buy, one.cost.run_per_year) == (90e6, 9e6)
    assert (one.cost.life_years, one.cost.build_months, one.cost.ramp_months) == (8, 14, 3)


def test_there_are_seven_fields_in_four_categories() -> None:
    assert len(FIELDS) == 7
    assert len({field.category for field in FIELDS.values()}) == 4


def test_effects_keep_what_is_known_of_them() -> None:
    effects = {effect.path: effect for effect in load_retrofit("ai-vision").effects}
    assert effects["finds"].text == "beta-pert: [93 %, 97 %, 99 %]"
    assert effects["finds"].grade == "B"
    assert effects["finds"].uncertain
    assert effects["finds"].source is not None
    assert not effects["cycle"].uncertain


def test_a_distribution_where_the_line_takes_one_is_certain() -> None:
    one = retrofit("set: {cycle: {exponential: 5 s}, power.busy: {uniform: [1 kW, 2 kW]}}")
    assert [effect.uncertain for effect in one.effects] == [False, True]


def test_a_retrofit_beside_the_line_is_found_by_its_file_name(tmp_path: Path) -> None:
    text = "retrofit: mine\nfield: controller\nset: {stations.cast.machines: 3}\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    assert load_retrofit("mine.yaml", tmp_path).name == "mine"


def test_an_unknown_name_tells_the_bundled_ones() -> None:
    with pytest.raises(LineError, match="did you mean 'ai-vision'"):
        load_retrofit("ai-vison")


# --- where it goes


def test_it_goes_to_every_station_of_its_type(small: LineSource) -> None:
    line = put(small, "for: {type: inspection}\nset: {cycle: 2 s}")
    assert line.stations["look"].cycle["part"].mean() == 2
    assert line.stations["trim"].cycle["part"].mean() == 17


def test_it_goes_where_the_file_has_what_it_needs(small: LineSource) -> None:
    body = "for: {type: machine, has: power.standby}\nset: {standby: {after: 1 min, wake: 5 s}}"
    line = put(small, body)
    assert line.stations["cast"].standby == Standby(60, 5)
    assert line.stations["trim"].standby is None


def test_a_name_given_with_at_takes_the_place_of_for(small: LineSource) -> None:
    body = "for: {type: machine}\nset: {machines: 3}"
    assert put(small, body, "trim").stations["cast"].machines == 2
    assert put(small, body, "trim,cast").stations["trim"].machines == 3


def test_a_name_given_with_at_goes_to_the_retrofits_that_it_fits(small: LineSource) -> None:
    camera = retrofit("for: {type: inspection}\nset: {finds: 99 %}", "camera")
    more = retrofit("for: {type: machine}\nset: {machines: 4}", "more")
    line = apply(small, [camera, more], "trim")
    assert line.stations["look"].finds["burr"] == 0.99
    assert (line.stations["cast"].machines, line.stations["trim"].machines) == (2, 4)
    line = apply(small, [camera, more], "more:cast,camera:look")
    assert (line.stations["cast"].machines, line.stations["trim"].machines) == (4, 1)


def test_a_station_that_does_not_fit_is_refused(small: LineSource) -> None:
    body = "for: {type: inspection}\nset: {finds: 99 %}"
    assert "'cast' is of type machine; 'idea' fits type inspection" in complaint(
        small, body, "cast"
    )
    assert "did you mean 'cast'" in complaint(small, body, "casst")


def test_a_line_without_a_station_that_fits_is_told(small: LineSource) -> None:
    told = complaint(small, "for: {type: assembly}\nset: {cycle: 2 s}")
    assert "the line has no station of type 'assembly' to put this on" in told


# --- set


def test_nothing_but_the_target_changes(small: LineSource) -> None:
    before = apply(small, [])
    after = put(small, "set: {stations.cast.power.busy: 20 kW}")
    assert after.stations["cast"].power_w == {"busy": 20e3, "idle": 10e3, "standby": 2e3}
    assert after.stations["trim"] == before.stations["trim"]
    assert after.flow == before.flow


def test_absolute_paths_reach_the_plant(small: LineSource) -> None:
    line = put(
        small,
        "set: {energy.grid: 0.3 kgCO2/kWh, buffers.rack.capacity: 20, crews.hands.count: 1,\n"
        "      products.part.price: 12 KRW, stations.look.false-rejects: 1 %}",
    )
    assert line.energy.grid_kg_per_kwh == 0.3
    assert line.energy.price_per_kwh == 160
    assert line.buffers["rack"].capacity == 20
    assert line.crews["hands"].count == 1
    assert line.products["part"].price == 12
    assert line.stations["look"].false_rejects == 0.01


def test_energy_per_part_is_the_station_s(small: LineSource) -> None:
    line = put(small, "for: {stations: trim}\nset: {energy.per part: 0.001 kWh}")
    assert line.stations["trim"].energy_per_part_j == 3600


def test_an_option_of_a_link_changes_and_the_rest_of_the_chain_stays(small: LineSource) -> None:
    before = apply(small, [])
    after = put(small, "set: {flow.cast->trim.buffer: 30, flow.look->trim.share: 20 %,\n"
                       "      flow.look->scrap.share: 80 %}")  # fmt: skip
    assert [one.name for one in after.flow] == [one.name for one in before.flow]
    assert link(after, "cast->trim").capacity == 30
    assert link(after, "look->trim").share == 0.2
    assert link(after, "look->trim").capacity == 9
    assert link(after, "source->cast") == link(before, "source->cast")


def test_the_room_before_a_station_is_its_links_and_shared_buffers(small: LineSource) -> None:
    line = put(small, "for: {type: machine, has: in.buffer}\nset: {in.buffer: 33}")
    assert link(line, "cast->trim").capacity == link(line, "look->trim").capacity == 33
    assert link(line, "source->cast").capacity == 0
    line = put(small, "for: {type: inspection}\nset: {in.buffer: 33}")
    assert line.buffers["rack"].capacity == 33


def test_retrofits_are_put_on_in_order(small: LineSource) -> None:
    first = retrofit("set: {stations.cast.machines: 3}")
    second = retrofit("set: {stations.cast.machines: 5}")
    assert apply(small, [first, second]).stations["cast"].machines == 5
    assert apply(small, [second, first]).stations["cast"].machines == 3


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("stations.cst.machines", "only 'add' brings a new one; did you mean 'cast'?"),
        ("stations.cast.failures.jamm.repair", "did you mean 'jam'?"),
        ("stations.cast.failures.wear", "is no failure mode here"),
        ("stations.cast.cycle.lognormal.cv", "'stations.cast.cycle' has no 'lognormal'"),
        ("stations.trim.cycle.gamma.cv", "it has lognormal"),
        ("flow.cast->trm.buffer", "did you mean 'cast->trim'?"),
        ("flow.cast.buffer", "'cast' is no link of the line"),
        ("study.seed", "a retrofit changes the plant"),
        ("power.busy", "name its station with --at"),
    ],
)
def test_a_path_that_does_not_exist_is_told_in_the_retrofit(
    small: LineSource, path: str, told: str
) -> None:
    text = complaint(small, f"set:\n  {path}: 4 s")
    assert text.startswith("<retrofit>:4:3: ")
    assert told in text


def test_what_the_line_s_checks_find_is_told_in_the_retrofit(small: LineSource) -> None:
    text = complaint(small, "for: {stations: [trim]}\nset:\n  cycel: 4 s\n  power.busy: -4 kW")
    assert "<retrofit>:5:3: stations.trim.cycel: no such field for type 'machine'" in text
    assert "did you mean 'cycle'?" in text
    assert "<retrofit>:6:15: stations.trim.power.busy: found -4 kW" in text
    assert "2 problems; nothing was run." in text


# --- add and remove


def test_stations_links_crews_and_failures_can_be_added(small: LineSource) -> None:
    line = put(
        small,
        """\
remove: [flow.cast->trim]
add:
  crews: {fitters: {count: 1, skills: [gauge]}}
  stations: {gauge: {cycle: 4 s, crew: {skill: gauge}}}
  flow:
    - cast -> [2] -> gauge
    - gauge -> trim: {buffer: 3}
""",
    )
    assert list(line.stations) == ["cast", "trim", "look", "gauge"]
    assert [one.name for one in line.flow][-2:] == ["cast->gauge", "gauge->trim"]
    assert "cast->trim" not in [one.name for one in line.flow]
    assert line.crews["fitters"].skills == ("gauge",)


def test_what_is_added_to_a_target_stands_beside_what_it_has(small: LineSource) -> None:
    body = "for: {stations: cast}\nadd: {failures: {leak: {every: 9 h, repair: 1 h}}}"
    assert [mode.name for mode in put(small, body).stations["cast"].failures] == ["jam", "leak"]


def test_adding_what_is_there_is_an_error(small: LineSource) -> None:
    body = "for: {stations: cast}\nadd:\n  failures:\n    jam: {repair: 1 h}"
    assert "the line has this already; 'set' changes it" in complaint(small, body)


def test_what_is_removed_is_gone(small: LineSource) -> None:
    line = put(small, "for: {stations: cast}\nremove: [failures.jam, quality]")
    assert line.stations["cast"].failures == ()
    assert line.stations["cast"].defects == {}


def test_removing_what_is_not_there_is_an_error(small: LineSource) -> None:
    text = complaint(small, "for: {stations: cast}\nremove: [failures.jm]")
    assert "<retrofit>:4:10: stations.cast.failures.jm: there is no 'jm'" in text
    assert "did you mean 'jam'?" in text


def test_a_hazard_goes_with_the_crew_that_met_it(small: LineSource) -> None:
    line = put(small, "for: {stations: trim}\nset: {crew: none}")
    assert line.stations["trim"].crew is None
    assert line.stations["trim"].hazards == {}


# --- what is not known


UNCERTAIN = """\
for: {type: inspection}
set:
  finds: {uniform: [90 %, 100 %], source: trial, grade: A}
  false-rejects: {value: 2 %, source: trial}
  cycle: {uniform: [2 s, 4 s]}
"""


def test_an_uncertain_value_stands_at_its_mean(small: LineSource) -> None:
    look = put(small, UNCERTAIN).stations["look"]
    assert look.finds == {"burr": pytest.approx(0.95), "hole": pytest.approx(0.95)}
    assert look.false_rejects == 0.02
    assert look.cycle["part"] == Distribution("uniform", (2.0, 4.0))


def test_an_uncertain_value_is_drawn_by_name(small: LineSource) -> None:
    asked: list[tuple[str, Distribution]] = []

    def draw(name: str, distribution: Distribution) -> float:
        asked.append((name, distribution))
        return 0.91

    line = apply(small, [retrofit(UNCERTAIN)], draw=draw)
    assert asked == [("idea: finds", Distribution("uniform", (0.9, 1.0)))]
    assert line.stations["look"].finds["burr"] == 0.91


def test_all_targets_of_a_retrofit_share_what_is_not_known(small: LineSource) -> None:
    numbers = iter([0.1, 0.2, 0.3])
    body = "for: {type: machine}\nset: {standby: {after: 1 min, wake: {uniform: [0 s, 9 s]}}}"
    line = apply(small, [retrofit(body)], draw=lambda _name, _chance: next(numbers))
    assert line.stations["cast"].standby == line.stations["trim"].standby == Standby(60, 0.1)


def test_a_share_drawn_beyond_all_is_all(small: LineSource) -> None:
    body = "for: {type: inspection}\nset: {finds: {normal: {mean: 97 %, sd: 3 %}}}"
    line = apply(small, [retrofit(body)], draw=lambda _name, _chance: 1.04)
    assert line.stations["look"].finds["burr"] == 1.0


def test_a_number_inside_a_distribution_and_a_count_can_be_uncertain(small: LineSource) -> None:
    line = put(
        small,
        "set: {stations.trim.cycle.lognormal.cv: {uniform: [0.02, 0.05]},\n"
        "      stations.cast.machines: {uniform: [2, 4]}}",
    )
    assert line.stations["trim"].cycle["part"].values == pytest.approx((17.0, 0.035))
    assert line.stations["cast"].machines == 3


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        ("uniform: [5 kW, 9 kW]", "found 5 kW; expected a share"),
        ("uniform: [90 %, 120 %]", "found 120 %; expected a share"),
        ("uniform: [90 %, 9 s]", "found 9 s; expected a share"),
        ("uniform: [90, 95]", "found 90; expected a share with its unit"),
        ("triangular: [90 %, 95 %]", "expected 3 values, [low, mode, high]"),
    ],
)
def test_an_uncertain_value_of_the_wrong_kind_is_told_at_its_place(
    small: LineSource, chance: str, told: str
) -> None:
    text = complaint(small, f"for: {{type: inspection}}\nset:\n  finds: {{{chance}}}")
    assert text.startswith("<retrofit>:5:")
    assert told in text


# --- what comes with the house


@pytest.mark.parametrize(
    "name", ["ai-vision", "cobot", "larger-buffer", "predictive-maintenance", "standby-switching"]
)
def test_the_first_retrofits_fit_the_die_casting_line(name: str) -> None:
    source = read(bundled_lines()["die-casting"])
    assert apply(source, [load_retrofit(name)]) != apply(source, [])


def test_the_vision_retrofit_changes_mechanisms_of_the_inspection_only() -> None:
    source = read(bundled_lines()["die-casting"])
    before, after = apply(source, []), apply(source, [load_retrofit("ai-vision")])
    changed = [name for name in before.stations if before.stations[name] != after.stations[name]]
    assert changed == ["inspect"]
    assert (before.flow, before.products, before.crews) == (
        after.flow,
        after.products,
        after.crews,
    )


def test_standby_switching_leaves_the_furnace_hot() -> None:
    line = apply(read(bundled_lines()["die-casting"]), [load_retrofit("standby-switching")])
    assert [name for name, one in line.stations.items() if one.standby is not None] == [
        "cast",
        "trim",
        "drill",
        "wash",
    ]
