"""`twin invest`: tables or one JSON object, and what is missing in a sentence with exit code 2."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin.command import app

QUICK = ["--length", "6 h", "--warmup", "1 h", "--replications", "3", "--seed", "5"]
DEAR = """
retrofit: dear
field: machine-vision
for: {type: inspection}
set: {finds: 99 %}
cost: {life: 8 years}
"""
BARE = """
line: bare
crews: {eyes: {count: 1, skills: [look]}}
stations:
  press: {cycle: 30 s}
  look: {type: inspection, cycle: 5 s, crew: {skill: look}, finds: 80 %}
flow: [source -> press -> look, look -> sink: {when: pass}, look -> scrap: {when: reject}]
"""


def invested(*arguments, line="die-casting", retrofit="ai-vision"):
    given = ["invest", str(line), "--retrofit", str(retrofit), *QUICK, *arguments]
    return CliRunner().invoke(app, given)


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_tables_are_printed():
    result = invested("--grant", "upgrade-1-2023")
    assert result.exit_code == 0, result.output
    for words in (
        "Benefit a year",
        "Net present value",
        "with Upgrade 1 of 2023",
        "What this rests on",
    ):
        assert words in result.stdout
    assert result.stderr == ""


def test_the_tables_are_printed_in_korean():
    result = invested("--language", "ko")
    assert result.exit_code == 0, result.output
    for words in ("연간 순효과", "순현재가치(NPV)", "9,000만원", "평가의 전제"):
        assert words in result.stdout


def test_one_json_object_and_nothing_else():
    result = invested("--json", "--discount", "5%", "--tax", "20 %", "--life", "6 years")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout, parse_constant=pytest.fail)
    assert result.stdout.count("\n") == 1
    assert found["discount"] == 0.05
    assert found["with_grant"] is None
    assert len(found["without_grant"]["flows"]) == 1 + 8  # 14 months and 6 years
    assert found["study"]["replications"] == 3


def test_one_replication_has_no_interval_and_no_nan():
    result = invested("--json", "--replications", "1")
    found = json.loads(result.stdout, parse_constant=pytest.fail)
    assert found["without_grant"]["npv"]["low"] is None
    assert invested("--replications", "1").exit_code == 0


def test_every_option_reaches_the_appraisal():
    given = {
        "--buy": "1억원",
        "--run": "300만원/년",
        "--residual": "500만원",
        "--build": "2 months",
        "--ramp": "1 month",
        "--demand": "900000",
        "--realise": "50 %",
        "--claim": "20000 KRW",
        "--accident-cost": "3000만원",
        "--within": "2 years",
        "--tax": "20 %",
        "--tax-life": "5 years",
        "--depreciation": "straight",
        "--grant": "upgrade-1-2023",
        "--grant-amount": "4000만원",
    }
    result = invested("--json", *(word for pair in given.items() for word in pair))
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    told = {row["key"]: row["value"] for row in found["rests_on"]}
    wanted = {"buy": 1e8, "run": 3e6, "residual": 5e6, "build_months": 2.0, "ramp_months": 1.0}
    wanted |= {
        "demand": 9e5,
        "realised": 0.5,
        "claim": 2e4,
        "accident": 3e7,
        "tax": 0.2,
        "tax-life": 5.0,
    }
    assert {key: told[key] for key in wanted} == wanted
    assert "straight" in told
    assert (found["with_grant"]["grant"], found["within_years"]) == (4e7, 2.0)


def test_injuries_of_a_line_without_hazards_cannot_be_expected(written):
    priced = BARE.replace("crews:", "products: {part: {price: 9 KRW, material: 1 KRW}}\ncrews:")
    asked = ["--buy", "1억원", "--accident-cost", "3000만원"]
    result = invested(*asked, line=written("priced.yaml", priced))
    assert result.exit_code == 2
    assert "--accident-cost: the line 'bare' names no hazard" in result.stderr


def test_a_demand_of_the_only_product_is_that_of_all():
    of_all = json.loads(invested("--json", "--demand", "900,000").stdout)
    by_name = json.loads(invested("--json", "--demand", "housing=900000").stdout)
    assert by_name["benefit_per_year"] == of_all["benefit_per_year"]
    (row,) = [row for row in by_name["rests_on"] if row["key"].startswith("demand")]
    assert (row["key"], row["name"].split(":")[0]) == ("demand-of", "Demand for housing")


def test_the_same_seed_gives_the_same_figures():
    first, second = (json.loads(invested("--json").stdout) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--grant", "upgrade-1"], "no grant in KRW 'upgrade-1' on 2026-03-02; there are "),
        (
            ["--grant", "upgrade-1-2023", "--grant-amount", "2억원"],
            "is more than 'upgrade-1-2023' pays: at most 45,000,000 KRW, 50 % of 90,000,000 KRW",
        ),
        (["--buy", "90000000"], "--buy: found '90000000'; expected an amount of money with its"),
        (["--run", "9000000 KRW"], "--run: found '9000000 KRW'; expected money a year in KRW/year"),
        (["--claim", "5 EUR"], "the line's currency is KRW, and nothing is converted"),
        (["--tax", "140%"], "--tax: found 140 %; expected at most 100 %"),
        (
            ["--demand", "9e5", "--demand", "housing=9e5"],
            "--demand: found '9e5' beside 'housing=9e5'; expected one number for all products",
        ),
        (["--demand", "houses=9e5"], "'houses' is no product of the line; did you mean 'housing'?"),
        (
            ["--demand", "xyz=9"],
            "--demand: 'xyz' is no product of the line; the line has housing",
        ),
        (["--demand", "housing=many"], "--demand housing: found 'many'; expected parts a year"),
        (["--demand", "housing=1", "--demand", "housing=2"], "'housing' is given twice"),
        (["--demand", "1", "--demand", "2"], "--demand: found 1, 2; expected one number, such as"),
        (["--demand", "housing=-1"], "--demand housing: found -1; expected a number of at least 0"),
        (["--demand", "housing=0"], "--demand: found 0 for every product; expected more than 0"),
        (["--wage", "foreman"], "--wage: counts only together with --realise; give both"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_computed(arguments, told):
    result = invested(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_number_without_its_unit_is_told():
    result = invested("--life", "8")
    assert result.exit_code == 2
    assert "a number of years with its unit" in " ".join(result.stderr.split())


def test_a_purchase_price_that_nobody_states_is_asked_for(written):
    result = invested(retrofit=written("dear.yaml", DEAR))
    assert result.exit_code == 2
    assert "'dear' does not say what it costs to buy; add, such as, cost: {buy: " in result.stderr
    assert invested("--buy", "1억원", retrofit=written("dear.yaml", DEAR)).exit_code == 0


def test_a_line_without_prices_is_told(written):
    result = invested(line=written("bare.yaml", BARE))
    assert result.exit_code == 2
    assert "the line 'bare' gives no price for its parts; add, such as, products:" in result.stderr


def test_a_line_without_material_is_told(written):
    line = written(
        "bare.yaml", BARE.replace("line: bare", "line: bare\nproducts: {a: {price: 9 KRW}}")
    )
    result = invested(line=line)
    assert result.exit_code == 2
    assert "no material for a; add 'material' to each product" in result.stderr


def test_wages_of_a_trade_are_taken_from_the_pack(written):
    priced = BARE.replace(
        "line: bare", "line: bare\nproducts: {a: {price: 9 KRW, material: 3 KRW}}"
    )
    line = written("bare.yaml", priced)
    result = invested("--realise", "100 %", line=line)
    assert (result.exit_code, "crew 'eyes' has no wage" in result.stderr) == (2, True)
    result = invested("--realise", "100 %", "--wage", "foreman", "--json", line=line)
    rows = json.loads(result.stdout)["rests_on"]
    (wage,) = [row for row in rows if row["key"] == "wage"]
    assert (wage["value"], wage["grade"]) == (17464.0, "A")


@pytest.mark.parametrize(("months", "told", "years"), [(14, "167.6", "3.4"), (23, "158.2", "4.2")])
def test_the_page_tells_what_nine_months_of_building_are_worth(months, told, years):
    page = (Path(__file__).parents[2] / "docs" / "investment.md").read_text(encoding="utf-8")
    words = ("--length", "3 days", "--replications", "10", "--build", f"{months} months", "--json")
    found = CliRunner().invoke(app, ["invest", "die-casting", "--retrofit", "ai-vision", *words])
    worth = json.loads(found.stdout)["without_grant"]
    assert f"{worth['npv']['mean'] / 1e6:.1f}" == told
    assert f"{worth['payback_years']:.1f}" == years
    assert told in page
    assert years in page
