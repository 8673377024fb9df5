"""How a command ends that somebody stops, or whose output goes nowhere: in a sentence and a code.

Python raises what Ctrl-C asks for wherever the main thread happens to be. Inside a finaliser or a
callback of a library it is reported and forgotten, so that one Ctrl-C in some would be lost. So it
is written down as well, raised again, and looked for wherever the work tells how far it is.
"""

from __future__ import annotations

import _thread
import errno
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from twin.commands import console
from twin.wording import say

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130
PIPE_CLOSED = 1
AGAIN_S = 0.02  # until what was lost is raised again

_asked = threading.Event()


def listen() -> None:
    """Notice Ctrl-C wherever it comes; a job in the background that is deaf to it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)
        sys.unraisablehook = _lost


def _interrupted(number: int, frame: FrameType | None) -> None:
    _asked.set()
    raise KeyboardInterrupt


def _lost(what: sys.UnraisableHookArgs) -> None:
    """Raise again in the main thread what a finaliser or callback could not pass on."""
    if isinstance(what.exc_value, KeyboardInterrupt):
        again = threading.Timer(AGAIN_S, _press)
        again.daemon = True
        again.start()
        return
    sys.__unraisablehook__(what)


def _press() -> None:
    """Send the signal of Ctrl-C to the main thread, also where it waits for something."""
    main = threading.main_thread().ident
    if main is None or not hasattr(signal, "pthread_kill"):
        _thread.interrupt_main()
    else:
        signal.pthread_kill(main, signal.SIGINT)


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt if Ctrl-C was pressed and got lost on its way."""
    if _asked.is_set():
        raise KeyboardInterrupt


def was_asked() -> bool:
    """Say whether Ctrl-C was pressed."""
    return _asked.is_set()


def leave_interrupted() -> None:
    """Say that the work was stopped, and leave at once, whatever a thread is still computing."""
    korean = os.environ.get("LINETWIN_LANGUAGE") == "ko"
    console.tell_stop(say("stopped", "ko" if korean else "en"))
    flush()
    os._exit(INTERRUPTED)


def open_streams() -> None:
    """Let what is written to a closed output go nowhere, rather than fail."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def code_of_lost(error: OSError) -> int:
    """Say that a result could not be written out, and return the exit code.

    A reader may close a pipe when it has read enough; no message is printed then.
    """
    if error.errno == errno.EPIPE:
        return PIPE_CLOSED
    told = error.strerror or error
    console.tell(f"the result cannot be written to standard output: {told}")
    return console.WRONG_INPUT


def flush(*, probe: bool = False) -> OSError | None:
    """Write out what the outputs still hold; return why standard output takes it not, if so.

    probe : try it with an empty line, after a failure of which nobody knows where it comes from

    An output that has failed goes nowhere from then on, or Python would tell of it once more.
    """
    lost = _flushed("stdout", "\n" if probe else "")
    _flushed("stderr", "")
    return lost


def _flushed(name: str, text: str) -> OSError | None:
    stream = getattr(sys, name)
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return error
    except ValueError:  # closed meanwhile
        return None
    return None
