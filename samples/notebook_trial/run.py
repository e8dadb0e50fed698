"""Run the code cells of the notebook from top to bottom, as "Restart and run all" does."""

import ast
import asyncio
import inspect
import json
import sys
from pathlib import Path

NOTEBOOK = Path(__file__).with_name("lesson.ipynb")


def main() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {"__name__": "__main__"}
    with asyncio.Runner() as runner:
        for number, cell in enumerate(cells, 1):
            if cell["cell_type"] != "code":
                continue
            # Magics and shell lines are for Jupyter alone.
            source = "".join(line for line in cell["source"] if line[0] not in "%!")
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            code = compile(source, f"cell {number}", "exec", flags)
            awaited = eval(code, names)
            if inspect.iscoroutine(awaited):
                runner.run(awaited)


if __name__ == "__main__":
    sys.exit(main())
