"""Styles of a stranger's workbook, with a marked twin of any style and two styles of our own."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ansinh.formats.xml import parse_xml

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


@dataclass(slots=True)
class Styles:
    """The style sheet being extended; `title` and `comment` are style numbers of ours."""

    root: etree._Element
    formats: etree._Element
    fill: int
    title: int = 0
    comment: int = 0
    _twins: dict[int, int] = field(default_factory=dict)

    def marked(self, style: int) -> int:
        """Return the number of the twin of `style` with a warm fill; made when first asked for."""
        if style not in self._twins:
            source = self.formats[style] if style < len(self.formats) else self.formats[0]
            twin = etree.fromstring(etree.tostring(source))
            twin.set("fillId", str(self.fill))
            twin.set("applyFill", "1")
            self._twins[style] = self._append(twin)
        return self._twins[style]

    def add(self, font: int, fill: int) -> int:
        """Return the number of a new style: wrapped text, top aligned."""
        made = etree.Element(
            f"{{{_MAIN}}}xf", numFmtId="49", fontId=str(font), fillId=str(fill), borderId="0", xfId="0",
            applyFont="1", applyFill="1", applyAlignment="1", applyNumberFormat="1",
        )  # fmt: skip
        etree.SubElement(made, f"{{{_MAIN}}}alignment", wrapText="1", vertical="top")
        return self._append(made)

    def _append(self, node: etree._Element) -> int:
        """Append a cell format and return its number."""
        self.formats.append(node)
        self.formats.set("count", str(len(self.formats)))
        return len(self.formats) - 1

    def finish(self) -> bytes:
        """Return the style sheet as XML."""
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True))


def add_styles(text: bytes) -> tuple[bytes, Styles]:
    """Return (the text, its styles ready to be extended); an empty text starts from the plainest style sheet."""
    text = text or _EMPTY.encode()
    root = parse_xml(text)
    fonts, fills, formats = (root.find(f"{{*}}{name}") for name in ("fonts", "fills", "cellXfs"))
    if fonts is None or fills is None or formats is None or not len(formats):
        return add_styles(_EMPTY.encode())
    warm = _solid(fills, "FFFFE699")
    pale = _solid(fills, "FFFFF4D6")
    red = _font(fonts, "FF9C2A10", bold=False)
    bold = _font(fonts, "FF9C2A10", bold=True)
    styles = Styles(root, formats, warm)
    styles.title, styles.comment = styles.add(bold, pale), styles.add(red, pale)
    return text, styles


def _solid(fills: etree._Element, colour: str) -> int:
    """Append a solid fill and return its number."""
    pattern = etree.SubElement(
        etree.SubElement(fills, f"{{{_MAIN}}}fill"), f"{{{_MAIN}}}patternFill", patternType="solid"
    )
    etree.SubElement(pattern, f"{{{_MAIN}}}fgColor", rgb=colour)
    etree.SubElement(pattern, f"{{{_MAIN}}}bgColor", indexed="64")
    fills.set("count", str(len(fills)))
    return len(fills) - 1


def _font(fonts: etree._Element, colour: str, *, bold: bool) -> int:
    """Append a font and return its number."""
    font = etree.SubElement(fonts, f"{{{_MAIN}}}font")
    if bold:
        etree.SubElement(font, f"{{{_MAIN}}}b")
    etree.SubElement(font, f"{{{_MAIN}}}sz", val="10")
    etree.SubElement(font, f"{{{_MAIN}}}color", rgb=colour)
    etree.SubElement(font, f"{{{_MAIN}}}name", val="Calibri")
    fonts.set("count", str(len(fonts)))
    return len(fonts) - 1
