"""The types of station, a row of equal files; each lists the words it knows."""

from lines.stations.registry import STATION_TYPES
from lines.stations.station import StationForm, WrittenStation
from lines.stations.words import StationType

__all__ = ["STATION_TYPES", "StationForm", "StationType", "WrittenStation"]
