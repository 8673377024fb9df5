"""What a retrofit costs, where that comes from, and how it stands in the basis of an appraisal."""

from lines import load_retrofit
from twin.invest import Wishes, invest


def test_a_cost_may_say_where_it_comes_from_and_how_sure_it_is():
    text = "retrofit: idea\nfield: controller\nset: {crews.hands.count: 3}\n"
    cost = "cost: {buy: {value: 9 KRW, source: an offer, grade: B}, run: 2 KRW/year, grade: D}\n"
    one = load_retrofit(text + cost).cost
    assert (one.buy, one.run_per_year, one.life_years) == (9, 2, None)
    assert one.known == {"buy": ("an offer", "B"), "run": (None, "D")}
    assert load_retrofit(text + "cost: {buy: 9 KRW}\n").cost.known == {"buy": (None, None)}


def test_costs_of_retrofits_are_told_with_their_sources_and_the_worst_of_their_grades():
    one = invest("die-casting", ["ai-vision"], Wishes(), replications=2)
    (build,) = [row for row in one.basis if row.key == "build_months"]
    assert (build.grade, "ai-vision (the shortened procedure" in build.told) == ("A", True)
    both = invest("die-casting", ["ai-vision", "standby-switching"], Wishes(), replications=2)
    (buy,) = [row for row in both.basis if row.key == "buy"]
    assert (buy.value, buy.grade) == (102e6, "D")
    assert "standby-switching (simple automation by sensors" in buy.told


def test_what_retrofits_need_first_stands_in_the_basis():
    def needs(line, retrofits, at=None):
        found = invest(line, retrofits, Wishes(), at=at, replications=2).basis
        return [(one.key, one.value, one.origin, one.told) for one in found if "need" in one.key]

    silent = needs("die-casting", ["ai-vision"])
    assert silent == [("need", "automatic-data", "unsaid", "has")]
    brought = needs("micro-workshop", ["guarding", "cobot"], "cobot:drill")
    assert brought == [("need", "guarding", "retrofit", "guarding")]
    assert needs("micro-workshop", ["data-collection", "predictive-quality"]) == [
        ("need", "automatic-data", "retrofit", "data-collection"),
        ("no-need", "lot-tracking", "line", "micro-workshop"),
    ]


def test_only_the_use_that_is_in_force_stands_in_the_basis():
    def uses(line, retrofits):
        found = invest(line, retrofits, Wishes(), replications=2).basis
        return [one.about for one in found if one.about.endswith("use")]

    package = ["data-collection", "predictive-quality"]
    assert uses("micro-workshop", package) == ["predictive-quality: without.lot-tracking.use"]
    assert uses("die-casting", package) == ["predictive-quality: use"]
