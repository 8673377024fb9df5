"""Fill the table of README.md: run the demonstration and put what it prints between the marks.

    python docs/readme.py

A test compares, so that the README never shows a number that the program does not print.
"""

from pathlib import Path

from twin.commands.demo import LINE, RETROFITS
from twin.compare import compare
from twin.scorecard import comparison_card

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- table:begin -->", "<!-- table:end -->"


def block() -> str:
    """Return what stands between the marks: the demonstration's table."""
    comparison = compare(LINE, RETROFITS)
    sides = f"digests {comparison.before.digest[:12]}, {comparison.after.digest[:12]}"
    return f"\n```text\n{comparison_card(comparison, 'en', None)}\n{sides}\n```\n"


def filled(text: str, table: str) -> str:
    """Return the README with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table}{END}{after}"


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8"), block()), encoding="utf-8")
