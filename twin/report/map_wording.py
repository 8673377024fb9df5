"""What stands on the line map and below it, in English and in Korean: see `wording`."""

MAP_TEXTS: dict[str, tuple[str, str]] = {
    "map-note-two": (
        "Each card: the upper bar is before, the lower bar after; the number beside a bar is the "
        "busy share, the last line the largest loss.",
        "카드의 위 막대는 도입 전, 아래 막대는 도입 후. 막대 옆 숫자는 가동 비율, "
        "마지막 줄은 가장 큰 손실.",
    ),
    "map-note-one": (
        "The number beside a bar is the busy share, the last line the largest loss.",
        "막대 옆 숫자는 가동 비율, 마지막 줄은 가장 큰 손실.",
    ),
    "map-label": (
        "Map of the line {line}: {stations} stations from source to sink, with the share of time "
        "in each state. The same figures stand in the table of states.",
        "{line} 라인 구성도: 공정 {stations}개와 상태별 시간 비율. 같은 수치가 상태 표에 있음.",
    ),
    "map-plain": (
        "Map of the line {line}, stations: {stations}",
        "{line} 라인 구성도, 공정 {stations}개",
    ),
    "sign-room": ("buffer, with its room", "버퍼와 용량"),
    "sign-belt": ("conveyor, with its room", "컨베이어와 용량"),
    "sign-back": ("leads back", "되돌아가는 흐름(재작업)"),
    "sign-driven": ("carried by vehicles", "운반 차량으로 이동"),
    "bottleneck-watched": (
        "Followed only in the beginning of the books of replication 0 (days: {days}); all of it "
        "would not fit into memory.",
        "메모리 한도로 반복 0번 집계 기간의 앞부분만 추적함(일수: {days}).",
    ),
    "tag-bottleneck": ("bottleneck", "애로공정"),
    "tag-new": ("new", "신설"),
    "tag-removed": ("removed", "철거"),
    "pass": ("pass", "합격"),
    "reject": ("reject", "불합격"),
    "node-source": ("source", "투입"),
    "node-sink": ("finished", "완성"),
    "node-scrap": ("scrap", "폐기"),
}
