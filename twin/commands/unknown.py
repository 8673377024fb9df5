"""A command that is not there: which one was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

# What people type who know other programs.
ALSO = {
    **dict.fromkeys(("simulate", "sim", "simulation", "start", "go", "execute", "study"), "run"),
    **dict.fromkeys(("validate", "verify", "lint", "test"), "check"),
    **dict.fromkeys(("diff", "versus", "before-after", "retrofit"), "compare"),
    **dict.fromkeys(("evaluate", "evaluation", "report", "analyse", "analyze", "all"), "judge"),
    **dict.fromkeys(("recheck", "reproduce", "rerun", "repeat"), "audit"),
    **dict.fromkeys(("retrofits", "technologies", "fields"), "catalogue"),
    **dict.fromkeys(("electricity", "tariff", "energy", "cost"), "bill"),
    **dict.fromkeys(("npv", "irr", "roi", "payback", "money", "investment"), "invest"),
    **dict.fromkeys(("map", "draw", "plot", "picture", "svg"), "graph"),
    **dict.fromkeys(("trace", "export", "events", "log"), "export-trace"),
    **dict.fromkeys(("level", "maturity", "score", "questions"), "assess"),
    **dict.fromkeys(("accidents", "hazards", "risk"), "safety"),
    **dict.fromkeys(("kpis", "figures", "indicators"), "kpi"),
    **dict.fromkeys(("list", "line", "examples", "new", "init", "create"), "lines"),
    **dict.fromkeys(("example", "tour", "tutorial"), "demo"),
    **dict.fromkeys(("packages", "select", "optimise", "optimize", "combine"), "package"),
}
ENDINGS = (".yaml", ".yml")


class Commands(TyperGroup):
    """The commands of `twin`; one that is not there is answered with the one that was meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of the first argument; a wrong word ends with exit code 2."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            ctx.fail(unknown(name, self.commands))
        return super().resolve_command(ctx, args)


def unknown(name: str, known: Iterable[str]) -> str:
    """Say that there is no such command, and which one was probably meant."""
    from lines.errors import likely, listed  # only who errs waits for it

    known = list(known)
    told = f"no such command '{name[:60]}'"
    if name.lower().endswith(ENDINGS):
        return f"{told}; did you mean 'twin check {name}' or 'twin run {name}'?"
    meant = ALSO.get(name.casefold().replace("_", "-")) or likely(name, known)
    if meant in known:
        return f"{told}; did you mean 'twin {meant}'?"
    return f"{told}; there are {listed(known, len(known))}."
