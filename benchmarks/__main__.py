"""Every speed as a ratio to its floor, measured in this run: `python -m benchmarks [name …]`.

Each module has `measure() -> list[(label, ratio, target)]`; figures vary with the machine, ratios much less.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks


def names() -> list[str]:
    """The modules that measure something."""
    return sorted(module.name for module in iter_modules(benchmarks.__path__) if not module.name.startswith("_"))


def main(wanted: list[str]) -> int:
    """Measure the wanted modules, or all; prints one line a figure."""
    for name in wanted or names():
        print(f"{name}")
        for label, ratio, target in import_module(f"benchmarks.{name}").measure():
            # A target that is no bound is the unit of a figure given for information.
            unit = f"×   目标 {target}" if target[:1] in "≤≥" else target
            print(f"  {label:<58} {ratio:10.2f} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
