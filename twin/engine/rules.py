"""What happens on the line, as numbered sentences that both engines obey.

Each engine cites the rule at the place that obeys it. `python -m twin.engine.rulebook` writes
`docs/rules.md`. T rules are about time, B rules about what is due, C rules about what is settled.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """One sentence of the semantics."""

    name: str
    sentence: str


RULES: tuple[Rule, ...] = (
    Rule(
        "T1",
        "Time is whole ticks of one microsecond; a drawn duration is rounded once, to the nearest "
        "tick, at least 0 and at most 2^60.",
    ),
    Rule(
        "T2",
        "An instant begins with everything due at the earliest tick, in the order: machines in the "
        "order of the file, vehicles, failures and maintenance by the clock, calendars, places, "
        "waits of batches, orders, arrivals; then it is settled.",
    ),
    Rule(
        "T3",
        "Settling has two kinds of moves. Forced moves come first, until none is left: a part "
        "with one way out goes there where room is left (C2), or is offered (C7); a part at a "
        "door enters (C3). Then one choice is made, the first that is possible of C11, the "
        "claims of C2, C1, the ways out of C2, C4, C5, C15, C16, C17; then what has fallen due "
        "at this very tick happens (T2), and settling begins again. When nothing moves, stops "
        "by count begin (B7); when nothing moves after them, C6.",
    ),
    Rule(
        "T4",
        "Books begin empty at the warm-up tick and end at the last tick, both before anything due "
        "at that tick happens.",
    ),
    Rule(
        "B1",
        "A finished cycle ends before a failure due at the same tick; the crew member that "
        "attended goes.",
    ),
    Rule(
        "B2",
        "A finished part is given, at a station that makes defects, each kind by its own chance; "
        "the same kinds that it had from an earlier pass are mended; where there is drift, each "
        "part since the last set-up or maintenance has added its share to the chance.",
    ),
    Rule(
        "B3",
        "An inspection looks at the parts in its sample; it finds each defect by its sensitivity, "
        "and rejects falsely, by its own chance, a part in which it found nothing.",
    ),
    Rule(
        "B4",
        "The way out is chosen when the part is finished: by verdict, product and share; where "
        "several links are left without a share, the choice is made at the moment of leaving.",
    ),
    Rule(
        "B5",
        "A clock of kind busy runs only while the machine works on a part; the mode that is due "
        "first fires, of equals the one that stands first in the file.",
    ),
    Rule(
        "B6",
        "A clock of kind calendar always runs; if it fires while the machine is down already, it "
        "fires again at once after that repair.",
    ),
    Rule(
        "B7",
        "A clock of kind parts counts finished cycles; the machine that reaches the count takes "
        "no other part, and stops at the end of the instant, when nothing moves any more; a "
        "finished part that could not leave until then waits in it.",
    ),
    Rule(
        "B8",
        "A failure stops the machine at once; the part stays and its work, or the set-up, goes "
        "on after the repair where it stopped; people at the machine are let go; until the "
        "repair is over it hands no finished part over, unless the station says `down: "
        "releases`.",
    ),
    Rule(
        "B9",
        "A part that was being worked on when the machine failed goes to scrap with the mode's "
        "chance, at once.",
    ),
    Rule(
        "B10",
        "A repair starts at once or, where it needs a skill, when a crew member comes, who stays "
        "all through.",
    ),
    Rule("B11", "After the repair the clock of the mode is drawn anew."),
    Rule("B12", "After the set-up the crew member that set up goes, and the cycle begins (C8)."),
    Rule(
        "B13",
        "Arrivals come in batches; each part is given its product by the mix and its way in by "
        "product, share or, of several links, the one with the fewest waiting parts; a source that "
        "is never empty gives over each link, by the mix, only what may go there.",
    ),
    Rule(
        "B14",
        "A machine that has starved for the time of its standby, and for a tick at least, goes to "
        "standby.",
    ),
    Rule("B15", "A machine that has woken up is free again."),
    Rule(
        "B16",
        "At the end of its working time a machine goes off: work and set-up stop, and people at "
        "it are let go; with `finish` what is under way ends first, what has been loaded by "
        "hand is worked on as well; a repair goes on in any case, and one that waits for its "
        "repair is off as well, and people may come all the same. What is finished leaves as "
        "from a blocked machine, as soon as there is room (C2); it has been blocked since it "
        "was finished.",
    ),
    Rule(
        "B17",
        "At the beginning of its working time a machine that is off goes on where it stopped, or "
        "is down if its repair still waits; a shift belongs to the day on which it begins, also as "
        "to holidays.",
    ),
    Rule(
        "B18",
        "Planned maintenance falls due after its time by the clock, from tick 0 or from the end of "
        "the one before; it stops nothing by itself (C11).",
    ),
    Rule(
        "B19",
        "Where people load or unload by hand, the cycle begins when the part has been loaded "
        "and is followed by unloading, after which the part is finished; the machine is busy "
        "meanwhile, and the crew member is held only for that time. A part that is to be "
        "unloaded waits on when the working time ends, and is unloaded when a crew member on "
        "duty comes; the machine is off until then.",
    ),
    Rule(
        "B20",
        "A part in a buffer with a least stay may be taken once it has been there so long; those "
        "before it in the buffer are taken first.",
    ),
    Rule(
        "B21",
        "A part that has been in a buffer for its longest stay is scrapped at that tick, before "
        "anything is settled; one that no machine or vehicle ever took has no lead time.",
    ),
    Rule(
        "B22",
        "A part on a conveyor is at its end after length / speed, and not before spacing / speed "
        "after the one before it was taken; only the part at the end can be taken, and where the "
        "conveyor leads to the sink it leaves by itself. The next part is laid down not before "
        "spacing / speed after the last, while there are fewer than length / spacing.",
    ),
    Rule(
        "B23",
        "A conveyor that does not accumulate stands still, with its clock, from when a part at "
        "its end cannot be taken until it is.",
    ),
    Rule(
        "B24",
        "Orders come by the clock, entry by entry of the file, those of a table by their release "
        "and then as they stand; at its time all parts of an order arrive at the doors of `source` "
        "as a batch does (B13), each with the order and the tick by which it is due.",
    ),
    Rule(
        "B25",
        "An order is complete when as many of its parts have reached the sink as it asks for, one "
        "of no parts at once. What is scrapped is replaced by parts that arrive at the doors, "
        "behind those that wait there, as `replace` says: in one lot, when all other parts of the "
        "order have left; at once, one by one; with the next order of the product, before its own "
        "parts, or in one lot where none is to come; or never, so that the order is complete when "
        "all its parts have left, and its shortfall is counted. With an allowance the order "
        "releases its share more at once, rounded up; a part that reaches the sink after the order "
        "is complete is surplus. What an assembly makes is the part of the order that its first "
        "part was of (C9).",
    ),
    Rule(
        "B26",
        "A vehicle that has been called drives empty to the part, from where its last trip "
        "ended, the shortest way over the links and distances of its fleet, both directions; it "
        "loads, drives and unloads, once a trip, and lays down what it carries; until the "
        "loading is over the part stays in its machine, which may stand still meanwhile, but "
        "out of a named buffer it is taken when the loading begins, and enters the line then if "
        "no machine has taken it.",
    ),
    Rule(
        "B27",
        "A vehicle fails by its own clocks, of which busy ones run while it drives, loads and "
        "unloads; after the repair, which is that of a machine (B6, B10, B11), it goes on where it "
        "stopped; people at it are let go.",
    ),
    Rule(
        "B28",
        "A vehicle whose trips, from the call to the end of unloading, have taken the range of its "
        "battery charges when the trip is over, before it is free.",
    ),
    Rule(
        "B29",
        "Where a fleet needs a driver, the trip goes on when a crew member has come, who stays to "
        "its end; but while the machine cannot hand the part over, the vehicle waits there alone.",
    ),
    Rule(
        "B30",
        "Waking from standby takes its own energy at once when it begins, beside the power of the "
        "state; by break-even a machine goes to standby when idling has cost as much above standby "
        "as waking will.",
    ),
    Rule(
        "B31",
        "A machine with a warm-up whose working time begins after a pause at least as long as "
        "it says, and that is not at work then, warms up before it goes on, free, with its part "
        "or after its repair; it is waking meanwhile, takes the energy of the warm-up at once, "
        "and takes no part; a warm-up that a failure or the end of the working time stops "
        "begins anew.",
    ),
    Rule(
        "B32",
        "Where the warm-up is staggered or delayed, each machine of the station begins its working "
        "time after such a pause later, by its number; working time that is over by then passes "
        "it by; late beginnings come after the calendars of the file, in the order of the "
        "machines.",
    ),
    Rule(
        "B33",
        "The plant draws its base loads, and what leaks of its compressed air, always or in the "
        "working time of their calendar, from and to the tick; a machine uses air by its state.",
    ),
    Rule(
        "B34",
        "A part from a source with a due time is wanted by so long after its arrival.",
    ),
    Rule(
        "B35",
        "Where the cycle drifts, each part finished since the last set-up or maintenance makes the "
        "next cycles longer by its share of what is drawn, to the nearest tick.",
    ),
    Rule(
        "B36",
        "Each time the clock of a mode that can be foreseen is drawn, chance says whether it will "
        "be: then an alarm comes its lead before the failure, on the clock of the failure, or at "
        "once; false alarms come by the clock, from tick 0 or from the last answer on; an alarm "
        "makes a stop due that renews the mode (C11); whatever draws the mode's clock anew answers "
        "its alarms.",
    ),
    Rule(
        "B37",
        "An inspection that tires finds less by its share for all the time since its working "
        "time began, or tick 0, down to nothing; a break ends and begins the working time.",
    ),
    Rule(
        "B38",
        "A part that has been taken apart leaves as the parts that it makes: the first is the part "
        "itself, the others are new, with its defects, its entry time and its date; one that is "
        "named by a place goes there.",
    ),
    Rule(
        "C1",
        "Take: the station that stands first in the file, of those with a free machine and a "
        "part for it, takes with its lowest-numbered free machine the longest-waiting part of "
        "its in-links, or of the first link that has one where it dispatches so, or as it picks "
        "(C18); of equals the link that stands first, then the part that came first. It sees "
        "every part that can be had without another choice: those in its in-buffers, those "
        "offered over links without a buffer, and those at a source's door before one.",
    ),
    Rule(
        "C2",
        "Leave: a part that is finished moves to where it must as soon as there is room, those "
        "blocked longest first, ties in canonical station order, then machine number; over the "
        "link of a fleet it asks for transport instead, and the room behind is kept: it counts "
        "as taken. A part with several ways chooses in its turn, after the takes, among those "
        "with room: the least full, the next in turn, or the first. Where such a part, blocked "
        "longer, may want the same last room as another one or as a part at a door, it chooses "
        "before them, and before the takes; a part that may also leave the line waits for no "
        "room.",
    ),
    Rule(
        "C3",
        "Enter: a part at a source's door enters a buffer with room, the doors in the order of "
        "the file, after the finished parts that claim the room (C2).",
    ),
    Rule(
        "C4",
        "Wake: a station with a part for which it has no free machine wakes its lowest-numbered "
        "machine on standby, one at a time; stations in the order of the file; a part with "
        "several ways of which none has room counts at each of them.",
    ),
    Rule(
        "C5",
        "Assign: a free crew member goes to a waiting task that needs its skill, in the order "
        "repair, setup, unload, load or attend, transport; of one kind the longest waiting, ties "
        "in canonical station order, then machine number, then vehicles; people off duty take no "
        "new task and end the one they are at; of several crews the one that stands first in the "
        "file.",
    ),
    Rule(
        "C6",
        "Turn away: parts that still stand at the door of a source that does not wait, when "
        "nothing moves any more at this tick, are lost.",
    ),
    Rule(
        "C7",
        "A link without a buffer hands a part over only when a machine behind it takes it; of "
        "the machines that offer one the one blocked longest goes first, then the source's "
        "door. A part with several ways is offered where it has chosen, or, where none has "
        "room, over the links to assemblies, batches and stations that give way to the limit, "
        "which take by rules of their own.",
    ),
    Rule(
        "C8",
        "A machine that has taken a part is set up first if the product differs from the one set "
        "up last, for the time of this change, then waits for the crew that attends it, then "
        "begins the cycle.",
    ),
    Rule(
        "C9",
        "An assembly takes all parts it needs at one moment: of each link the next, or, where it "
        "needs products, of each product the longest waiting over all its links, of equals that of "
        "the link that stands first, then the part that came first; the first of the first need "
        "becomes the product, with the defects of all and the entry time of the oldest.",
    ),
    Rule(
        "C10",
        "A ring of blocked machines of which none can ever move, or a line in which nothing is "
        "due any more, is a deadlock, named with its stations and the tick; but a line that has "
        "completed the last of its orders just waits. A loop that takes no time ends the run: "
        "at one tick, more moves (takes of machines, calls of vehicles) than 1,000, and 100 and "
        "the number of stations for each machine and for each part that is there or comes.",
    ),
    Rule(
        "C11",
        "Maintain: a machine that is free or on standby and whose maintenance, or stop after an "
        "alarm, is due stops for it, at once or when a crew member comes as to a repair, but not "
        "before somebody is on duty who has the skill it needs, be it at another task; its end "
        "draws its own clock anew, and those it renews; machines in the order of the file, "
        "maintenance first.",
    ),
    Rule(
        "C12",
        "A batch begins when its size of parts waits, or with those there are when the longest "
        "waiting could have been taken for so long; its set-up and cycle are those of the first "
        "part. Several parts in a machine leave one by one, in the order in which they came or "
        "were made, and each is given its way as its turn comes.",
    ),
    Rule(
        "C13",
        "By conwip a part of `source` enters (C3, C7) only while fewer parts that came from it "
        "than the limit are in the line; a part that holds one joined to it counts as one, and "
        "what an assembly takes at one moment counts as the part it becomes, and a batch that has "
        "begun to enter enters whole.",
    ),
    Rule(
        "C14",
        "By kanban a station that fills the buffer takes a part, or is woken for one, only while "
        "the parts in the buffer and in the machines of all stations that fill it are fewer than "
        "its capacity.",
    ),
    Rule(
        "C15",
        "Call: of a fleet's free vehicles the nearest to the part, of equals the first, is called "
        "for the transport asked for longest by a machine that can hand its part over, or for the "
        "longest-waiting part of a named buffer for which no vehicle is on its way and whose link "
        "has room, which is kept; ties in canonical station order, then machine number, then "
        "buffers as their links stand; fleets in the order of the file.",
    ),
    Rule(
        "C16",
        "Load: a vehicle that is there with its driver begins to load once its machine can hand "
        "the part over; while there is room aboard it takes along, as they have asked, the parts "
        "that wait for transport over the same link and for which no vehicle is on its way, out of "
        "a buffer while there is room behind the link; vehicles in the order of the file.",
    ),
    Rule(
        "C17",
        "Give way: when nothing else moves, a station that gives way to the limit of the plant's "
        "power takes a part as by C1, or wakes a machine as by C4, if the power would not rise "
        "above the limit by that machine being busy, where one in set-up or waiting for people "
        "counts as busy already if it draws more then; the station named last is asked first; over "
        "a link without a buffer it takes what is offered and attracts nothing; what is at work is "
        "never stopped.",
    ),
    Rule(
        "C18",
        "Pick: where a station dispatches by work, date, ratio, set-up or priority, its free "
        "machine looks at every part that waits in its in-links, is offered over one without "
        "room, or stands at a door behind it, and takes the one with the shortest mean cycle, the "
        "earliest due date, the least time to that date for the mean work left to the sink, the "
        "product set up last at this machine, or the greatest priority; parts without a date come "
        "last; of equals the longest waiting, then the link that stands first, then the part that "
        "came first; what a source that is never empty gives is taken only where nothing else "
        "waits.",
    ),
    Rule(
        "C19",
        "Again: a part that a station takes, with any of its machines, though it has taken it "
        "before is reworked and no first pass, whatever led it back, as is one that an inspection "
        "rejects and does not scrap; what has been joined or taken apart has been nowhere yet.",
    ),
)
