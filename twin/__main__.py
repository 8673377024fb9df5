"""`python -m twin` is the command `twin`; a Ctrl-C at its start gives the message as well."""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Read the command, and run it."""
    try:
        from twin.command import main as command
    except KeyboardInterrupt:
        sys.stderr.write("Stopped by Ctrl-C.\n")
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
