"""First run: two machines, room for four parts between them, and a week of work.

    source ---> press ---> [ . . . . ] ---> drill ---> sink
                30 s         4 places       25 s on average,
                always                      any one part shorter or longer

On paper the press sets the pace: 3600 / 30 = 120 parts an hour, and the drill is faster still. So
why does the line make fewer? Because the drill's time varies: a run of long parts fills the four
places and the press has to wait with a finished part in its hands (blocked); a run of short ones
empties them and the drill has nothing to do (starved). Time lost at the press never comes back.

Ten replications of the same week, each with other luck, tell how sure the answer is.
"""

from twin import run_study

LINE = """
line: two-machines
stations:
  press: {cycle: 30 s}
  drill: {cycle: {exponential: 25 s}}
flow:
  - source -> press -> [4] -> drill -> sink
"""
HOUR = 3600.0  # s
WARM_UP = 8 * HOUR  # the line starts empty; what happens before this is not counted
WEEK = 168 * HOUR
REPLICATIONS = 10
SEED = 1


def main() -> None:
    """Run the line and print what its machines did with their time."""
    study = run_study(LINE, warmup_s=WARM_UP, length_s=WEEK, replications=REPLICATIONS, seed=SEED)
    output = study.kpis["throughput_per_hour"]
    lead_time = study.kpis["lead_time_mean_s"]
    print(f"on paper     {3600 / 30:6.1f} parts/h")
    print(f"in the line  {output.mean:6.1f} parts/h   95 %: {output.low:.2f} to {output.high:.2f}")
    print(f"lead time    {lead_time.mean:6.1f} s         from the press taking a part to the sink")
    print()
    print("share of time    busy  blocked  starved")
    for name, states in study.stations.items():
        busy, blocked, starved = (states[state].mean for state in ("busy", "blocked", "starved"))
        print(f"{name:12}  {busy:7.1%}  {blocked:7.1%}  {starved:7.1%}")
    print()
    print(f"parts waiting between them, on average: {study.buffers['press->drill'].mean:.2f} of 4")


if __name__ == "__main__":
    main()
