"""F7 报表: the week's figures and files, registers, number ledgers, irregular papers."""
