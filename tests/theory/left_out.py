"""The cases and metrics that the words and books of today cannot say, each with its reason."""

CLOSED = "pallets that block each other in a ring begin in its buffers; a line begins empty"
INTERVALS = "counts waits by customers from an empty start; the study counts time"
HYPO = "the line format has no hypoexponential distribution"

CASES: dict[str, str] = {
    "H07": HYPO,
    "L23": "a part in work is never interrupted by another part",
    "L25": "the last come is never the first served",
    "M11": "a machine does not walk between queues: no polling",
    "N09": CLOSED,
    "N17": "a newsvendor's sum, nothing that happens on a line",
    "S01": INTERVALS,
    "S03": INTERVALS,
    "S05": "batch means are not among the study's methods yet",
    "S07": "batch means are not among the study's methods yet",
    "S09": INTERVALS,
    "S11": "the warm-up is given, not yet found by MSER-5",
    "S15": INTERVALS,
    "S17": "intervals of quantiles by order statistics are not among the study's methods yet",
    "T03": "rework draws a part's defects anew, so it can also spoil a good part",
}

# Cases with a test of their own beside the table.
ELSEWHERE: dict[str, str] = {
    "R01": "test_scheduling.py: six jobs in every sequence",
    "R03": "test_scheduling.py: departures of five parts, and the best order",
    "R05": "test_scheduling.py: three machines side by side",
    "Q07": "test_laws.py: a ring is named, and its mean time met",
    "S13": "test_laws.py: the interval arithmetic of the study",
}

ONE_WAIT = "the books keep sums of waits, not each wait"

# Of the cases that run, the metrics that no book holds; a case's id or '' for all cases.
METRICS: dict[tuple[str, str], str] = {
    ("", "wait_second_moment"): ONE_WAIT,
    ("", "P_wait_queue_positive"): ONE_WAIT,
    ("", "P_wait_le_2_in_system"): ONE_WAIT,
    ("L05", "P_no_wait"): "two machines: one may be free while the other is starved",
    ("L11", "P_no_wait"): "arrivals are not Poisson: they do not see time averages",
    ("L13", "P_no_wait"): "arrivals are not Poisson: they do not see time averages",
    ("L21", "mean_wait.class1"): ONE_WAIT + ", and places hold both classes",
    ("L21", "mean_wait.class2"): ONE_WAIT + ", and places hold both classes",
    ("N11", "fill_rate"): "the books do not say which demands found a part at once",
    ("M07", "mean_wait"): "follows from mean_sojourn; waking up is work to nobody",
}
