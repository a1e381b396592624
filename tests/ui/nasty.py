"""Hostile strings that every screen, list, form and dialog must show as they are, or cleaned, without falling over."""

NASTY = (
    "通知[/b]",
    "[/]",
    "[@click=app.quit]点我[/]",
    "[A4] [OA] x[i] [link=http://a]",
    "附件[1]：发〔2017〕1号",
    "\x1b[31m红\x1b[0m\x1b]0;标题\x07尾",
    "\x9b31m控制\x00\x7f\x85",
    "第一行\n第二行\r\n第三行\t完",
    "长" * 200,
    "ＡＢＣ１２３（全角）",
    "🏳️‍🌈👨‍👩‍👧❤️🇨🇳é",
    "\u202e倒写\u2066\u200b零宽\ufeff",
    "$100 %s {0} :smile: \\",
    "=HYPERLINK(1)",
    "",
    " ",
    "𠮷野家，。）》",
    "\ud800孤",
)
