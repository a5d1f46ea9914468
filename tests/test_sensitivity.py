"""How far the order of claims hangs on the digits of the trust table, on a few claims of samples."""

from __future__ import annotations

import math

from attrib.training.sensitivity import Told, sensitivity, table
from tests import samples

TOLD = [Told(statements=samples.STATEMENTS, sources=samples.SOURCES)]


def test_every_value_is_shifted_and_what_no_claim_rests_on_moves_nothing() -> None:
    found = sensitivity(TOLD)
    assert {"named", "unstated", "hedged", "denied", "relay", "dispute"} <= set(found)
    assert found["questioned"].turned == found["witnessed"].turned == 0
    assert math.isclose(found["questioned"].kendall, 1) and math.isclose(found["questioned"].spearman, 1)
    median, worst = (shift for name, shift in found.items() if name.startswith("all at once"))
    assert worst.kendall < 1 and worst.kendall <= median.kendall <= 1
    assert found == sensitivity(TOLD)


def test_the_table_has_a_row_for_each() -> None:
    found = sensitivity(TOLD)
    assert table(found).count("\n") == len(found) + 2
