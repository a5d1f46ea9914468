"""A scorer that fails at some texts, here and in other processes."""

from __future__ import annotations

from attrib import Report, Scorer
from attrib.parse import Parse

BREAKS = "nothing fits into memory"


class Breaking(Scorer):
    """Runs out of memory at every text that says ``BREAKS``."""

    def _report(self, parse: Parse, publisher: str | None, doc_id: str | None) -> Report:
        if BREAKS in parse.text:
            raise MemoryError("no room")
        return super()._report(parse, publisher, doc_id)
