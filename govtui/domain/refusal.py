"""The one way the house says no: one Chinese sentence that tells the clerk what to do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govtui.domain.findings import Finding


class Refusal(Exception):
    """A request that could not be done.

    `sentence` is shown to the user as it stands. `findings` carry the rules that blocked it, if any did.
    Raised on every floor above the rulebook; caught by the screen and by the command line only.
    """

    def __init__(self, sentence: str, findings: "tuple[Finding, ...]" = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = findings


class Stale(Refusal):
    """Somebody else changed the row since it was read; nothing was overwritten."""
