"""Typesets a paper as a PDF in one of the house styles (reportlab; the bytes depend on the source alone)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from drawing import GREEN, NAVY, PALE, PLUM, Bars, Emblem, masthead
from markup import Block, Paper, read_source
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

OPCC_ADDRESS = ("Office of the Police and Crime Commissioner for Wenmark", "Kingfisher House, Quay Road", "Harrowby  HW1 4QR")
FACES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
}
HOUSE: dict[str, dict[str, object]] = {
    "minutes": {"face": "sans", "size": 11.5, "lead": 14.6, "colour": black, "margin": 25, "indent": 44},
    "council": {"face": "serif", "size": 12, "lead": 15.2, "colour": black, "margin": 25, "indent": 36},
    "opcc": {"face": "sans", "size": 12, "lead": 15.6, "colour": NAVY, "margin": 24, "indent": 36},
    "performance": {"face": "sans", "size": 10.5, "lead": 13, "colour": NAVY, "margin": 20, "indent": 30},
    "plan": {"face": "sans", "size": 12, "lead": 16.4, "colour": PLUM, "margin": 24, "indent": 26},
    "letter": {"face": "serif", "size": 12, "lead": 15.4, "colour": NAVY, "margin": 26, "indent": 26},
    "newsletter": {"face": "sans", "size": 10.2, "lead": 13, "colour": GREEN, "margin": 15, "indent": 12},
    "decision": {"face": "sans", "size": 11, "lead": 14.2, "colour": NAVY, "margin": 22, "indent": 28},
    "appendix": {"face": "sans", "size": 9.5, "lead": 11.5, "colour": black, "margin": 15, "indent": 26},
}


class Noted(Paragraph):
    """A paragraph that lays its footnotes on the page where it is drawn."""

    notes: tuple[tuple[str, str], ...] = ()

    def draw(self) -> None:
        drawn = getattr(self.canv, "footnotes", None)
        if drawn is None:
            drawn = self.canv.footnotes = []
        drawn.extend(note for note in self.notes if note not in drawn)
        super().draw()

    def split(self, wide: float, high: float) -> list[Paragraph]:
        parts = super().split(wide, high)
        for part in parts[:1]:
            part.notes = self.notes
        return parts


def inline(text: str) -> str:
    text = escape(text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text)
    text = re.sub(r"\[\^(\w+)\]", r"<super size=7>\1</super>", text)
    return text.replace("\n", "<br/>")


class Setter:
    """Turns the blocks of one paper into flowables of its house style."""

    def __init__(self, paper: Paper, sources: Path) -> None:
        self.paper, self.sources, self.meta = paper, sources, paper.meta
        self.house = HOUSE[self.meta["layout"]]
        self.regular, self.bold, self.italic = FACES[str(self.house["face"])]
        self.colour = self.house["colour"]
        self.size, self.lead = float(self.house["size"]), float(self.house["lead"])  # type: ignore[arg-type]
        self.margin, self.indent = float(self.house["margin"]) * mm, float(self.house["indent"])  # type: ignore[arg-type]
        self.width = A4[0] - 2 * self.margin
        if self.meta["layout"] == "newsletter":
            self.width = (A4[0] - 2 * self.margin - 8 * mm) / 2
        if self.meta.get("landscape") == "yes":
            self.width = landscape(A4)[0] - 2 * self.margin
        self.after = 3 if self.meta["layout"] == "newsletter" else 7
        self.justified = self.meta.get("justify") == "yes"

    def style(self, **given: object) -> ParagraphStyle:
        base: dict[str, object] = {
            "fontName": self.regular, "fontSize": self.size, "leading": self.lead, "spaceAfter": self.after,
            "alignment": TA_JUSTIFY if self.justified else TA_LEFT, "allowWidows": 0, "allowOrphans": 0,
        }
        return ParagraphStyle("s", **{**base, **given})

    def para(self, text: str, number: str | None = None, **given: object) -> Paragraph:
        made = Noted(inline(text), self.style(**given), bulletText=number)
        made.notes = tuple((mark, self.paper.notes[mark]) for mark in re.findall(r"\[\^(\w+)\]", text))
        return made

    def flowables(self, paper: Paper | None = None) -> list[Flowable]:
        made: list[Flowable] = []
        for block in (paper or self.paper).blocks:
            made.extend(self.set_block(block))
        return made

    def set_block(self, block: Block) -> list[Flowable]:
        setter: Callable[[Block], list[Flowable]] | None = getattr(self, "set_" + block.kind, None)
        if setter is None:
            raise ValueError(f"unknown block {block.kind!r} in {self.meta['file']}")
        return setter(block)

    def set_heading(self, block: Block) -> list[Flowable]:
        layout = self.meta["layout"]
        size = {1: self.size + (2 if layout in ("plan", "newsletter") else 0.5), 2: self.size, 3: self.size}[block.level]
        if layout == "performance" and block.level == 1:
            return [self.para(block.text, fontName=self.bold, textColor=white, fontSize=12, backColor=self.colour, borderPadding=4, leftIndent=4, spaceBefore=12, spaceAfter=10, keepWithNext=1)]
        font = self.italic if block.level == 3 else self.bold
        colour = self.colour if layout in ("plan", "newsletter", "performance", "opcc") else black
        given: dict[str, object] = {
            "fontName": font, "fontSize": size, "leading": size * 1.25, "textColor": colour, "alignment": TA_LEFT,
            "spaceBefore": 9 if block.level == 1 else 5, "spaceAfter": 5, "keepWithNext": 1,
        }
        if block.number:
            given |= {"leftIndent": self.indent, "bulletFontName": font, "bulletFontSize": size, "bulletColor": colour}
        elif self.meta.get("body_indent") == "yes" and block.level > 1:
            given |= {"leftIndent": self.indent}
        return [self.para(block.text, block.number, **given)]

    def set_para(self, block: Block) -> list[Flowable]:
        lettered = bool(block.number and re.match(r"^\(?[a-z]{1,4}\)$", block.number))
        body = self.indent if self.meta.get("body_indent") == "yes" else 0.0
        if block.number is None:
            return [self.para(block.text, leftIndent=body)]
        start = max(body, self.indent) if lettered and self.meta["layout"] != "letter" else 0.0
        return [
            self.para(
                block.text, block.number, leftIndent=start + (24 if lettered else self.indent), bulletIndent=start,
                bulletFontName=self.regular, bulletFontSize=self.size, spaceAfter=4 if lettered else self.after,
            )
        ]

    def set_item(self, block: Block) -> list[Flowable]:
        start = self.indent + 14 * block.level - (14 if self.meta["layout"] == "newsletter" else 0)
        return [self.para(block.text, "•" if block.level == 1 else "–", leftIndent=start, bulletIndent=start - 13, spaceAfter=2.5)]

    def set_lines(self, block: Block) -> list[Flowable]:
        lines = block.text.split("\n")
        body = self.indent if self.meta.get("body_indent") == "yes" else 0.0
        return [self.para(line, leftIndent=body, spaceAfter=1 if at < len(lines) - 1 else self.after, alignment=TA_LEFT) for at, line in enumerate(lines)]

    def set_quote(self, block: Block) -> list[Flowable]:
        return [self.para(block.text, leftIndent=self.indent + 16, rightIndent=16, fontName=self.italic)]

    def set_action(self, block: Block) -> list[Flowable]:
        right = self.meta.get("actions") == "right"
        body = self.indent if self.meta.get("body_indent") == "yes" else 0.0
        return [self.para(block.text, fontName=self.bold, alignment=TA_RIGHT if right else TA_LEFT, leftIndent=body)]

    def set_center(self, block: Block) -> list[Flowable]:
        return [self.para(block.text, alignment=TA_CENTER)]

    def set_title(self, block: Block) -> list[Flowable]:
        return [self.para(block.text, alignment=TA_CENTER, fontName=self.bold, fontSize=self.size + 2, leading=self.size * 1.5, textColor=self.colour)]

    def set_page(self, _: Block) -> list[Flowable]:
        return [PageBreak()]

    def set_part(self, _: Block) -> list[Flowable]:
        return []

    def set_landscape(self, _: Block) -> list[Flowable]:
        self.width = landscape(A4)[0] - 2 * self.margin
        return [NextPageTemplate("landscape"), PageBreak()]

    def set_portrait(self, _: Block) -> list[Flowable]:
        self.width = A4[0] - 2 * self.margin
        return [NextPageTemplate("later"), PageBreak()]

    def set_rule(self, _: Block) -> list[Flowable]:
        return [HRFlowable(width="100%", thickness=0.7, color=self.colour, spaceBefore=3, spaceAfter=7)]

    def set_space(self, block: Block) -> list[Flowable]:
        return [Spacer(1, float(block.text or 12))]

    def set_chart(self, block: Block) -> list[Flowable]:
        figures, _, caption = block.text.partition(" | ")
        made: list[Flowable] = [Bars([float(f) for f in figures.split(",")], self.colour, self.width * 0.8)]
        return [KeepTogether([*made, self.para(caption, fontSize=self.size - 1.5, fontName=self.italic)])]

    def set_include(self, block: Block) -> list[Flowable]:
        """Binds another paper in, with its own letterhead and style, as a pack does."""
        other = Setter(read_source(self.sources / block.text), self.sources)
        self.paper.notes.update(other.paper.notes)
        return [PageBreak(), *other.front(), *other.flowables()]

    def set_table(self, block: Block) -> list[Flowable]:
        opts = block.options
        size = float(opts.get("size", self.size - 1.5))
        head = int(opts.get("head", "1"))
        align = opts.get("align", "l" + "r" * (len(block.rows[0]) - 1))
        shares = [float(w) for w in opts["w"].split(",")] if "w" in opts else [1.0] * len(block.rows[0])
        inset = self.indent if opts.get("inset") == "yes" else 0
        widths = [share / sum(shares) * (self.width - inset) for share in shares]
        style: list[tuple[object, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        look = opts.get("look", "ruled")
        if look == "ruled":
            style += [("GRID", (0, 0), (-1, -1), 0.5, black)]
            if head:
                style += [("BACKGROUND", (0, 0), (-1, head - 1), PALE)]
        elif look == "lines":
            style += [("LINEABOVE", (0, 0), (-1, 0), 0.8, black), ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.5, black), ("LINEBELOW", (0, -1), (-1, -1), 0.8, black)]
        cells: list[list[object]] = []
        for r, row in enumerate(block.rows):
            strong = r < head or row[0].startswith("* ")
            line: list[object] = []
            for c, cell in enumerate(row):
                if cell == "<<":
                    first = max(k for k in range(c) if row[k] != "<<")
                    last = max(k for k in range(first + 1, len(row)) if all(x == "<<" for x in row[first + 1 : k + 1]))
                    style.append(("SPAN", (first, r), (last, r)))
                    line.append("")
                    continue
                side = {"l": TA_LEFT, "r": TA_RIGHT, "c": TA_CENTER}[align[c]]
                if r < head and side == TA_RIGHT and look == "ruled":
                    side = TA_CENTER
                text = cell.removeprefix("* ")
                line.append(Paragraph(inline(text), self.style(fontName=self.bold if strong else self.regular, fontSize=size, leading=size * 1.2, alignment=side, spaceAfter=0)))
            cells.append(line)
        table = Table(cells, colWidths=widths, repeatRows=head, style=TableStyle(style), hAlign="RIGHT" if inset else "LEFT")
        made: list[Flowable] = []
        if block.text:
            made.append(self.para(block.text, fontName=self.bold, fontSize=size + 0.5, spaceAfter=3, keepWithNext=1, leftIndent=inset))
        return [*made, table, Spacer(1, 8)]

    # -- the head of the first page, by house style

    def front(self) -> list[Flowable]:
        return getattr(self, "front_" + self.meta["layout"])()

    def emblem(self, title: str, under: str) -> Flowable:
        return Emblem(title, under, self.colour, self.width, self.meta["layout"])

    def front_minutes(self) -> list[Flowable]:
        made: list[Flowable] = [self.emblem("Harrowby Borough Council", "Host authority for the Wenmark Police and Crime Panel"), Spacer(1, 8)]
        made.append(self.para(self.meta["body"].upper(), alignment=TA_CENTER, fontName=self.bold, fontSize=13, leading=16))
        if self.meta.get("heading"):
            made.append(self.para(self.meta["heading"], alignment=TA_CENTER, fontName=self.bold))
        return made

    def front_council(self) -> list[Flowable]:
        rows = [[self.para(label, fontName=self.bold, spaceAfter=0), self.para(self.meta[key], spaceAfter=0)] for key, label in (("to", "To:"), ("date_text", "Date:"), ("by", "Report of:"), ("title", "Subject:"), ("class", "Status:")) if key in self.meta]
        table = Table(rows, colWidths=[self.width * 0.2, self.width * 0.8], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, -1), (-1, -1), 1, black), ("LINEABOVE", (0, 0), (-1, 0), 1, black), ("LEFTPADDING", (0, 0), (-1, -1), 2)]))
        return [table, Spacer(1, 10)]

    def front_opcc(self) -> list[Flowable]:
        made: list[Flowable] = [self.emblem("Police and Crime Commissioner", "for Wenmark")]
        for line in (*OPCC_ADDRESS, "Email: office@wenmark-pcc.example    Web: www.wenmark-pcc.example"):
            made.append(self.para(line, fontSize=9, leading=11, spaceAfter=0))
        made.append(Spacer(1, 5))
        posts = [p.split(" = ") for p in self.meta["officers"].split("; ")]
        rows = [[self.para(f"{post}:", fontSize=8.5, leading=10, spaceAfter=0), self.para(name, fontSize=8.5, leading=10, spaceAfter=0)] for post, name in posts]
        made.append(Table(rows, colWidths=[self.width * 0.45, self.width * 0.55], style=TableStyle([("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (-1, -1), 0)])))
        made += [Spacer(1, 8), self.para(self.meta["to"], fontName=self.bold), self.para(self.meta["date_text"])]
        made.append(self.para(self.meta["title"], fontName=self.bold, fontSize=14, leading=17, alignment=TA_CENTER, textColor=self.colour))
        return made

    def front_performance(self) -> list[Flowable]:
        made: list[Flowable] = [self.emblem("Police and Crime Commissioner", "for Wenmark"), Spacer(1, 6)]
        made.append(self.para(self.meta["title"], fontName=self.bold, fontSize=17, leading=21, textColor=self.colour))
        made.append(self.para(self.meta["subtitle"], fontSize=11.5))
        return made

    def front_plan(self) -> list[Flowable]:
        return [Spacer(1, 8), self.para(self.meta["title"], fontName=self.bold, fontSize=22, leading=26, textColor=self.colour), self.para(self.meta["subtitle"], fontSize=12.5, leading=16), HRFlowable(width="100%", thickness=2, color=self.colour, spaceAfter=12)]

    def front_letter(self) -> list[Flowable]:
        made: list[Flowable] = [self.emblem("Police and Crime Commissioner", "for Wenmark")]
        return [*made, *(self.para(line, fontSize=9.5, leading=11, spaceAfter=0, alignment=TA_RIGHT) for line in OPCC_ADDRESS), Spacer(1, 12)]

    def front_newsletter(self) -> list[Flowable]:
        return []

    def front_decision(self) -> list[Flowable]:
        return [self.emblem("Police and Crime Commissioner", "for Wenmark"), Spacer(1, 6), self.para(self.meta.get("heading", "RECORD OF DECISION"), fontName=self.bold, fontSize=15, leading=19, alignment=TA_CENTER)]

    def front_appendix(self) -> list[Flowable]:
        return [self.para(self.meta["title"], fontName=self.bold, fontSize=13, leading=16)]


def draw_furniture(setter: Setter, total: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    meta = setter.meta

    def draw(c: Canvas, doc: BaseDocTemplate) -> None:
        wide, high = doc.pageTemplate.pagesize or A4
        c.saveState()
        if meta.get("watermark"):
            c.saveState()
            c.setFillColor(HexColor("#e6e6e6"))
            c.setFont("Helvetica-Bold", 96)
            c.translate(wide / 2, high / 2)
            c.rotate(52)
            c.drawCentredString(0, -30, meta["watermark"])
            c.restoreState()
        c.setFillColor(black)
        c.setFont(setter.italic, 9)
        first = doc.page == 1
        if meta.get("header") and not first:
            c.drawRightString(wide - setter.margin, high - 13 * mm, meta["header"])
        if meta["layout"] == "newsletter":
            masthead(c, meta, setter.margin, setter.colour, wide, high, first)
        c.setFont(setter.regular, 9)
        number = meta.get("numbering", "Page {n} of {total}").format(n=doc.page, total=total, book=doc.page + int(meta.get("book", "0")))
        if meta.get("footer"):
            c.drawString(setter.margin, 10 * mm, meta["footer"])
            c.drawRightString(wide - setter.margin, 10 * mm, number)
        else:
            c.drawCentredString(wide / 2, 10 * mm, number)
        c.restoreState()

    return draw


def draw_notes(setter: Setter) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(c: Canvas, doc: BaseDocTemplate) -> None:
        notes = getattr(c, "footnotes", [])
        if notes:
            y = 27 * mm
            c.setLineWidth(0.4)
            c.line(setter.margin, y + 1, setter.margin + 50 * mm, y + 1)
            for mark, text in notes:
                note = Paragraph(f"<super size=6>{mark}</super> {inline(text)}", ParagraphStyle("n", fontName=setter.regular, fontSize=8, leading=9.4))
                _, tall = note.wrap(A4[0] - 2 * setter.margin, 60)
                y -= tall + 1
                note.drawOn(c, setter.margin, y)
        c.footnotes = []

    return draw


def make_document(setter: Setter, into: io.BytesIO, total: int) -> BaseDocTemplate:
    meta = setter.meta
    doc = BaseDocTemplate(into, pagesize=A4, title=meta["title"], author=meta["body"], invariant=1, creator="corpus/build.py", subject=meta["type"])
    low = (31 if setter.paper.notes else 20) * mm
    high = A4[1] - low - 20 * mm
    wide = A4[0] - 2 * setter.margin
    draw, notes = draw_furniture(setter, total), draw_notes(setter)

    def frame(x: float, y: float, w: float, h: float) -> Frame:
        return Frame(x, y, w, h, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    if meta["layout"] == "newsletter":
        gap = 8 * mm
        column = (wide - gap) / 2

        def columns(top: float) -> list[Frame]:
            tall = A4[1] - top - 18 * mm
            return [frame(setter.margin + k * (column + gap), 18 * mm, column, tall) for k in (0, 1)]

        doc.addPageTemplates([
            PageTemplate("first", columns(40 * mm), onPage=draw, autoNextPageTemplate="later"),
            PageTemplate("later", columns(15 * mm), onPage=draw),
        ])
        return doc
    across = PageTemplate("landscape", [frame(setter.margin, 17 * mm, A4[1] - 2 * setter.margin, A4[0] - 36 * mm)], onPage=draw, onPageEnd=notes, pagesize=landscape(A4))
    if meta.get("landscape") == "yes":
        doc.addPageTemplates([across])
        return doc
    doc.addPageTemplates([
        PageTemplate("first", [frame(setter.margin, low, wide, high + 6 * mm)], onPage=draw, onPageEnd=notes, pagesize=A4, autoNextPageTemplate="later"),
        PageTemplate("later", [frame(setter.margin, low, wide, high)], onPage=draw, onPageEnd=notes, pagesize=A4),
        across,
    ])
    return doc


def typeset_pdf(paper: Paper, sources: Path) -> bytes:
    """The paper as a PDF. Set twice: the first run counts the pages for "Page 1 of 6"."""
    total = 0
    for _ in range(2):
        setter = Setter(paper, sources)
        into = io.BytesIO()
        doc = make_document(setter, into, total)
        doc.build([*setter.front(), *setter.flowables()])
        total = doc.page
    return into.getvalue()
