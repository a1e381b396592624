"""A row of a register of outgoing papers as it would be stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govtui.domain.documents.outgoing.relating import Related, sentences
from govtui.domain.documents.outgoing.states import VOID
from govtui.services.documents.importing.rows import Paper
from govtui.services.documents.outgoing.views import signer_words

DAYS = (
    ("passed_on", "通过日期"),
    ("signed_on", "签发日期"),
    ("dated_on", "成文日期"),
    ("issued_on", "印发日期"),
    ("registered_on", "登记日期"),
    ("published_on", "公开日期"),
    ("archived_on", "归档日期"),
)
"""The days of a paper, column and name; none stands in for another."""

_TEXTS = (
    ("drafting_unit", "拟稿单位"),
    ("drafter", "拟稿人"),
    ("checker", "核稿"),
    ("cosigners", "会签"),
    ("addressees", "主送"),
    ("copies_to", "抄送"),
    ("publicity_reason", "不公开理由"),
    ("index_number", "索引号"),
    ("validity", "信息时效期"),
    ("owner_section", "公开责任部门"),
    ("archive_no", "归档号"),
)


@dataclass(frozen=True, slots=True)
class OutgoingPaper(Paper):
    """A row of a register of outgoing papers. `year` and `serial` are those of its number (0, None: it tells none).

    `period` is the ledger's year of a number that a series of the pack gives, else None. `relations` are what the row
    says of other papers; `document` holds the columns of its normative document, None where it is none.
    """

    period: int | None = None
    relations: tuple[Related, ...] = ()
    document: Mapping[str, object] | None = None

    @property
    def is_void(self) -> bool:
        """Whether the number was given and taken back: such a paper does nothing to others."""
        return self.values["state"] == VOID

    @property
    def day(self) -> str | None:
        """The day from which on others feel the paper: issued, else dated, else signed."""
        days = (self.text(name) for name in ("issued_on", "dated_on", "signed_on"))
        return next(filter(None, days), None)

    def facts(self) -> Iterator[tuple[str, str]]:
        """What would be stored."""
        series = "" if self.period is not None or not self.own_number else "（不属于本机关的发文字号，按原文）"
        yield "发文字号", (self.own_number or "（空，列入待补录）") + series
        yield "标题", self.text("title")
        yield "文种", "　".join(filter(None, (self.text("kind"), self.text("urgency"), self.text("secrecy"))))
        yield "签发人", signer_words(self.text("signer"), self.text("signer_for"))
        for column, name in DAYS:
            yield name, self.text(column)
        yield "份数", self.text("print_copies") if self.values["print_copies"] else ""
        yield "公开方式", self.text("publicity")
        for column, name in _TEXTS:
            yield name, self.text(column)
        document = self.document or {}
        yield "规范性", "是" if self.values["normative"] else ""
        yield "统一登记号", str(document.get("reg_number") or "")
        yield "有效期至", str(document.get("valid_until") or "")
        yield "废止修改", sentences(self.relations)
        yield "状态", "，".join(filter(None, (self.text("state"), self.text("void_reason"), self.text("force"))))
        yield "备注", self.text("note")
