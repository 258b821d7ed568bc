"""Drawn parts of a page: badge and letterhead, masthead of the newsletter, bar charts."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

NAVY, GREEN, PLUM, GREY, PALE = (HexColor(c) for c in ("#1f3864", "#2e5d4b", "#5b2a5e", "#666666", "#e7ebf2"))


class Bars(Flowable):
    """A bar chart as such reports have it: a picture, no figure of it in the text."""

    def __init__(self, values: list[float], colour: object, width: float) -> None:
        super().__init__()
        self.values, self.colour, self.width, self.height = values, colour, width, 44 * mm

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        step = self.width / len(self.values)
        self.canv.setStrokeColor(GREY)
        self.canv.line(0, 4, self.width, 4)
        self.canv.setFillColor(self.colour)
        for place, value in enumerate(self.values):
            self.canv.rect(place * step + step * 0.22, 4, step * 0.56, (self.height - 8) * value / max(self.values), 0, 1)


class Emblem(Flowable):
    """An invented badge and the body's name, as a letterhead has them."""

    def __init__(self, title: str, under: str, colour: object, width: float, layout: str) -> None:
        super().__init__()
        self.title, self.under, self.colour, self.width, self.layout = title, under, colour, width, layout

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, 19 * mm

    def draw(self) -> None:
        c = self.canv
        c.saveState()
        tint = GREEN if self.layout == "minutes" else self.colour
        c.setFillColor(tint)
        if self.layout == "minutes":
            path = c.beginPath()
            path.moveTo(0, 44)
            path.lineTo(32, 44)
            path.lineTo(32, 22)
            path.curveTo(32, 10, 22, 4, 16, 2)
            path.curveTo(10, 4, 0, 10, 0, 22)
            path.close()
            c.drawPath(path, fill=1, stroke=0)
            c.setFillColor(white)
            c.rect(14, 8, 4, 32, 0, 1)
            c.rect(4, 26, 24, 4, 0, 1)
        else:
            c.circle(21, 24, 20, 0, 1)
            c.setFillColor(HexColor("#d9a441"))
            for turn in range(4):
                c.rect(11, 12 + turn * 6, 20, 2.4, 0, 1)
        c.setFillColor(tint)
        c.setFont("Helvetica-Bold", 15)
        c.drawString(52, 26, self.title)
        c.setFont("Helvetica", 10.5)
        c.drawString(52, 11, self.under)
        c.restoreState()


def masthead(c: Canvas, meta: dict[str, str], margin: float, colour: object, wide: float, high: float, first: bool) -> None:
    c.saveState()
    c.setFillColor(colour)
    tall = 34 * mm if first else 9 * mm
    c.rect(0, high - tall, wide, tall, 0, 1)
    c.setFillColor(white)
    if first:
        c.setFont("Helvetica-Bold", 30)
        c.drawString(margin, high - 19 * mm, meta["title"])
        c.setFont("Helvetica", 12)
        c.drawString(margin, high - 28 * mm, meta["subtitle"])
    else:
        c.setFont("Helvetica-Bold", 10)
        c.drawString(margin, high - 6.2 * mm, meta["title"] + " – " + meta["issue"])
    c.restoreState()
