"""Flags of a machine: the words of the format that its station uses; others cost it nothing."""

QUALITY = 1 << 0
ENERGY = 1 << 1
ROUTES = 1 << 2
CREW = 1 << 3
SETUP = 1 << 4
WEAR = 1 << 5
COUNT = 1 << 6
SAMPLE = 1 << 7
STANDBY = 1 << 8
ONE_CYCLE = 1 << 9
HOURS = 1 << 10
PLAN = 1 << 11
HANDS = 1 << 12
MANY = 1 << 13
RELEASE = 1 << 14
DRIFT = 1 << 15
WARM_UP = 1 << 16
LOOP = 1 << 17
