"""Puts the checkout before any installed copy, so that what is measured is what is here.

Imported by every module that measures the house, before the house is imported.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

if str(ROOT) not in sys.path:
    sys.path.insert(1, str(ROOT))
