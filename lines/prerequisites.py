"""What a plant may have that a retrofit may need first, such as data before AI: words and meaning.

The one list of them: a line says `has` with these words, a retrofit `requires`, `brings` and
`without`. A further word is a further row here.
"""

from __future__ import annotations

PREREQUISITES: dict[str, tuple[str, str]] = {
    "automatic-data": ("data collected automatically", "데이터 자동 수집"),
    "machine-states": ("machine states read automatically", "설비 상태 자동 수집"),
    "production-records": (
        "orders and production recorded in a system",
        "작업지시·실적의 전산 관리",
    ),
    "lot-tracking": ("parts or lots tracked through the line", "로트 추적"),
    "guarding": ("guards at the machine", "방호장치"),
    "network": ("a network on the shop floor", "현장 통신망"),
    "energy-meters": ("electricity metered by machine", "설비별 전력 계측"),
}
