"""Papers of Wenmark, made for the tests of the app: real PDFs, one of them hostile."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=9)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=13, leading=18, spaceBefore=8, spaceAfter=8)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=24, spaceAfter=14)

QUOTE = "The new cycle patrol in Tolsey cost £48,250 in its first year and has dealt with 312 thefts of bicycles."
LONG = (
    "2.2 Members were told that the footbridge at Marlock station had been closed since the flood, that the rail "
    "company would reopen it in the spring, and that until then officers would walk the subway every evening between "
    "six and ten so that nobody travelling home late had to pass through it alone."
)
HOSTILE = (
    "<script>window.stolen = 1</script> <img src=x onerror=alert(1)> "
    '<meta http-equiv="refresh" content="0;url=http://evil.example/"> $E=mc^2$ '
    "[a link](javascript:alert(1)) ![picture](http://evil.example/p.png) "
    "reversed \u202etxet\u202c </div><form action='http://evil.example/'><button>Sign in</button></form>"
)


def make_pdf(path: Path, title: str, day: str, blocks: list[tuple[ParagraphStyle, str]], *, footer: str) -> Path:
    """A letter-like PDF: title, body and day, then the blocks; "" stands for a new page."""
    story = [
        Paragraph("Wenmark Police and Crime Panel", BODY),
        Paragraph(day, BODY),
        Paragraph(title, TITLE),
    ]
    for style, text in blocks:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        story.append(PageBreak() if not text else Paragraph(escaped, style))

    def draw_footer(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 36, f"{footer} – page {document.page}")

    SimpleDocTemplate(str(path), pagesize=A4, title=title, invariant=True).build(
        story, onFirstPage=draw_footer, onLaterPages=draw_footer
    )
    return path


def make_patrol_report(folder: Path) -> Path:
    """A report of two pages; paragraph 2.2 runs over the page break."""
    filler = "1.{} The force keeps a log of patrols, weather and road works for every ward, and the log is public."
    return make_pdf(
        folder / "patrols-2023-03-14.pdf",
        "Patrols on Foot and by Bicycle",
        "Tuesday 14 March 2023",
        [
            (HEAD, "1. Purpose"),
            (BODY, "1.1 This report tells members about patrols in Wenmark during the year."),
            *((BODY, filler.format(number)) for number in range(2, 13)),
            (HEAD, "2. Patrols in Tolsey"),
            (BODY, f"2.1 {QUOTE}"),
            (BODY, LONG),
            (BODY, "2.3 The Commissioner will publish the routes of the cycle patrol by 30 June 2023."),
        ],
        footer="Agenda item 5",
    )


def make_minutes(folder: Path) -> Path:
    return make_pdf(
        folder / "minutes-2022-11-24.pdf",
        "Minutes of the Panel",
        "Thursday 24 November 2022",
        [
            (HEAD, "1. Present"),
            (BODY, "Councillor Ada Brook (Chair), Councillor Tom Sedge and Mrs Ines Harrow."),
            (HEAD, "2. Dog wardens"),
            (BODY, "2.1 RESOLVED that the grant to the dog wardens of Harrowby be raised to £9,500 from April."),
        ],
        footer="Minutes",
    )


def make_hostile(folder: Path) -> Path:
    path = folder / "hostile <img src=x onerror=alert(2)>.txt"
    path.write_text(
        "Wenmark Police and Crime Panel\n\n14 June 2023\n\n"
        f"# Report <script>window.stolen = 2</script> on $x$\n\n1.1 The lantern festival: {HOSTILE}\n",
        encoding="utf-8",
    )
    return path


def make_upload(
    folder: Path, *, name: str = "kennels-2024-01-18.pdf", words: str = "The kennels at Marlock hold fourteen retired police dogs and two llamas."
) -> Path:
    return make_pdf(folder / name, "Kennels at Marlock", "Thursday 18 January 2024", [(HEAD, "1. Kennels"), (BODY, f"1.1 {words}")], footer="Agenda item 9")
