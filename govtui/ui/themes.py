"""Four looks: light, dark, sixteen colours, high contrast. One accent; lamps by colour and word."""

from textual.theme import Theme

LIGHT, DARK, SIXTEEN, CONTRAST = "light", "dark", "16", "contrast"


def _lamps(bad: str, warn: str, soon: str, good: str, muted: str, cursor: str, zebra: str, line: str) -> dict[str, str]:
    return {
        "lamp-bad": bad,
        "lamp-warn": warn,
        "lamp-soon": soon,
        "lamp-good": good,
        "muted": muted,
        "row-cursor": cursor,
        "row-zebra": zebra,
        "rule-line": line,
    }


THEMES = (
    Theme(
        name=LIGHT,
        primary="#1f5f9e",
        secondary="#3f6f8f",
        accent="#1f5f9e",
        foreground="#22272e",
        background="#fbfbf9",
        surface="#f1f2ef",
        panel="#e6e9e6",
        warning="#9a5b00",
        error="#b3261e",
        success="#2b6e3f",
        dark=False,
        variables=_lamps("#b3261e", "#a34a00", "#7a6200", "#2b6e3f", "#676e77", "#d5e3f2", "#f5f6f3", "#c9cfd1")
        | {
            "input-cursor-background": "#22272e",
            "input-cursor-foreground": "#fbfbf9",
            "input-selection-background": "#bcd6f0",
            "scrollbar": "#bfc7cc",
            "scrollbar-background": "#f1f2ef",
        },
    ),
    Theme(
        name=DARK,
        primary="#6fb1e8",
        secondary="#7d9db5",
        accent="#6fb1e8",
        foreground="#d6d9dc",
        background="#15191d",
        surface="#1d2328",
        panel="#283038",
        warning="#e0a458",
        error="#ef7d73",
        success="#85bf8f",
        dark=True,
        variables=_lamps("#f28b82", "#eba45c", "#d8c26a", "#85bf8f", "#8a949d", "#264260", "#191e22", "#36414a")
        | {
            "input-cursor-background": "#d6d9dc",
            "input-cursor-foreground": "#15191d",
            "input-selection-background": "#2f5579",
            "scrollbar": "#3d4a54",
            "scrollbar-background": "#1d2328",
        },
    ),
    Theme(
        name=CONTRAST,
        primary="#ffff00",
        secondary="#ffffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        warning="#ffd000",
        error="#ff9090",
        success="#80ff80",
        dark=True,
        text_alpha=1.0,
        variables=_lamps("#ff9090", "#ffd000", "#ffff80", "#80ff80", "#e0e0e0", "#0050c8", "#000000", "#ffffff")
        | {
            "input-cursor-background": "#ffffff",
            "input-cursor-foreground": "#000000",
            "input-selection-background": "#0050c8",
            "scrollbar": "#ffffff",
            "scrollbar-background": "#303030",
        },
    ),
    Theme(
        name=SIXTEEN,
        ansi=True,
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=True,
        variables=_lamps(
            "ansi_red",
            "ansi_yellow",
            "ansi_yellow",
            "ansi_green",
            "ansi_default",
            "ansi_default",
            "ansi_default",
            "ansi_default",
        )
        | {
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_white",
            "input-cursor-background": "ansi_white",
            "input-cursor-foreground": "ansi_black",
            "input-cursor-text-style": "none",
            "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_white",
            "screen-selection-background": "ansi_blue",
            "screen-selection-foreground": "ansi_white",
        },
    ),
)
THEME_NAMES = {LIGHT: "浅色", DARK: "深色", SIXTEEN: "16 色", CONTRAST: "高对比"}
