"""A small program on the kit for the pty tests: a form whose drafts go to the folder given."""

import json
import sys
from pathlib import Path
from typing import Any

from govtui.ui import terminal
from govtui.ui.dialogs.entry import Entry
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.inputs import CnInput
from govtui.ui.widgets.plain import Plain
from tests.ui.kit import kit_app


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, form_id: str, draft: dict[str, Any]) -> None:
        (self.folder / form_id).write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")

    def load(self, form_id: str) -> dict[str, Any] | None:
        file = self.folder / form_id
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    def drop(self, form_id: str) -> None:
        (self.folder / form_id).unlink(missing_ok=True)


def main() -> int:
    if terminal.refuse_unless_utf8():
        return 1
    wide = terminal.ambiguous_is_wide()
    folder = Path(sys.argv[1])
    (folder / "wide").write_text(str(wide), encoding="utf-8")
    fields = [Field("title", "标题", wide=True), Field("unit", "单位"), Field("number", "文号")]

    class Bench(Entry):
        def __init__(self) -> None:
            super().__init__("登记", fields, lambda values: 1, draft_id="incoming", drafts=Shelf(folder))
            self.extra: list[Plain] = []

        async def key_f5(self) -> None:
            await self.query_one("#body").mount(Plain("多出一行\n又一行"), before=0)

        async def key_f6(self) -> None:
            self.form.controls["title"].set_text("通知" * 60)

        async def key_f7(self) -> None:
            raise RuntimeError("broken")

    assert CnInput
    app = kit_app(pages=[Bench], ascii=bool(wide), data_dir=folder)
    return app.run(mouse=False) or app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
