"""Writes the key page of docs/manual.md from the registry of commands: `python -m tests.ui.write_manual`."""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from govtui.ui.commands import REGISTRY

MANUAL = Path(__file__).parents[2] / "docs" / "manual.md"
BEGIN, END = "<!-- keys: written by `python -m tests.ui.write_manual` -->", "<!-- end of keys -->"
FIRST = (
    *("全局", "通用", "今日", "公文", "发文", "规范性文件", "通讯录", "日历", "报表", "日志", "设置"),
    *("列表", "详情", "表单", "筛选"),
)


def import_everything() -> None:
    """Every module of the screen floor: a command is known once its class is."""
    import govtui.ui

    for module in pkgutil.walk_packages(govtui.ui.__path__, "govtui.ui."):
        import_module(module.name)


def key_page() -> str:
    """The registry's tables, the places a clerk looks for most often first."""
    import_everything()
    parts = REGISTRY.markdown().strip().split("\n\n### ")
    parts = [parts[0].removeprefix("### "), *parts[1:]]
    known = {part.partition("\n")[0]: part for part in parts}
    names = [*(name for name in FIRST if name in known), *sorted(name for name in known if name not in FIRST)]
    return "\n\n".join(f"### {known[name].strip()}" for name in names)


def with_keys(manual: str, page: str) -> str:
    """The manual with `page` between its marks."""
    before, _, rest = manual.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{page}\n\n{END}{rest.partition(END)[2]}"


def main() -> int:
    """Write the page; with --print only show what the whole manual would be."""
    text = with_keys(MANUAL.read_text(encoding="utf-8"), key_page())
    if "--print" in sys.argv:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(text)
    else:
        MANUAL.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
