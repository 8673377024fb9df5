"""What the table of origins of an investment's worth says, in English and in Korean."""

from __future__ import annotations

from twin.wording import Language, phrase

WORDS: dict[str, tuple[str, str]] = {
    "title": (
        "Where the spread of the net present value comes from, one replication after another",
        "반복마다 다른 순현재가치의 산포 요인",
    ),
    "title with": (
        "Where the spread of the net present value with {grant} comes from, one replication after "
        "another",
        "반복마다 다른 순현재가치({grant} 지원)의 산포 요인",
    ),
    "share": ("share of variance [%]", "분산 비중 [%]"),
    "interval": ("95 % interval", "95 % 구간"),
    "left": ("st. dev. if known", "값을 알 때 표준편차"),
    "worth": ("worth of knowing", "알 때의 가치"),
    "npv": (
        "Net present value: mean {mean}, standard deviation {spread}",
        "순현재가치: 평균 {mean}, 표준편차 {spread}",
    ),
    "net": (
        "Net benefit of a year: mean {mean}, standard deviation {spread}",
        "연간 순효과: 평균 {mean}, 표준편차 {spread}",
    ),
    "plant": ("luck of the plant", "공장 자체의 우연 변동"),
    "interplay": ("interplay and the rest", "매개변수 상호작용 등 나머지"),
    "everything": ("everything uncertain, known", "불확실한 값을 모두 알 때"),
    "luck": ("and the luck of the booked span too", "집계 기간의 우연까지 알 때(상한)"),
    "never varies": ("The net present value never varies", "순현재가치가 변하지 않음"),
    "reading": (
        "{draws} draws of what is uncertain, each run twice with other luck of the plant. The net "
        "present value follows the yearly benefit in a straight line, so both have these shares. "
        "Worth of knowing: how much better one decides on average, to invest or not, who knows the "
        "value beforehand; measuring it should cost less. Where the mean is near 0 it is told "
        "somewhat low.",
        "불확실한 값을 {draws}번 뽑고, 공장의 우연 변동을 바꿔 각각 두 번 실행했습니다. "
        "순현재가치는 연간 순효과의 일차식이므로 비중이 같습니다. 알 때의 가치: 그 값을 미리 "
        "알면 투자 여부를 평균적으로 얼마나 더 잘 정하는지이며, 측정 비용은 이보다 적어야 합니다. "
        "평균이 0에 가까우면 다소 낮게 추정됩니다.",
    ),
}


def told(key: str, language: Language, **values: object) -> str:
    """Return a text of the table in a language."""
    return phrase(WORDS, key, language, **values)
