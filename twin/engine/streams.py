"""The streams of chance of a line, numbered in the order in which they are asked for."""

from twin.engine.philox import stream_key


class Streams:
    """Gives a number to every stream that some machine or source draws from."""

    def __init__(self) -> None:
        self.keys: list[int] = []

    def new(self, name: str, purpose: str) -> int:
        """The number of a new stream, keyed by who draws and what for."""
        self.keys.append(stream_key(name, purpose))
        return len(self.keys) - 1
