"""What the stages of a recipe have in common: a finished one is kept, and what ships is slim."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


def once(output: Path, make: Callable[[Path], None]) -> Path:
    """``output``, made by ``make`` unless it is there; ``make`` writes to the path it is given, beside it.

    What an interrupted ``make`` has left there is left for it to go on from.
    """
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
        unfinished = output.with_name(f"unfinished-{output.name}")
        make(unfinished)
        os.replace(unfinished, output)
    return output


def options(settings: Mapping[str, object]) -> list[str]:
    """Command-line options as Stanza's own mains read them; ``True`` gives a bare flag."""
    given: list[str] = []
    for name, value in settings.items():
        given += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return given


def slim(checkpoint: Path, out: Path) -> None:
    """Write what a Stanza checkpoint needs to run and no more: weights in half precision, settings without a path.

    Stanza copies the weights into single precision as it loads them.
    """
    import torch

    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    saved["model"] = {name: _halved(weights) for name, weights in saved["model"].items()}
    saved["config"] = {name: None if _is_path(name, value) else value for name, value in saved["config"].items()}
    torch.save(saved, out)


def has_bfloat16() -> bool:
    """Whether this processor multiplies in bfloat16; on one that does not, training is faster in single precision."""
    import torch

    found = torch.cpu.get_capabilities()
    return any(found.get(unit) for unit in ("amx_bf16", "avx512_bf16", "bf16"))


def _halved(weights: torch.Tensor) -> torch.Tensor:
    return weights.half() if weights.is_floating_point() else weights


def _is_path(name: str, value: Any) -> bool:
    return bool(re.search(r"_(file|dir|name|gold)$", name)) or (isinstance(value, str) and os.sep in value)
