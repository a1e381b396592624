"""A box that stands at a fixed place of the page: what a letter begins with, and the 版记 at the foot of the last page.

The paragraph that carries the box keeps as much room in the text as the box covers, so that nothing lies under it in
any program; where the page has no such room left, both go to the next one. Frames and floating tables would push the
text aside instead, and programs disagree where to.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from govtui.files.documents.outgoing.layout import FLUSH, Page, element, wrapped
from govtui.files.word import exact

_EMU = 12700
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_SHAPE = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{ident}" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="{across_from}"><wp:align>{across}</wp:align></wp:positionH>
<wp:positionV relativeFrom="{down_from}">{down}</wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{ident}" name="{name}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{hold}"><a:noAutofit/></wps:bodyPr></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:rect id="box{ident}" o:spid="_x0000_s{ident}" filled="f" stroked="f"
 style="position:absolute;{place};width:{width}pt;height:{height}pt;z-index:{ident};v-text-anchor:{anchor}">
<v:textbox inset="0,0,0,0"><w:txbxContent/></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""
"""The box as programs since 2010 read it, and once more as older ones do. Nothing that people typed goes in by text."""


def at_foot(page: Page, content: Sequence[Any], width: float, height: float) -> None:
    """Put paragraphs (elements) at the foot of the type area of the last page; the sizes are points."""
    place = (
        "mso-position-horizontal:left;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:bottom;mso-position-vertical-relative:margin"
    )
    words = {"across_from": "margin", "across": "left", "down_from": "margin", "down": "<wp:align>bottom</wp:align>"}
    _box(
        page, content, (width, height), height, name="版记", ident=1026, hold="b", anchor="bottom", place=place, **words
    )


def at_height(page: Page, content: Sequence[Any], width: float, height: float, down: float, room: float) -> None:
    """Put paragraphs across the middle of this page, `down` points under its edge; the text keeps `room` points."""
    place = (
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        f"margin-top:{down:.1f}pt;mso-position-vertical-relative:page"
    )
    offset = f"<wp:posOffset>{round(down * _EMU)}</wp:posOffset>"
    words = {"across_from": "page", "across": "center", "down_from": "page", "down": offset}
    _box(page, content, (width, height), room, name="版头", ident=1027, hold="t", anchor="top", place=place, **words)


def _box(page: Page, content: Sequence[Any], size: tuple[float, float], room: float, ident: int, **words: str) -> None:
    from docx.oxml import parse_xml

    width, height = size
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
    run = parse_xml(
        _SHAPE.format(
            spaces=spaces,
            ident=ident,
            width=width,
            height=height,
            cx=round(width * _EMU),
            cy=round(height * _EMU),
            **words,
        )
    )
    for copy, holder in enumerate(run.iter(f"{{{_SPACES['w']}}}txbxContent")):
        for made in content:
            holder.append(deepcopy(made) if copy else made)
    carrier = exact(page.line(style=FLUSH), room)
    carrier._p.append(run)


def paragraph_in(page: Page) -> Any:
    """An empty paragraph that stands nowhere yet, to be filled and put into a box."""
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=FLUSH))
    made.append(properties)
    return wrapped(made, page.document)
