"""What numbers a text says, whichever of the two languages it says them in.

`same_page(english, korean)` yields every piece of two pages (a row, a sentence, an entry) whose
numbers differ. Amounts of won, durations and dates are told otherwise in Korean; all of them are
brought to one form, everything else must be the same digits.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest

PIECES = {"tr", "p", "li", "dt", "dd", "h1", "h2", "h3", "caption", "summary"}
SILENT = {"script", "style", "svg"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SIZES = {
    "week": 604_800, "weeks": 604_800, "주": 604_800, "day": 86_400, "days": 86_400, "일": 86_400,
    "h": 3600, "시간": 3600, "min": 60, "분": 60, "s": 1, "초": 1,
}  # fmt: skip
# Numbers that are a part of a word in one of the languages.
WORDS = {
    "/백만시간": "/million h", "/20만시간": "/200,000 h", "/천시간": "/1,000 h",
    "천인율": "per 1,000", "in 10,000 workers": "만인율", "100만 시간": "million h",
    "15-minute peak": "", "15분 최대": "", "15분 평균": "", "15분간": "",
    "(15 min)": "", "mean of 15 minutes": "", "(15분)": "",
    "1개당": "", "1건당": "", "1명당": "", "1년으로": "", "0을 포함": "includes zero",
    "24 October 2024": "2024-10-24", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip
WON = re.compile(r"(?P<sign>[-−]?)(?=\d)(?:([\d,]+)억 ?)?(?:([\d,]+)만 ?)?(?:([\d,]+))?원")
KRW = re.compile(r"([-−]?[\d,]+) KRW\b")
EN_TIME = re.compile(r"([\d,]*\.?\d+) (weeks?|days?|h|min|s)\b")
KO_TIME = re.compile(r"(?:[\d,]*\.?\d+(?:주|일|시간|분|초)(?![가-힣]*율) ?)+")
NUMBER = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text by value, times in seconds and amounts in won."""
    for word, other in WORDS.items():
        text = text.replace(word, other)
    text = re.sub(rf"(\d+) ({'|'.join(MONTHS)})\b", _english_day, text)
    text = re.sub(r"(\d+)월 (\d+)일", r" \1 . \2 ", text)
    text = WON.sub(_won, KRW.sub(lambda found: f" {_value(found[1])} ", text))
    text = EN_TIME.sub(lambda one: f" {_seconds(one[1], one[2])} ", text)
    text = KO_TIME.sub(_korean_time, text)
    return Counter(_value(found) for found in NUMBER.findall(text))


def _english_day(found: re.Match[str]) -> str:
    return f" {MONTHS.index(found[2]) + 1} . {found[1]} "


def _value(text: str) -> str:
    return f"{float(text.replace(',', '').replace('−', '-')):.12g}"


def _seconds(count: str, unit: str) -> str:
    return f"{float(count.replace(',', '')) * SIZES[unit]:.9g}"


def _won(found: re.Match[str]) -> str:
    eok, man, won = (float((part or "0").replace(",", "")) for part in found.groups()[1:])
    sign = "-" if found["sign"] else ""
    return f" {sign}{eok * 1e8 + man * 1e4 + won:.12g} "


def _korean_time(found: re.Match[str]) -> str:
    parts = re.findall(r"([\d,]*\.?\d+)(주|일|시간|분|초)", found[0])
    return f" {sum(float(_seconds(*part)) for part in parts):.9g} "


class Pieces(HTMLParser):
    """The pieces of a page in their order, each with its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = self.hushed = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hushed += tag in SILENT
        if tag in PIECES:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hushed -= tag in SILENT
        self.depth -= tag in PIECES

    def handle_data(self, data: str) -> None:
        if self.depth and not self.hushed:
            self.found[-1] += f" {data.strip()}"


def same_page(english: str, korean: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of two pages whose numbers are not the same."""
    for one, other in zip_longest(Pieces(english).found, Pieces(korean).found, fillvalue=""):
        if numbers(one) != numbers(other):
            yield one.strip(), other.strip()
