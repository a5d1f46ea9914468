"""The floors under the figures: where PolNeAR is, the shipped models are held to them, and the manifest always is.

``promised`` in the file of floors is what the project promises on PolNeAR: no rounding excuses less, and no floor sinks
below it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attrib.errors import InputValueError
from attrib.store import MANIFEST, models_folder
from attrib.training.evaluate_attributions import CALIBRATION, check_floors, on_polnear, update_floors
from tests.gold import FIXTURES

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FLOORS = json.loads((FIXTURES / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not (DATA / "polnear").is_dir(), reason=f"{DATA / 'polnear'} is not there")
def test_attributions_in_polnear_keep_above_the_floors() -> None:
    figures, _ = on_polnear(DATA)
    assert not check_floors(figures, FLOORS["polnear"], slack=0.003)  # another processor rounds otherwise
    assert not check_floors(figures, FLOORS["promised"])


def test_no_floor_is_below_what_is_promised() -> None:
    assert not check_floors(FLOORS["polnear"], FLOORS["promised"])


def test_the_cross_validated_figures_that_the_manifest_records_are_the_floors_or_better() -> None:
    """Nothing is measured: that takes the taggers of the folds, and is done by ``attrib evaluate --only worldwide``."""
    recorded = json.loads((models_folder() / MANIFEST).read_text(encoding="utf-8"))["files"]["linking.npz"]["dev"][
        "worldwide"
    ]
    assert not check_floors(recorded, FLOORS["worldwide"])


def test_a_floor_is_not_lowered_in_passing(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "here", {"F1": 0.8, CALIBRATION: 0.03})
    update_floors(path, "here", {"F1": 0.81, CALIBRATION: 0.02})
    for worse in ({"F1": 0.80, CALIBRATION: 0.02}, {"F1": 0.82, CALIBRATION: 0.03}):
        with pytest.raises(InputValueError, match="would allow worse"):
            update_floors(path, "here", worse)
    update_floors(path, "here", {"F1": 0.7, CALIBRATION: 0.04}, lower=True)
    assert json.loads(path.read_text(encoding="utf-8")) == {"here": {"F1": 0.7, CALIBRATION: 0.04}}
