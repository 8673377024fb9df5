"""`twin invest`: does a retrofit pay, with and without a grant?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from twin.commands import console, investing, options, waiting

if TYPE_CHECKING:
    from twin.invest import Appraisal
    from twin.wording import Language


def invest(
    line: options.LineName,
    retrofit: Annotated[list[str], options.RETROFIT],
    at: options.At = None,
    pack: options.Packs = None,
    grant: investing.Grant = None,
    grant_amount: investing.GrantAmount = None,
    buy: investing.Buy = None,
    run: investing.Run = None,
    subscription: investing.Subscription = None,
    residual: investing.Residual = None,
    life_years: investing.Life = None,
    build_months: investing.Build = None,
    ramp_months: investing.Ramp = None,
    discount: investing.Discount = None,
    tax: investing.Tax = None,
    tax_life_years: investing.TaxLife = None,
    depreciation: investing.Depreciation = None,
    demand: investing.Demand = None,
    realised: investing.Realise = None,
    wage: investing.Wage = None,
    claim: investing.Claim = None,
    accident_cost: investing.AccidentCost = None,
    within_years: investing.Within = 3.0,
    origins: investing.Origins = None,
    length: options.Length = None,
    warmup: options.Warmup = None,
    replications: options.Replications = None,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Ask if retrofits pay: NPV, IRR, payback, grant."""
    said = dict(locals())
    from twin.invest import invest as appraise_line

    study = options.Run(engine.value, warmup, length, replications, seed, threads)
    with console.exit_codes():
        said["grant"], pack = investing.granted(grant, pack)
        scenario, wishes = investing.settled(options.source_of(line, pack), retrofit, at, said)
        with waiting.progress(engine.value, language.value, line) as progress:
            asked = {"at": at, "origins": origins, "progress": progress, **study._asdict()}
            appraisal = appraise_line(scenario.source, scenario.retrofits, wishes, **asked)
    _show(appraisal, language.value, as_json)


def _show(appraisal: Appraisal, language: Language, as_json: bool) -> None:
    """Print an appraisal, for a program or for a reader."""
    from twin.invest import investment_card, investment_object

    if as_json:
        console.print_json(investment_object(appraisal))
    else:
        console.print_text(investment_card(appraisal, language, console.width()))
