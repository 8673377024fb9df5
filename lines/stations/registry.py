"""The register of station types: schema, `twin lines`, docs and checks read it."""

from __future__ import annotations

from lines.stations.assembly import ASSEMBLY
from lines.stations.batch import BATCH
from lines.stations.disassembly import DISASSEMBLY
from lines.stations.inspection import INSPECTION
from lines.stations.machine import MACHINE
from lines.stations.words import StationType

STATION_TYPES: dict[str, StationType] = {
    kind.name: kind for kind in (MACHINE, INSPECTION, ASSEMBLY, DISASSEMBLY, BATCH)
}
