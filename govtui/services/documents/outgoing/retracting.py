"""Going back to the signer: what a sign-off, a print run and a watch leave behind is taken away; what is out stays."""

from typing import TYPE_CHECKING

from govtui.domain.documents.outgoing.states import ARCHIVED, IN_FORCE, TO_ARCHIVE
from govtui.domain.refusal import Refusal
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.relations import take_back
from govtui.store import tables
from govtui.store.documents import normative
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

_OUT = (TO_ARCHIVE, ARCHIVED)
_REMEDY = "确需变动的，请另行文修改或废止它。"


def is_out(paper: "Outgoing") -> bool:
    """Whether people outside have the paper: sent, archived or published; one of an old register did not leave here."""
    return paper.import_id is None and (paper.state in _OUT or paper.published_on is not None)


def must_not_be_out(paper: "Outgoing", act: str) -> None:
    """Raises Refusal where a paper is in other hands: what they hold cannot be changed by changing the record."""
    if is_out(paper):
        how = f"已于 {paper.published_on} 公布" if paper.published_on else f"现在是“{paper.state}”，已经印发分送"
        raise Refusal(f"{name_of(paper)}{how}，不能{act}；{_REMEDY}")


def must_not_be_published_law(uow: UnitOfWork, paper: "Outgoing") -> None:
    """Raises Refusal where the paper carries a normative document that is published: only another paper ends that."""
    document = normative.of_outgoing(uow, paper.id) if paper.id is not None else None
    if document is not None and document["published_on"]:
        day = document["published_on"]
        raise Refusal(f"{name_of(paper)}已于 {day} 作为规范性文件公布，不能作废；请另行文废止它。")


def end_active(uow: UnitOfWork, outgoing_id: int, reason: str) -> None:
    """End the sign-off in force; it stays as history with the reason."""
    for one in uow.rows("SELECT id FROM signature WHERE outgoing_id = :id AND active = 1", id=outgoing_id):
        uow.change(uow.get(tables.Signature, int(one["id"])), active=False, ended=reason)


def end_signature(uow: UnitOfWork, paper: "Outgoing", reason: str) -> None:
    """Leave a paper without sign-off, print run, seal and watch: all of these come again after the next sign-off."""
    assert paper.id is not None
    end_active(uow, paper.id, reason)
    if paper.issued_on is not None:
        take_back(uow, paper)
        force = "" if paper.force == IN_FORCE else paper.force
        uow.change(paper, issued_on=None, sealed_on=None, seal_note="", print_copies=0, printer="", force=force)
    blank = dict.fromkeys(("signer", "signer_title", "signer_for", "sign_act", "sign_opinion"), "")
    uow.change(paper, signer_id=None, signed_on=None, dated_on=None, publish_open=False, **blank)
