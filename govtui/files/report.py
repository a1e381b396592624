"""What an import did: nothing that was read disappears."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The count of one import: `read` is `imported` + `rejected` + `skipped` (blank and total rows).

    `mapping` is column heading → field as it was used. In a dry run `imported` is what would have been written.
    `reject_file` lists the rejected rows with the reason; None when nothing was rejected or nothing was written.
    """

    read: int
    imported: int
    rejected: int
    skipped: int
    mapping: Mapping[str, str] = field(default_factory=dict)
    reject_file: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer of `govtui import … --json`."""
        return {
            "read": self.read,
            "imported": self.imported,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "mapping": dict(self.mapping),
            "reject_file": None if self.reject_file is None else str(self.reject_file),
        }

    def sentence(self, dry_run: bool = False) -> str:
        """The count in one sentence for the clerk."""
        verb = "可导入" if dry_run else "导入"
        counts = f"{verb} {self.imported} 行，退回 {self.rejected} 行，跳过空行和合计行 {self.skipped} 行。"
        return f"读到 {self.read} 行：{counts}" + (f"退回的行和原因在 {self.reject_file}。" if self.reject_file else "")
