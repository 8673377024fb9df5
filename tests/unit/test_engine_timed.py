"""Places in which time does something to the parts (rules B20 to B23)."""

from told_run import on_both_engines, told_run

STAY = """
line: cure
arrivals: {{every: {every}}}
stations:
  mould: {{cycle: 1 s}}
  trim: {{cycle: {trim}}}
buffers:
  curing: {{capacity: {room}, stay: {{{stay}}}}}
flow:
  - source -> [] -> mould -> curing
  - curing -> trim -> sink
"""


@on_both_engines
def test_a_part_stays_for_its_least_time(engine: str) -> None:
    text = STAY.format(every="10 s", trim="2 s", room=4, stay="min: 25 s")
    run = told_run(text, 70, engine)
    # laid down at 11, 21, 31; ripe 25 s later (B20)
    assert run.spells("trim")[:5] == [
        (0, "starved"),
        (36, "busy"),
        (38, "starved"),
        (46, "busy"),
        (48, "starved"),
    ]
    assert [part.second for part in run.left()] == [38, 48, 58, 68]


@on_both_engines
def test_the_stay_holds_up_what_is_before_it(engine: str) -> None:
    text = STAY.format(every="1 s", trim="2 s", room=2, stay="min: 25 s")
    run = told_run(text, 60, engine)
    # two places for 25 s each: full from 3 on, the third part waits in the mould until 27
    assert run.put("curing") == [(2, 0), (3, 1), (27, 2), (29, 3), (52, 4), (54, 5)]


@on_both_engines
def test_a_part_is_scrapped_after_its_longest_stay(engine: str) -> None:
    text = STAY.format(every="10 s", trim="25 s", room=4, stay="max: 22 s")
    run = told_run(text, 100, engine)
    # the trimmer takes the parts of 11, 21 (at 36) and 41 (at 61); those of 31 and 51 are 22 s old
    # at 53 and 73, before they are taken (B21)
    assert [(part.second, part.fate) for part in run.left()] == [
        (36, "sink"),
        (53, "scrap"),
        (61, "sink"),
        (73, "scrap"),
        (83, "scrap"),
        (86, "sink"),
    ]
    assert run.ledger.expired.tolist()[run.frame.places.index("curing")] == 3
    assert run.ledger.scrapped_at.tolist() == [0, 0]


@on_both_engines
def test_at_the_last_tick_of_its_stay_a_part_can_no_longer_be_taken(engine: str) -> None:
    """B21, before anything is settled."""
    text = STAY.format(every="10 s", trim="20 s", room=4, stay="max: 10 s")
    run = told_run(text, 62, engine)
    # the trimmer is free at 31, when the part of 21 has been there for 10 s
    assert [(part.second, part.fate) for part in run.left()] == [
        (31, "scrap"),
        (31, "sink"),
        (51, "scrap"),
        (51, "sink"),
    ]


BELT = """
line: belt
{arrivals}stations:
  press: {{cycle: {press}}}
  pack: {{cycle: {pack}}}
flow:
  - source -> press
  - press -> pack: {{conveyor: {{length: 12 m, speed: 0.5 m/s, spacing: 2 m{more}}}}}
  - pack -> sink
"""


@on_both_engines
def test_a_conveyor_carries_parts_in_its_time(engine: str) -> None:
    run = told_run(BELT.format(arrivals="", press="10 s", pack="3 s", more=""), 60, engine)
    # 12 m at 0.5 m/s (B22)
    assert [part.second for part in run.left()] == [37, 47, 57]


@on_both_engines
def test_parts_keep_their_spacing_at_the_beginning(engine: str) -> None:
    """B22, where parts are laid down."""
    run = told_run(BELT.format(arrivals="", press="1 s", pack="1 s", more=""), 40, engine)
    # 2 m at 0.5 m/s: one part each 4 s may enter
    assert [second for second, _ in run.put("press->pack")] == [1, 5, 9, 13, 17, 21, 25, 29, 33, 37]
    assert [part.second for part in run.left()] == [26, 30, 34, 38]


@on_both_engines
def test_parts_close_up_while_the_end_waits(engine: str) -> None:
    """B22, with a full conveyor."""
    run = told_run(BELT.format(arrivals="", press="4 s", pack="20 s", more=""), 120, engine)
    # six parts of 2 m fill the 12 m; the first is taken at 4 + 24, the next only 20 s later each
    assert [part.second for part in run.left()] == [48, 68, 88, 108]
    # the belt is full with the seventh part's place taken at 28; then one comes as one goes
    assert [second for second, _ in run.put("press->pack")] == [
        *(4, 8, 12, 16, 20, 24, 28),
        *(48, 68, 88, 108),
    ]


@on_both_engines
def test_a_part_that_closes_up_comes_its_spacing_later(engine: str) -> None:
    """B22: what has closed up is at the end 2 m / 0.5 m/s after the part before it was taken."""
    text = BELT.format(arrivals="", press="4 s", pack="1 s", more="")
    jam = "cycle: 1 s, failures: {jam: {every: 30 s, clock: calendar, repair: 18 s}}"
    run = told_run(text.replace("cycle: 1 s", jam), 62, engine)
    # the second part has been at the end since 32; the third stands behind it until 48
    assert [part.second for part in run.left()] == [29, 49, 53, 57, 61]


@on_both_engines
def test_a_conveyor_that_does_not_accumulate_stands_still(engine: str) -> None:
    text = BELT.format(arrivals="", press="4 s", pack="10 s", more=", accumulating: no")
    run = told_run(text, 80, engine)
    # the first part is taken at 28; the second is there at 32, and the belt stands until 38; the
    # third is there 4 s later, and the belt stands until 48 (B23)
    assert [part.second for part in run.left()] == [38, 48, 58, 68, 78]
    # six parts are on it from 28 on; one comes as one goes
    assert [second for second, _ in run.put("press->pack")][6:12] == [28, 38, 48, 58, 68, 78]


@on_both_engines
def test_a_conveyor_to_the_sink_lets_parts_leave_by_themselves(engine: str) -> None:
    """B22, at the end of the line."""
    text = """
line: away
stations: {press: {cycle: 10 s}}
flow:
  - source -> press
  - press -> sink: {conveyor: {length: 3 m, speed: 1 m/s, spacing: 1 m}}
"""
    run = told_run(text, 45, engine)
    assert [(part.second, part.fate) for part in run.left()] == [
        (13, "sink"),
        (23, "sink"),
        (33, "sink"),
        (43, "sink"),
    ]
    assert run.ledger.state_ticks[0].tolist()[2] == 45_000_000


@on_both_engines
def test_what_nothing_ever_took_has_no_lead_time(engine: str) -> None:
    """B21: a part from a source that is never empty goes off before any machine takes it."""
    text = """
line: stale
buffers: {shelf: {capacity: 1, stay: {max: 10 s}}}
stations:
  press: {cycle: 1 h}
flow: [source -> shelf -> press -> sink]
"""
    run = told_run(text, 25, engine)
    assert [(part.second, part.fate, part.lead_s) for part in run.left()] == [
        (10, "scrap", 0),
        (20, "scrap", 0),
    ]
