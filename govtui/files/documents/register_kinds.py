"""The kinds of register that come in from files: which fields their columns may stand for, and what takes them in."""

from dataclasses import dataclass

from govtui.files.fields import INCOMING_FIELDS, FieldSpec
from govtui.services.documents import importing


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One kind of register: the fields of its columns, and the service that judges and writes its rows.

    `number` is the label of its own numbers. Of our own exports sheets named in `aside` hold no papers, and the rows of
    those named in `beside` say more of papers that stand on the other sheets under the same number and title.
    """

    taken_by: importing.Kind
    fields: tuple[FieldSpec, ...]
    number: str
    aside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the register is called."""
        return self.taken_by.name

    def label(self, field_id: str) -> str:
        """What a field is called."""
        return next(spec.label for spec in self.fields if spec.id == field_id)


INCOMING = RegisterKind(importing.INCOMING, INCOMING_FIELDS, "收文号")
