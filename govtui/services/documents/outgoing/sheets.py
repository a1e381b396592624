"""What the Word prints of a paper that leaves are made from: the printed paper, and the sheet it travels with."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PaperForm = Literal["document", "letter", "order", "minutes"]
"""The forms of GB/T 9704-2012: 文件格式, 信函格式, 命令格式, 纪要格式."""

PaperDirection = Literal["up", "down", "level"]


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One paper as it is printed in GB/T 9704-2012 layout. An empty text prints nothing unless said otherwise.

    `head` is the red 发文机关标志; without it the paper has no red head at all and its body begins on the first line.
    `number` is the 发文字号; empty leaves its place blank to be filled in. `secrecy` is '' or 内部 and `urgency` stands
    under it. `signers` are the 签发人 exactly as printed, 代 included; only papers that go up print them. `body` has
    one paragraph a line; lines with tabs make tables. `attachments` are the names of the 附件说明. `organ` is the
    署名 and `dated` the 成文日期 (None: its place is left blank). `signature_title` and `signature_name` are what
    orders and motions are signed with instead of the organ: 市长, （李某代）. `remark` is the 附注, `copies_to` the
    抄送, `printer` and `printed` the 印发机关 and 印发日期. `draft` marks every page 送审稿, `demonstration` 演示数据.
    """

    form: PaperForm = "document"
    head: str = ""
    number: str = ""
    direction: PaperDirection = "down"
    urgency: str = ""
    copy_no: str = ""
    secrecy: str = ""
    signers: tuple[str, ...] = ()
    title: str = ""
    addressees: str = ""
    body: str = ""
    attachments: tuple[str, ...] = ()
    organ: str = ""
    dated: date | None = None
    signature_title: str = ""
    signature_name: str = ""
    remark: str = ""
    copies_to: str = ""
    printer: str = ""
    printed: date | None = None
    draft: bool = False
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class DraftCosign:
    """One co-signing unit on the 发文稿纸: who answered, what (同意, 不同意…), and when."""

    unit: str
    person: str = ""
    opinion: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """One 发文稿纸: who drafted, checked, co-signed, signed and re-checked a paper, and its text.

    `signer` is printed exactly as given, 代 included. `copies` is how many are needed, `print_copies` how many were
    printed; 0 leaves the place blank. `normative_number` is the unified registration number of a normative document.
    """

    office: str = ""
    number: str = ""
    series: str = ""
    secrecy: str = ""
    urgency: str = ""
    title: str = ""
    kind: str = ""
    addressees: str = ""
    copies_to: str = ""
    attachments: tuple[str, ...] = ()
    drafting_unit: str = ""
    drafter: str = ""
    phone: str = ""
    drafted_on: date | None = None
    checker: str = ""
    checked_on: date | None = None
    cosigns: tuple[DraftCosign, ...] = ()
    sign_opinion: str = ""
    signer: str = ""
    signer_title: str = ""
    signed_on: date | None = None
    rechecker: str = ""
    rechecked_on: date | None = None
    copies: int = 0
    print_copies: int = 0
    publicity: str = ""
    publicity_reason: str = ""
    normative_number: str = ""
    meeting_ref: str = ""
    body: str = ""
    demonstration: bool = False
