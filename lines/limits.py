"""How long and how often a line may be run: the same for a file and for a call."""

LONGEST_S = 20 * 365 * 86_400.0  # warm-up and length together
MOST_REPLICATIONS = 10_000
LARGEST_SEED = 2**63 - 1
