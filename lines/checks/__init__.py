"""What may not be said together: one function for each rule, all of them in `RULES`."""

from lines.checks.rules import RULES

__all__ = ["RULES"]
