"""The papers without pages: a Word document, a web page of minutes, a Markdown note."""

from __future__ import annotations

import io
import re
from datetime import datetime
from html import escape

from markup import Block, Paper


def runs(text: str) -> list[tuple[str, str]]:
    """Pieces of a line with their mark: "", "bold" or "italic"."""
    text = re.sub(r"\[\^\w+\]", "", text)
    pieces: list[tuple[str, str]] = []
    for piece in re.split(r"(\*\*[^*]+\*\*|\*[^*]+\*)", text):
        if piece.startswith("**"):
            pieces.append(("bold", piece[2:-2]))
        elif piece.startswith("*"):
            pieces.append(("italic", piece[1:-1]))
        elif piece:
            pieces.append(("", piece))
    return pieces


def docx_bytes(paper: Paper) -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    meta = paper.meta
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(12), RGBColor(0x1F, 0x38, 0x64)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = meta.get("header", "")
    section.footer.paragraphs[0].text = meta.get("footer", "")

    def add(text: str, style: str | None = None) -> object:
        made = document.add_paragraph(style=style)
        for mark, piece in runs(text):
            run = made.add_run(piece)
            run.bold, run.italic = mark == "bold" or None, mark == "italic" or None
        return made

    for line in meta.get("letterhead", "").split("; "):
        add(line)
    for line in (meta.get("to", ""), meta.get("date_text", "")):
        add(f"**{line}**" if line else "")
    document.add_paragraph(meta["title"], style="Title")
    for block in paper.blocks:
        if block.kind == "heading":
            document.add_heading(f"{block.number} {block.text}" if block.number else block.text, block.level)
        elif block.kind == "para":
            made = add(f"{block.number}\t{block.text}" if block.number else block.text)
            if block.number:
                made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Cm(1.25), Cm(-1.25)  # type: ignore[attr-defined]
        elif block.kind == "item":
            add(block.text, "List Bullet" if block.level == 1 else "List Bullet 2")
        elif block.kind == "lines":
            for line in block.text.split("\n"):
                add(line)
        elif block.kind in ("center", "title"):
            add(block.text).alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]
        elif block.kind == "action":
            add(f"**{block.text}**")
        elif block.kind == "quote":
            add(block.text, "Quote")
        elif block.kind == "table":
            if block.text:
                add(f"**{block.text}**")
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                cells = table.add_row().cells
                for cell, text in zip(cells, row, strict=True):
                    cell.text = re.sub(r"\*{1,2}", "", text.removeprefix("* "))
            add("")
        elif block.kind != "space":
            raise ValueError(f"{block.kind!r} has no form in a Word document")
    core = document.core_properties
    core.title, core.author = meta["title"], meta["body"]
    core.created = core.modified = datetime(2024, 9, 17, 9, 0)
    core.last_modified_by, core.revision = meta["body"], 1
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def marked(text: str) -> str:
    tags = {"bold": "strong", "italic": "em"}
    out = "".join(f"<{tags[m]}>{escape(t)}</{tags[m]}>" if m else escape(t) for m, t in runs(text))
    return out.replace("\n", "<br>")


def html_bytes(paper: Paper) -> bytes:
    meta = paper.meta
    out = [
        "<!DOCTYPE html>", '<html lang="en-GB">', "<head>", '<meta charset="utf-8">', f"<title>{escape(meta['title'])} | Harrowby Borough Council</title>",
        "<style>body{font:16px/1.45 Arial,sans-serif;margin:0;color:#222}.bar{background:#2e5d4b;color:#fff;padding:12px 24px}.page{max-width:60em;margin:1em auto;padding:0 1em}"
        "nav{font-size:14px;background:#eef2ef;padding:8px 24px}table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:4px 8px;text-align:left}"
        ".minute{display:flex;gap:1em}.no{min-width:4em;font-weight:bold}.foot{font-size:13px;border-top:1px solid #ccc;margin-top:2em;padding:1em 24px}</style>",
        "</head>", "<body>", '<div class="bar"><strong>Harrowby Borough Council</strong> &ndash; Council and democracy</div>',
        '<nav><a href="#">Home</a> &gt; <a href="#">Committees</a> &gt; <a href="#">Wenmark Police and Crime Panel</a> &gt; Meeting details</nav>',
        '<div class="page">', f"<h1>{escape(meta['title'])}</h1>",
    ]
    for block in paper.blocks:
        out.append(html_block(block))
    out += ["</div>", f'<div class="foot">{escape(meta.get("footer", ""))}</div>', "</body>", "</html>"]
    text = "\n".join(line for line in out if line)
    text = re.sub(r"</ul>\n<ul>\n", "", text)
    return (text + "\n").encode("utf-8")


def html_block(block: Block) -> str:
    if block.kind == "heading":
        level = block.level + 1
        number = f'<span class="no">{escape(block.number)}</span> ' if block.number else ""
        return f"<h{level}>{number}{marked(block.text)}</h{level}>"
    if block.kind == "para":
        return f"<p>{escape(block.number)} {marked(block.text)}</p>" if block.number else f"<p>{marked(block.text)}</p>"
    if block.kind == "item":
        return f"<ul>\n<li>{marked(block.text)}</li>\n</ul>"
    if block.kind == "lines":
        return "<p>" + "<br>\n".join(marked(line) for line in block.text.split("\n")) + "</p>"
    if block.kind == "action":
        return f'<p class="action"><strong>{marked(block.text)}</strong></p>'
    if block.kind == "quote":
        return f"<blockquote>{marked(block.text)}</blockquote>"
    if block.kind in ("center", "title"):
        return f"<p>{marked(block.text)}</p>"
    if block.kind == "table":
        head = int(block.options.get("head", "1"))
        rows = []
        for place, row in enumerate(block.rows):
            tag = "th" if place < head else "td"
            rows.append("<tr>" + "".join(f"<{tag}>{marked(cell.removeprefix('* '))}</{tag}>" for cell in row) + "</tr>")
        caption = f"<caption>{marked(block.text)}</caption>\n" if block.text else ""
        return f"<table>\n{caption}" + "\n".join(rows) + "\n</table>"
    return ""


def markdown_bytes(paper: Paper) -> bytes:
    out = [f"# {paper.meta['title']}"]
    for block in paper.blocks:
        if block.kind == "heading":
            out.append("#" * (block.level + 1) + " " + (f"{block.number} " if block.number else "") + block.text)
        elif block.kind == "item":
            out.append(("  " if block.level == 2 else "") + f"- {block.text}")
        elif block.kind == "table":
            rows = ["| " + " | ".join(cell.removeprefix("* ") for cell in row) + " |" for row in block.rows]
            rows.insert(1, "|" + "---|" * len(block.rows[0]))
            out.append("\n".join(rows))
        elif block.kind == "lines":
            out.append(block.text.replace("\n", "  \n"))
        elif block.kind == "quote":
            out.append("> " + block.text)
        else:
            out.append(f"{block.number} {block.text}" if block.number else block.text)
    text = "\n\n".join(out)
    return (re.sub(r"(?m)^(\s*- .*)\n\n(?=\s*- )", r"\1\n", text) + "\n").encode("utf-8")
