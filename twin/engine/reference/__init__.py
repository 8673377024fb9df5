"""The engine to be read: the line as SimPy processes, complete and slow."""

from twin.engine.reference.plant import Plant, Station, run

__all__ = ["Plant", "Station", "run"]
