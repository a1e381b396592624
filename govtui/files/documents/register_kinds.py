"""The kinds of register that come in from files: which fields their columns may stand for, and what takes them in."""

from dataclasses import dataclass

from govtui.files.fields import INCOMING_FIELDS, FieldSpec
from govtui.services.documents import importing


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One kind of register: the fields of its columns, and the service that judges and writes its rows.

    `number` is the label of its own numbers; sheets named in `aside` belong to it and hold no papers.
    """

    taken_by: importing.Kind
    fields: tuple[FieldSpec, ...]
    number: str
    aside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the register is called."""
        return self.taken_by.name

    def label(self, field_id: str) -> str:
        """What a field is called."""
        return next(spec.label for spec in self.fields if spec.id == field_id)


INCOMING = RegisterKind(importing.INCOMING, INCOMING_FIELDS, "收文号")
