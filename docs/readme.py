"""Fill the table and the picture of README.md with what the demonstration finds.

    python docs/readme.py

A test compares, so that the README never shows a number that the program does not print.
"""

from functools import cache
from pathlib import Path

from twin.commands.demo import question
from twin.judge import Judgement, judge, judgement_card
from twin.report.drawing import standing
from twin.report.linemap import line_map
from twin.report.palette import hatches
from twin.report.sides import sides_of
from twin.report.wording import Words

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
PICTURE = DOCS / "picture.svg"
BEGIN, END = "<!-- table:begin -->", "<!-- table:end -->"
WIDTH = 1076.0


@cache
def demonstration() -> Judgement:
    """Return what `twin demo` finds, with the audit that it makes for its report."""
    return judge(question(), audit=True)


def table() -> str:
    """Return what stands between the marks: the demonstration's table."""
    return f"\n```text\n{judgement_card(demonstration(), 'en', None)}\n```\n"


def picture() -> str:
    """Return the report's line map as a picture that stands by itself."""
    drawn = str(line_map(sides_of(demonstration().comparison), Words("en"), WIDTH))
    return standing(drawn, str(hatches()), "en")


def filled(text: str) -> str:
    """Return the README with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
