"""Puts every defect into a copy of the source and says what stopped it: `python -m tests.mutation`.

A defect is stopped by the *proof* when edits that were made before are refused and nothing that is
still rewritten behaves otherwise; by *programs* when one of them does; by *tests* when one fails.
Whatever is left survives, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.mutation.bench import bench
from tests.mutation.editor import EDITOR
from tests.mutation.evaluator import EVALUATOR
from tests.mutation.handing import HANDING


def main() -> int:
    """Try every defect and print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only defects whose name holds one of these")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    chosen = [
        m
        for m in (*EVALUATOR, *HANDING, *EDITOR)
        if not options.words or any(w in m.name for w in options.words)
    ]
    started = time.monotonic()
    counts: Counter[str] = Counter()
    with bench(options.jobs) as made, ThreadPoolExecutor(options.jobs) as pool:
        for mutant, by in zip(chosen, pool.map(made.stopped_by, chosen), strict=True):
            kind = by.partition(":")[0] or ("spared" if mutant.spared else "SURVIVED")
            counts[kind] += 1
            room = "editor" if mutant in EDITOR else "evaluator"
            print(f"{room:<10} {mutant.name:<50} {by or mutant.spared or kind}", flush=True)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    print(f"{len(chosen)} defects in {time.monotonic() - started:.0f} s: {told}")
    return 1 if counts["SURVIVED"] + counts["NOT APPLIED"] else 0


if __name__ == "__main__":
    sys.exit(main())
