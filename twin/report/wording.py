"""Every sentence of the report that is not data, in English and in the Korean of the shop floor.

One row a sentence: id, English, Korean. A blank to be filled is `{name}`. KPI titles come from
the KPI registry, titles of lines and retrofits from their files, and the words that the terminal
shares (verdicts, sides, states) from `twin.wording`; none of them stands here again.
"""

from twin import wording
from twin.report.energy_wording import ENERGY_TEXTS
from twin.report.map_wording import MAP_TEXTS
from twin.report.reasons import REASONS_IN_WORDS
from twin.wording import Language

TEXTS: dict[str, tuple[str, str]] = {
    # what the page is
    "kind-comparison": ("Before / after report", "도입 전·후 비교 보고서"),
    "kind-study": ("Line study", "라인 분석 보고서"),
    "with": ("with {names}", "{names} 적용"),
    "and": (" and ", " 및 "),
    "comma": (", ", ", "),
    "settings": (
        "{replications} replications of {length} after {warmup} of warm-up · seed {seed}",
        "예열 {warmup} 후 {length} · {replications}회 반복 · 시드 {seed}",
    ),
    "no-script": (
        "The charts need scripts to be allowed for this page; the tables say the same.",
        "그래프를 보려면 이 페이지의 스크립트를 허용해야 함. 같은 내용이 표에도 있음.",
    ),
    # headings
    "h-answer": ("The answer", "결론"),
    "h-map": ("The line", "라인 구성과 가동 상태"),
    "h-bottleneck": ("Bottleneck", "애로공정(병목)"),
    "h-table-two": ("Before and after", "도입 전·후 지표"),
    "h-table-one": ("Indicators", "성과 지표"),
    "h-difference": ("Change with 95 % interval", "변화율과 95 % 신뢰구간"),
    "h-states": ("What the machines do", "설비 상태별 시간 비율"),
    "h-backlog": ("Open orders over time", "수주잔량 추이"),
    "h-load": ("Electric load", "전력 부하"),
    "h-cost": ("Cost of a good part", "양품 1개당 원가"),
    "h-safety": ("Exposure to hazards", "위험 작업 노출 시간"),
    "h-buffers": ("Parts between the stations", "공정 간 재공"),
    "h-assumptions": ("Assumptions", "전제 조건"),
    "h-doubts": ("Numbers of the line that are in doubt", "불확실한 라인 입력값"),
    "h-uncertain": ("Uncertain effects of the retrofits", "불확실한 개선 효과"),
    "h-changes": ("What the retrofits change", "개선안의 변경 내용"),
    "h-defaults": ("Values taken because the file is silent", "파일에 없어 기본값을 쓴 항목"),
    "h-inputs": ("Stations as modelled", "공정 입력값"),
    "h-definitions": ("Definitions", "지표 정의"),
    "h-audit": ("Audit", "검증"),
    # sides and verdicts
    "now": ("now", "현재"),
    "no verdict": ("no verdict", "판정 없음"),
    # the headline
    "lead-gain": ("With {names}: {gains}.", "{names} 적용 시 {gains}."),
    "lead-mixed": (
        "With {names}: {gains} – but {losses}.",
        "{names} 적용 시 {gains}. 다만 {losses}.",
    ),
    "lead-loss": (
        "With {names}: {losses}, and no main indicator gets better.",
        "{names} 적용 시 {losses}. 좋아지는 주요 지표 없음.",
    ),
    "lead-nothing": (
        "With {names}: no main indicator changes by more than chance would.",
        "{names} 적용 시 우연과 구별되는 주요 지표 변화 없음.",
    ),
    "lead-unchanged": (
        "With {names}: no indicator changes at all.",
        "{names} 적용 시 모든 지표 변화 없음.",
    ),
    "more-in-table": ("and {count} more in the table", "그 밖에 {count}개는 표 참조"),
    "lead-better": ("Better", "좋아지는 것"),
    "lead-worse": ("Worse", "나빠지는 것"),
    "lead-open": ("Not resolved", "판단할 수 없는 것"),
    "none": ("nothing", "없음"),
    "count": (
        "Of {all} indicators: {better} better, {worse} worse, {open} not resolved, "
        "{same} unchanged.",
        "지표 {all}개 중 개선 {better}개, 악화 {worse}개, 판정 불가 {open}개, 변화 없음 {same}개.",
    ),
    "open-note": (
        "Not resolved: the interval of the difference includes zero; "
        "more replications or a longer study would narrow it.",
        "판정 불가: 차이의 신뢰구간이 0을 포함함. 반복 횟수나 기간을 늘리면 구간이 좁아짐.",
    ),
    "no-interval": (
        "One replication gives no interval; run more of them before deciding.",
        "반복 1회로는 신뢰구간을 구할 수 없음. 판단 전에 반복 횟수를 늘릴 것.",
    ),
    "lead-one": (
        "{line} makes {throughput} parts an hour; its bottleneck is {bottleneck}.",
        "{line}: 시간당 {throughput}개 생산, 애로공정은 {bottleneck}.",
    ),
    "lead-one-free": (
        "{line} makes {throughput} parts an hour.",
        "{line}: 시간당 {throughput}개 생산.",
    ),
    "lead-one-plain": ("{line}: {replications} replications.", "{line}: {replications}회 반복."),
    "say-throughput_per_hour-up": ("{by} more parts per hour", "시간당 생산량 {by} 증가"),
    "say-throughput_per_hour-down": ("{by} fewer parts per hour", "시간당 생산량 {by} 감소"),
    "say-finished_defects_ppm-up": (
        "{by} more defective parts reach the customer",
        "고객에게 나가는 불량 {by} 증가",
    ),
    "say-finished_defects_ppm-down": (
        "{by} fewer defective parts reach the customer",
        "고객에게 나가는 불량 {by} 감소",
    ),
    "say-cost_per_good_part-up": ("a good part costs {by} more", "양품 1개당 원가 {by} 상승"),
    "say-cost_per_good_part-down": ("a good part costs {by} less", "양품 1개당 원가 {by} 절감"),
    "say-lead_time_mean_s-up": (
        "parts take {by} longer through the line",
        "리드타임 {by} 증가",
    ),
    "say-lead_time_mean_s-down": (
        "parts are through the line {by} sooner",
        "리드타임 {by} 단축",
    ),
    "say-kwh_per_good_part-up": (
        "a good part takes {by} more energy",
        "양품 1개당 전력 {by} 증가",
    ),
    "say-kwh_per_good_part-down": (
        "a good part takes {by} less energy",
        "양품 1개당 전력 {by} 절감",
    ),
    "say-exposure_h-up": (
        "people spend {by} more time in hazardous work",
        "위험 작업 노출 시간 {by} 증가",
    ),
    "say-exposure_h-down": (
        "people spend {by} less time in hazardous work",
        "위험 작업 노출 시간 {by} 감소",
    ),
    # tables
    "indicator": ("Indicator", "지표"),
    "unit": ("Unit", "단위"),
    "difference": ("Difference", "차이"),
    "change": ("Change", "변화율"),
    "verdict": ("Verdict", "판정"),
    "value": ("Value", "값"),
    "station": ("Station", "공정"),
    "machines": ("Machines", "대수"),
    "cycle": ("Cycle", "사이클 타임"),
    "failures": ("Failures", "고장"),
    "planned": (
        "maintenance: every {every}; takes {takes}",
        "계획보전: 주기 {every}, 시간 {takes}",
    ),
    "failure-busy": (
        "{name}: between failures {every} (working time); repair {repair}",
        "{name}: 고장 간격 {every} (가동 시간 기준), 수리 {repair}",
    ),
    "failure-calendar": (
        "{name}: between failures {every} (clock time); repair {repair}",
        "{name}: 고장 간격 {every} (달력 시간 기준), 수리 {repair}",
    ),
    "failure-parts": (
        "{name}: between failures {every} parts; repair {repair}",
        "{name}: 고장 간격 {every}개 생산, 수리 {repair}",
    ),
    "place": ("Buffer", "버퍼"),
    "capacity": ("Capacity", "용량"),
    "content": ("Mean content", "평균 재공"),
    "unlimited": ("unlimited", "무제한"),
    "hazard": ("Hazard", "위험 요인"),
    "parameter": ("Parameter", "항목"),
    "retrofit": ("Retrofit", "개선안"),
    "knowledge": ("What is known of it", "알려진 범위"),
    "drawn": ("Drawn in this study", "이번 분석에서 뽑힌 값"),
    "source": ("Source", "출처"),
    "grade": ("Grade", "신뢰 등급"),
    "not-given": ("not given", "미기재"),
    "item": ("Item", "항목"),
    "new-value": ("New value", "변경 값"),
    "where": ("Where", "적용 위치"),
    # captions and notes
    "table-note": (
        "Mean of {n} replications; below it the 95 % interval. The difference is paired: "
        "before and after share their luck, so its interval is narrower than the two sides'.",
        "{n}회 반복의 평균이며 아래는 95 % 신뢰구간. 도입 전·후가 같은 난수를 쓰는 "
        "대응 비교이므로 차이의 구간이 양쪽 구간보다 좁음.",
    ),
    "table-note-one": (
        "Mean of {n} replications with its 95 % interval.",
        "{n}회 반복의 평균과 95 % 신뢰구간.",
    ),
    "bottleneck-same": (
        "The bottleneck is {after} before and after.",
        "애로공정은 전·후 모두 {after}.",
    ),
    "bottleneck-moves": (
        "The bottleneck moves from {before} to {after}.",
        "애로공정 이동: {before} → {after}.",
    ),
    "bottleneck-one": ("The bottleneck is {after}.", "애로공정은 {after}."),
    "bottleneck-none": (
        "No station is told to be the bottleneck: none is active for long.",
        "뚜렷한 애로공정 없음.",
    ),
    "bottleneck-note": (
        "Active-period method: at each moment the machine with the longest period without "
        "waiting for another is the bottleneck; sole: it alone; shifting: while it passes on.",
        "활동 기간법: 매 순간 다른 공정을 기다리지 않고 가장 오래 이어진 설비가 애로공정. "
        "단독: 혼자 애로인 시간, 이동: 애로가 넘어가는 중인 시간.",
    ),
    "sole": ("sole", "단독"),
    "shifting": ("shifting", "이동 중"),
    "share-of-time": ("Share of time as bottleneck", "애로공정인 시간 비율"),
    "states-note": (
        "Share of all machine hours of a station; mean of the replications.",
        "공정 내 모든 설비 시간에 대한 비율, 반복 평균.",
    ),
    "states-table": ("The same as a table", "표로 보기"),
    "backlog-axis": ("open orders, mean of {span}", "수주잔량 (건, {span} 평균)"),
    "backlog-note": (
        "Orders released and not complete: mean of {n} replications, the band its 95 % interval.",
        "접수 후 아직 완료되지 않은 수주, {n}회 반복의 평균과 95 % 신뢰구간(띠).",
    ),
    "backlog-note-one": (
        "Orders released and not complete, in one replication.",
        "접수 후 아직 완료되지 않은 수주, 반복 1회.",
    ),
    "backlog-rising": (
        "Where the curve goes on rising, the line does not keep up with its orders.",
        "곡선이 계속 상승하면 생산이 수주를 따라가지 못하는 상태임.",
    ),
    "begins": ("From", "구간 시작"),
    "load-note": (
        "Mean power of each quarter hour, replication 0. The peak marked is that of this curve; "
        "the table above gives the mean over all replications.",
        "15분 평균 전력, 반복 0번. 표시된 최대값은 이 곡선의 값이며 위 표의 값은 전체 반복의 평균.",
    ),
    "load-none": (
        "No load curve: no station of this line has a power.",
        "전력 정보가 없어 부하 곡선을 그릴 수 없음.",
    ),
    "load-axis": ("kW, mean of 15 minutes", "kW (15분 평균)"),
    "peak": ("15-minute peak {side}: {kw} kW, {when}", "{side} 15분 최대 {kw} kW, {when}"),
    "cost-none": (
        "No cost is shown: the line gives no material price, wage or energy price to add up.",
        "재료비·인건비·전력 단가가 없어 원가를 계산하지 않음.",
    ),
    "cost-note": (
        "From before to after, by what the money is spent on; mean of the replications.",
        "도입 전에서 도입 후까지 비용 항목별 변화, 반복 평균.",
    ),
    "cost-note-one": ("What the money is spent on.", "비용 항목별 구성."),
    "cost-cut": (
        "The axis does not begin at 0, so that the steps can be seen.",
        "변화가 보이도록 축이 0에서 시작하지 않음.",
    ),
    "cost-material": ("material", "재료비"),
    "cost-labour": ("labour", "노무비"),
    "cost-energy": ("energy", "에너지비"),
    "cost-rework": ("rework", "재작업비"),
    "cost-maintenance": ("maintenance", "보전비"),
    "cost-scrap": ("scrap", "폐기 손실"),
    "cost-overhead": ("overhead", "간접비"),
    "cost-holding": ("holding stock", "재고 유지비"),
    "cost-late": ("late orders", "지체상금"),
    "total": ("total", "합계"),
    "safety-none": (
        "No exposure is shown: no task of this line names a hazard.",
        "위험 요인이 지정된 작업이 없어 노출 시간을 계산하지 않음.",
    ),
    "safety-note": (
        "People's hours at hazardous tasks within the {length} of the books, by hazard; mean of "
        "the replications. An injury is an expectation: exposure times rate.",
        "집계 기간 {length} 동안의 위험 작업 인시(人時), 위험 요인별 반복 평균. "
        "재해는 노출 시간 × 발생률의 기대값.",
    ),
    "difference-label": (
        "Relative change of each indicator with its 95 % interval; the table above has the "
        "numbers.",
        "지표별 변화율과 95 % 신뢰구간. 수치는 위 표에 있음.",
    ),
    "difference-note": (
        "Difference as a share of the value before. Beyond the edge an arrow points outward.",
        "도입 전 값 대비 차이의 비율. 범위를 벗어난 값은 화살표로 표시.",
    ),
    "difference-axis": ("change, % of before", "도입 전 대비 변화율 (%)"),
    "states-axis": ("% of time", "시간 비율 (%)"),
    "uncertain-none": (
        "The retrofits name no uncertain effect: every changed value is taken as certain.",
        "불확실한 효과로 지정된 값이 없음. 변경 값은 모두 확정값으로 계산.",
    ),
    "factor": ("factor", "배율"),
    "doubts-note": (
        "The line's file says by which factor its own numbers may be off. Each replication draws "
        "one for each row, the same before and after, so the intervals hold this doubt too.",
        "라인 파일이 입력값의 오차를 배율로 지정함. 반복마다 행별로 배율을 하나씩 뽑아 도입 "
        "전후에 똑같이 적용하므로 신뢰구간에는 입력값의 불확실성도 들어 있음.",
    ),
    "uncertain-note": (
        "Each replication draws its own value, so the intervals of this report hold our ignorance "
        "of the effect beside the chance of the plant.",
        "반복마다 값을 새로 뽑으므로 신뢰구간에는 효과에 대한 불확실성과 공장의 우연이 "
        "함께 들어 있음.",
    ),
    "defaults-note": (
        "Grade D: chosen by the program.",
        "등급 D: 프로그램이 정한 값.",
    ),
    "default-start": (
        "Start date: {start}, as the file names none.",
        "시작일: 파일에 없어 {start}로 봄.",
    ),
    "default-study": (
        "Study: {length} after {warmup} of warm-up, {replications} replications, seed {seed}.",
        "분석 조건: 예열 {warmup}, 기간 {length}, {replications}회 반복, 시드 {seed}.",
    ),
    "default-arrivals": (
        "Arrivals: the source always has a part.",
        "투입: 자재가 떨어지지 않는 것으로 봄.",
    ),
    "defaults-none": ("None: the file says everything.", "없음. 필요한 값이 모두 파일에 있음."),
    # the end of the page
    "audit-same": (
        "Replication {replication} of {sides} was run again on the SimPy engine: identical "
        "(digest {digest}).",
        "{sides}의 반복 {replication}번을 SimPy 엔진으로 다시 실행: 일치 (다이제스트 {digest}).",
    ),
    "audit-other": (
        "Replication {replication} of {sides} was run again on the SimPy engine: NOT identical. "
        "Do not use this report; please report the fault with the digests {digest}.",
        "{sides}의 반복 {replication}번을 SimPy 엔진으로 다시 실행: 일치하지 않음. "
        "이 보고서를 사용하지 말고 다이제스트와 함께 알려 주십시오 ({digest}).",
    ),
    "audit-sampled": (
        "The line is large, so this is a sample: the first {stretch} from the empty line on, "
        "not the whole replication.",
        "라인 규모가 커서 반복 전체가 아니라 표본(빈 라인에서 시작한 처음 {stretch})만 "
        "다시 실행함.",
    ),
    "audit-none": (
        "No replication was run again on the SimPy engine (run with --audit to do so).",
        "SimPy 엔진 재실행 검증을 하지 않음 (--audit 옵션으로 실행).",
    ),
    "each-side": ("each side", "도입 전·후 각각"),
    "this-line": ("this line", "이 라인"),
    "seed": ("Seed", "시드"),
    "engine": ("Engine", "엔진"),
    "versions": ("Versions", "버전"),
    "model-digest": ("Model digest", "모델 다이제스트"),
    "result-digest": ("Result digest", "결과 다이제스트"),
    "tick-nought": ("the clock starts on {date}", "시계 시작 {date}"),
    "horizon": ("Horizon", "분석 구간"),
    "promise": ("Promised lead time", "약속 납기"),
    "not-installed": ("not installed", "미설치"),
    "source-tree": ("source tree", "소스 트리"),
    "colophon": (
        "Made by linetwin. The same line, seed and versions give this page again, to the byte.",
        "linetwin으로 작성. 라인·시드·버전이 같으면 이 문서가 그대로 다시 만들어짐.",
    ),
    # units
    "parts": ("parts", "개"),
    "hours": ("h", "시간"),
    "points": ("pp", "%p"),
    **REASONS_IN_WORDS,
    **MAP_TEXTS,
    **ENERGY_TEXTS,
}


class Words:
    """The texts of one language; call it with an id and what fills the blanks."""

    def __init__(self, language: Language = "en") -> None:
        """Choose the language."""
        if language not in ("en", "ko"):
            raise ValueError(f"language {language!r}; expected 'en' or 'ko'")
        self.language: Language = language
        self._column = 0 if language == "en" else 1

    def __call__(self, text: str, /, **blanks: object) -> str:
        """Say the text with this id."""
        return TEXTS[text][self._column].format(**blanks)

    def shared(self, key: str, /, **blanks: object) -> str:
        """Say what the terminal says too, such as a verdict, a side or a note."""
        own = key not in wording.TEXTS
        return self(key, **blanks) if own else wording.say(key, self.language, **blanks)

    def state(self, state: str) -> str:
        """Say a machine's state."""
        return wording.say_state(state, self.language)

    def __contains__(self, text: object) -> bool:
        """Say whether there is a text with this id."""
        return text in TEXTS

    def or_plain(self, prefix: str, word: str) -> str:
        """Say a word of the model: its text where there is one, else the word as it is."""
        return self(prefix + word) if prefix + word in self else word

    def title(self, titled: object) -> str:
        """Say a title that has both languages, such as a line's."""
        return str(getattr(titled, self.language))
