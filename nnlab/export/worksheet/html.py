"""A worksheet as one HTML page that needs nothing else: every sheet of paper is a drawing."""

from nnlab.export.pictures.svg import inline_svg
from nnlab.export.report.html import Html, element, joined, text
from nnlab.export.worksheet.worksheet import Worksheet

_STYLE = """\
:root { color-scheme: light; }
html { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { margin: 0; padding: 24px 0; background: #F4F5F7; }
figure { display: block; width: 210mm; margin: 0 auto 24px; background: #FFFFFF; }
svg { display: block; width: 100%; height: auto; font-variant-numeric: tabular-nums; }
@page { size: A4; margin: 0; }
@media print {
  body { padding: 0; background: #FFFFFF; }
  figure { margin: 0; height: 296.9mm; overflow: hidden; break-after: page; break-inside: avoid; }
  figure:last-child { break-after: auto; }
}
"""


def worksheet_html(sheet: Worksheet) -> bytes:
    """Return the content of an .html file. Equal worksheets give equal bytes: it has no date."""
    body = joined(element("figure", Html(inline_svg(page))) for page in sheet.pages)
    return (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(sheet.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()
