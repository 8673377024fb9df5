"""What an appraisal says, in English and in Korean."""

from __future__ import annotations

from twin.wording import Language, phrase

TEXTS: dict[str, tuple[str, str]] = {
    # the benefit of a year
    "benefit": ("Benefit a year, in full use", "연간 효과(정상 가동 시)"),
    "sales": ("Margin of good parts sold more", "양품 추가 판매 공헌이익"),
    "scrap": ("Material of scrap avoided", "폐기 재료비 절감"),
    "escapes": ("Material of defective parts not shipped", "유출 불량 재료비 절감"),
    "claims": ("Claims avoided", "클레임 비용 절감"),
    "labour": ("Labour released and realised, repairs aside", "공수 절감(실현분, 수리 제외)"),
    "maintenance": ("Repairs and maintenance avoided", "수리·보전비 절감"),
    "energy": ("Electricity bill", "전기요금 절감"),
    "gas": ("Gas", "가스비 절감"),
    "overhead": ("Overhead", "경비 절감"),
    "holding": ("Holding of parts in the line", "재공 보유비용 절감"),
    "late": ("Penalties of late orders", "납기지연 손실 절감"),
    "accidents": ("Fewer injuries to be expected", "재해 예방 효과(기댓값)"),
    "upkeep": ("Yearly cost of the retrofit", "개선안 연간 유지비"),
    "net": ("Net benefit", "연간 순효과"),
    "amounts": ("Behind it, a year", "산출 근거(연간)"),
    "good-before": ("Good parts made before [parts]", "도입 전 양품 수 [개]"),
    "good-after": ("Good parts made after [parts]", "도입 후 양품 수 [개]"),
    "sold-more": ("Sold more [parts]", "추가 판매량 [개]"),
    "hours": ("Labour hours released [h]", "절감 공수 [시간]"),
    # the investment
    "investment": ("The investment", "투자 평가"),
    "without": ("without grant", "지원금 없음"),
    "with": ("with {grant}", "{grant} 지원"),
    "purchase": ("Purchase", "구입비"),
    "grant": ("Grant", "지원금"),
    "own": ("Paid by the plant", "기업 부담금"),
    "value": ("Net present value (NPV)", "순현재가치(NPV)"),
    "value-interval": ("  95 % interval of its mean", "  평균의 95 % 구간"),
    "rate": ("Internal rate of return (IRR)", "내부수익률(IRR)"),
    "payback": ("Payback", "회수기간"),
    "discounted": ("Payback, discounted", "회수기간(할인)"),
    "worthwhile": ("P(NPV > 0)", "P(NPV > 0)"),
    "in-time": ("P(payback < {years:g} years)", "P(회수기간 < {years:g}년)"),
    "share": (
        "{hits} of {n}: {share} % [{low}, {high}]",
        "{n}회 중 {hits}회: {share} % [{low}, {high}]",
    ),
    "shares note": (
        "Shares of replications with their 95 % Wilson intervals; payback counts from the order, "
        "building included.",
        "확률은 반복 중 비율과 95 % 윌슨 구간이며, 회수기간은 발주일부터 구축기간을 포함해 셉니다.",
    ),
    "rate none": ("none: the flows never change sign", "없음(현금흐름 부호 변화 없음)"),
    "rate no root": ("none, with {changes} changes of sign", "없음(부호 변화 {changes}회)"),
    "rate several": (
        "several: {rates} ({changes} changes of sign)",
        "여러 개: {rates} (부호 변화 {changes}회)",
    ),
    "never": ("not in {years:.1f} years", "{years:.1f}년 안에 회수 불가"),
    "years": ("{value:.1f} years", "{value:.1f}년"),
    "flows": ("Cash flow by year from the order", "발주 후 연도별 현금흐름"),
    # what it rests on
    "rests": ("What this rests on", "평가의 전제"),
    "assumption": ("assumption", "전제"),
    "taken": ("taken as", "적용값"),
    "grade": ("grade", "등급"),
    "source": ("source", "출처"),
    "grades note": (
        "Grades: A official source, B two sources agree, C one source or derived, D recalled or "
        "chosen, - none told.",
        "등급: A 공식 자료, B 두 자료 일치, C 단일 자료 또는 유도, "
        "D 기억 또는 임의 선택, - 등급 없음.",
    ),
    "effects elsewhere": (
        "The effects of the retrofits stand under Assumptions.",
        "개선안의 효과는 '전제 조건'에 있음.",
    ),
    "of given": ("given with {told}", "{told}로 지정"),
    "of retrofit": ("retrofit {told}", "개선안 {told}"),
    "of line": ("line {told}", "라인 {told}"),
    "of source": ("{told}", "{told}"),
    "of rule": ("how money is reckoned", "계산 방식"),
    "of unsaid": ("not stated", "지정하지 않음"),
    "of unsaid by": ("not stated: {told}", "지정하지 않음: {told}"),
    "times": ("× {value:.2f}", "× {value:.2f}"),
    "months": ("{value:g} months", "{value:g}개월"),
    "whole years": ("{value:g} years", "{value:g}년"),
    "parts": ("{value:,.0f} parts/year", "연 {value:,.0f}개"),
    "yearly": ("{value}/year", "연 {value}"),
    "hourly": ("{value}/h", "시간당 {value}"),
    "b buy": ("Purchase of all retrofits", "개선안 구입비 합계"),
    "b run": ("Yearly cost of all retrofits", "개선안 연간 유지비 합계"),
    "b subscription": ("Subscription, instead of a purchase", "구독료(구입 대신)"),
    "b residual": ("Resale at the end of life", "내용연수 말 잔존가치"),
    "b life_years": ("Life; of several retrofits the shortest", "사용기간(여러 개면 최단)"),
    "b build_months": ("Building; of several the longest", "구축기간(여러 개면 최장)"),
    "b ramp_months": ("Ramp-up, in a straight line", "안정화 기간(직선 증가)"),
    "b grant-share": ("Grant: share of the government", "지원금: 정부 부담 비율"),
    "b grant-partner": ("Grant: share of the large partner", "지원금: 대기업 부담 비율"),
    "b grant-ceiling": ("Grant: ceiling", "지원금: 한도"),
    "b grant-duration": ("Grant: time for the work", "지원금: 사업 기간"),
    "b grant-duration-short": (
        "Grant: time for the work, SHORTER than building",
        "지원금: 사업 기간(구축기간보다 짧음!)",
    ),
    "b grant-when": (
        "Grant: paid at the order; it lowers what may be written off",
        "지원금: 발주 시 지급, 상각 대상 금액에서 차감",
    ),
    "b discount": ("Rate of discount", "할인율"),
    "b no-tax": ("Before tax", "세전 기준"),
    "b tax": ("Tax on profit; a loss saves it", "법인세율(손실은 절세로 반영)"),
    "b tax-life": ("Written off over", "세법상 상각 기간"),
    "b declining": ("Declining balance, rest in the last year", "정률법, 마지막 해 잔액"),
    "b straight": ("Written off in equal parts", "정액법"),
    "b demand": ("Demand: more than this is not sold", "수요(초과분은 팔리지 않음)"),
    "b demand-of": (
        "Demand for {about}: more than this is not sold",
        "{about} 수요(초과분은 팔리지 않음)",
    ),
    "b demand-rest": (
        "Demand for {about}: what the line makes before; parts made more count 0",
        "{about} 수요: 도입 전 생산량. 추가 생산은 0원으로 계산",
    ),
    "b demand-orders-of": ("Demand for {about}: the orders", "{about} 수요: 라인의 주문"),
    "b demand-orders": ("Demand: the orders of the line", "수요: 라인의 주문"),
    "b no-demand": (
        "Demand: what the line makes before; parts made more count 0, parts missing count",
        "수요: 도입 전 생산량. 추가 생산은 0원, 감소분은 손실로 계산",
    ),
    "b realised": (
        "Share of released hours no longer paid",
        "절감 공수 중 인건비 감소로 실현되는 비율",
    ),
    "b claim": ("Claim for a defective part shipped", "유출 불량 1개당 클레임 비용"),
    "b no-claim": ("Claims for defective parts shipped: none", "유출 불량의 클레임 비용: 없음"),
    "b escapes": (
        "Defective parts shipped are not paid for by the customer",
        "유출 불량은 고객이 대금을 치르지 않음",
    ),
    "b wage": ("Wage: {about}", "임금: {about}"),
    "b prices": ("Prices and material of the products", "제품 단가와 재료비"),
    "b year": ("The booked span stands for the whole year", "집계 기간을 1년으로 환산"),
    "b scatter": (
        "Replications differ by the luck of one booked span and by the drawn effects; "
        "book longer to even out the luck",
        "반복 간 차이는 집계 기간의 우연과 뽑은 효과값 때문이며, 집계 기간을 늘리면 우연이 줄어듦",
    ),
    "b year-end": (
        "Money of a year flows at its end, the purchase at the order",
        "연간 현금흐름은 연말, 구입비는 발주 시점",
    ),
    "b gas-price": ("Price of a Nm3 of gas", "Nm3당 가스 단가"),
    "b energy-price": ("Price of a kWh", "kWh당 전기 단가"),
    "b tariff": ("Electricity tariff", "전기요금제"),
    "b no-energy": ("Energy counts nothing: it has no price", "에너지: 단가가 없어 제외"),
    "b no-accidents": (
        "Injuries cost nothing: nobody says what one costs",
        "산업재해 비용 제외: 1건당 비용이 지정되지 않음",
    ),
    "b accident": (
        "Cost of one injury; as many as the hazards let expect",
        "재해 1건당 비용(건수는 위험요인에 따른 기댓값)",
    ),
    "b no-overtime": ("Overtime counts nothing", "초과근무 비용은 제외"),
    "b effect": ("{about}", "{about}"),
    "b need": ("needed first by {about}", "{about}의 선행 조건"),
    "b no-need": ("needed first by {about}, and missing", "{about}의 선행 조건, 없음"),
    "b input": ("In doubt: {about}", "불확실한 입력값: {about}"),
}


def say(key: str, language: Language = "en", **values: object) -> str:
    """Return the text of this name in this language, with its values put in."""
    return phrase(TEXTS, key, language, **values)
