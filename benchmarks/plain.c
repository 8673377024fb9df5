/* A serial line of exponential stations as a plain event loop in C: what speed is possible.
 *
 * usage: plain STATIONS ROOM SECONDS SEED
 *
 * The first station always has a part, the last one always hands over, each buffer holds ROOM
 * waiting parts, and a finished part stays in its station until the next buffer has room
 * (blocking after service). Mean cycle 1 s. Keeps the time of each station in each state and the
 * parts in each buffer over time. Prints one JSON object; `seconds` is the processor time of the
 * loop alone.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STARVED, BUSY, BLOCKED, STATES };

typedef struct {
    double when;
    int64_t station;
} Due;

typedef struct {
    int state;
    double since;          /* when the station came into its state */
    double spent[STATES];  /* time in each state */
    int64_t finished;      /* cycles */
    int64_t waiting;       /* parts in the buffer behind the station */
    double changed;        /* when that buffer last changed */
    double area;           /* parts in that buffer, over time */
} Station;

/* xoshiro256+ of Blackman and Vigna, seeded by splitmix64 */
static uint64_t word[4];

static uint64_t split(uint64_t *x) {
    uint64_t z = (*x += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint64_t turn(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline double cycle(void) {
    uint64_t sum = word[0] + word[3], kept = word[1] << 17;
    word[2] ^= word[0];
    word[3] ^= word[1];
    word[1] ^= word[2];
    word[0] ^= word[3];
    word[2] ^= kept;
    word[3] = turn(word[3], 45);
    return -log(((double)(sum >> 11) + 0.5) * 0x1p-53);
}

/* The calendar: a binary heap, earliest on top; a station stands in it at most once. The entry
 * that has come due stays on top until the next one takes its place, which saves a removal. */
static Due *heap;
static int64_t due = 0;
static int spent_top = 0; /* the top has come due and may be overwritten */

static inline void sink(Due entry) {
    int64_t at = 0, child = 1;
    while (child < due) {
        if (child + 1 < due) child += heap[child + 1].when < heap[child].when;
        if (entry.when <= heap[child].when) break;
        heap[at] = heap[child];
        at = child;
        child = 2 * at + 1;
    }
    heap[at] = entry;
}

static inline void push(double when, int64_t station) {
    Due entry = {when, station};
    if (spent_top) {
        spent_top = 0;
        sink(entry);
        return;
    }
    int64_t at = due++;
    while (at > 0) {
        int64_t parent = (at - 1) / 2;
        if (heap[parent].when <= when) break;
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = entry;
}

static inline Due next(void) {
    spent_top = 1;
    return heap[0];
}

static inline void tidy(void) {
    if (!spent_top) return;
    spent_top = 0;
    if (--due > 0) sink(heap[due]);
}

static inline void become(Station *s, int state, double now) {
    s->spent[s->state] += now - s->since;
    s->state = state;
    s->since = now;
}

static inline void store(Station *s, int change, double now) {
    s->area += (double)s->waiting * (now - s->changed);
    s->waiting += change;
    s->changed = now;
}

static inline void start(Station *line, int64_t s, double now) {
    become(&line[s], BUSY, now);
    push(now + cycle(), s);
}

/* Station s is free: take the next part, and let those blocked upstream move up behind it. */
static void take(Station *line, int64_t s, double now) {
    while (s > 0) {
        if (line[s - 1].waiting > 0) {
            start(line, s, now);
            if (line[s - 1].state != BLOCKED) {
                store(&line[s - 1], -1, now);
                return; /* nobody waits for the place */
            }
            s--; /* the blocked part takes the place: as many wait as before */
        } else if (line[s - 1].state == BLOCKED) {
            start(line, s, now); /* no room between: handed over directly */
            s--;
        } else {
            become(&line[s], STARVED, now);
            return;
        }
    }
    start(line, 0, now);
}

/* Station s has finished: hand the part over, or be blocked. */
static inline void leave(Station *line, int64_t s, int64_t last, int64_t room, double now) {
    line[s].finished++;
    if (s < last) {
        if (line[s + 1].state == STARVED) {
            start(line, s + 1, now);
        } else if (line[s].waiting < room) {
            store(&line[s], 1, now);
        } else {
            become(&line[s], BLOCKED, now);
            return;
        }
    }
    take(line, s, now);
}

static double clock_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    int64_t stations = atoll(argv[1]), room = atoll(argv[2]);
    double end = atof(argv[3]);
    uint64_t seed = strtoull(argv[4], NULL, 10);
    for (int i = 0; i < 4; i++) word[i] = split(&seed);
    Station *line = calloc((size_t)stations, sizeof *line);
    heap = malloc((size_t)(stations + 1) * sizeof *heap);
    if (!line || !heap) return 1;

    double begin = clock_s();
    start(line, 0, 0.0);
    while (heap[0].when < end) {
        Due now = next();
        leave(line, now.station, stations - 1, room, now.when);
        tidy();
    }
    double seconds = clock_s() - begin;

    int64_t operations = 0;
    double spent[STATES] = {0}, area = 0;
    for (int64_t s = 0; s < stations; s++) {
        become(&line[s], line[s].state, end);
        store(&line[s], 0, end);
        operations += line[s].finished;
        area += line[s].area;
        for (int k = 0; k < STATES; k++) spent[k] += line[s].spent[k];
    }
    printf("{\"seconds\": %.9f, \"operations\": %lld, \"made\": %lld, \"busy\": %.9f, "
           "\"starved\": %.9f, \"blocked\": %.9f, \"waiting\": %.9f}\n",
           seconds, (long long)operations, (long long)line[stations - 1].finished,
           spent[BUSY] / end / (double)stations, spent[STARVED] / end / (double)stations,
           spent[BLOCKED] / end / (double)stations, area / end);
    free(line);
    free(heap);
    return 0;
}
