"""What the server said about each item of a batch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, List

from ._http import Answer


@dataclass(frozen=True)
class Verdicts:
    """The verdicts of one answer.

    Attributes:
        accepted: items that the server has.
        rejected: items that it refused for good.
        errors: why, for each of these.
        again: items to send again, in order; those without a verdict are among them, for nothing but the server's word
            makes an item accepted.
    """

    accepted: List[bytes]
    rejected: List[bytes]
    errors: List[str]
    again: List[bytes]


def read_verdicts(answer: Answer, items: List[bytes]) -> Verdicts:
    """The verdicts of an answer to a batch of these items, of which there may be none."""
    rows = {row["index"]: row for row in _rows(answer) if isinstance(row, dict) and isinstance(row.get("index"), int)}
    verdicts = Verdicts([], [], [], [])
    for index, item in enumerate(items):
        row = rows.get(index, {})
        if row.get("status") == "accepted":
            verdicts.accepted.append(item)
        elif row.get("status") == "rejected":
            verdicts.rejected.append(item)
            verdicts.errors.append(str(row.get("error")))
        else:
            verdicts.again.append(item)
    return verdicts


def _rows(answer: Answer) -> List[Any]:
    try:
        body = json.loads(answer.body)
    except ValueError:
        return []
    rows = body.get("results") if isinstance(body, dict) else None
    return rows if isinstance(rows, list) else []
