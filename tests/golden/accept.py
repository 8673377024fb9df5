"""Record the digests of the golden runs, once a [PATH] entry tells why they changed."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from test_paths import CASES, PATHS, digests, last_entry  # noqa: E402


def main() -> None:
    """Write the digests; refuse where a path changed and the changelog says nothing new."""
    before = json.loads(PATHS.read_text(encoding="utf-8")) if PATHS.exists() else {"paths": {}}
    now = {name: digests(case, "fast") for name, case in CASES.items()}
    changed = [name for name, found in now.items() if before["paths"].get(name, found) != found]
    if changed and before["entry"] == last_entry():
        told = f"changed: {', '.join(changed)}\nwrite a [PATH] entry into CHANGELOG.md first\n"
        sys.exit(told)
    kept = {"entry": last_entry(), "paths": now}
    PATHS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{name}\n" for name in changed))


if __name__ == "__main__":
    main()
