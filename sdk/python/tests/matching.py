"""Compares what was seen with what a case expects; texts that begin with $ are variables."""

from __future__ import annotations

import threading
from typing import Any, Dict


class Variables:
    """The variables of one case: each has one value, and no two have the same."""

    def __init__(self) -> None:
        self._values: Dict[str, str] = {}
        self._binding = threading.Lock()

    def matches(self, expected: Any, seen: Any) -> bool:
        """Whether it is what is expected; variables without a value take theirs from it."""
        if isinstance(expected, str) and expected.startswith("$"):
            return isinstance(seen, str) and (expected == "$*" or self._bind(expected, seen))
        if isinstance(expected, dict):
            return (
                isinstance(seen, dict)
                and expected.keys() == seen.keys()
                and all(self.matches(value, seen[name]) for name, value in expected.items())
            )
        if isinstance(expected, list):
            return isinstance(seen, list) and len(expected) == len(seen) and all(map(self.matches, expected, seen))
        if isinstance(expected, bool) or isinstance(seen, bool):
            return expected is seen
        return bool(expected == seen)

    def fill(self, template: Any) -> Any:
        """The template with the values of its variables."""
        if isinstance(template, str) and template.startswith("$"):
            return self._values[template]
        if isinstance(template, dict):
            return {name: self.fill(value) for name, value in template.items()}
        if isinstance(template, list):
            return [self.fill(value) for value in template]
        return template

    def _bind(self, name: str, value: str) -> bool:
        # The caller may see a value at the same time as the server.
        with self._binding:
            if name in self._values:
                return self._values[name] == value
            if not value or value in self._values.values():
                return False
            self._values[name] = value
            return True
