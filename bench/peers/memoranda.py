"""Sets memoranda with ReportLab: python3 memoranda.py CONTENT.json OUT_DIR RUNS

The content comes from the program's own paper model (`bench/papers.ts`): the same words in the same places, the same
face embedded as a subset, the same codes on the pages. Prints the milliseconds of each run, all memoranda once, as
JSON; fonts are registered before, and the first memorandum is set once to warm up.
"""

import gc
import io
import json
import os
import sys
import time
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.flowables import CondPageBreak, HRFlowable, KeepTogether, Spacer

with open(sys.argv[1], encoding='utf-8') as file:
    content = json.load(file)
OUT_DIR, RUNS = sys.argv[2], int(sys.argv[3])
PAGE, STYLES = content['page'], content['styles']
TEXT_WIDTH = PAGE['width'] - PAGE['left'] - PAGE['right']
ALIGN = {'justify': TA_JUSTIFY, 'left': TA_LEFT, 'center': TA_CENTER, 'right': TA_RIGHT}
SPACE = {'kind': 'text', 'text': ' '}
FACES = {(0, 0): 'regular', (1, 0): 'bold', (0, 1): 'italic', (1, 1): 'boldItalic'}

# Plain compressed streams, as the program writes them.
rl_config.useA85 = 0
for (bold, italic), face in FACES.items():
    pdfmetrics.registerFont(TTFont(face, content['faces'][face]))
    addMapping('regular', bold, italic, face)


def look(size, align='left', bold=False, italic=False, indent=0, before=0, leading=1.0):
    return ParagraphStyle('', fontName=FACES[(int(bold), int(italic))], fontSize=size, alignment=ALIGN[align],
                          firstLineIndent=indent, spaceBefore=before, leading=size * 1.15 * leading)


LOOKS = {name: look(style['size'], style['align'], style['bold'], style['italic'], style['indent'],
                    style['gapBefore'], style['leading']) for name, style in STYLES.items()}
SMALL, CENTRED, STRONG = look(13), look(13, 'center'), look(13, 'center', bold=True)
ISSUER, PLACE = look(12, 'center', bold=True), look(13, 'center', italic=True)
LABEL, SIGNER, HINT = look(14), look(14, 'center', bold=True), look(13, 'center', italic=True)
CELLS = {align: look(13, align) for align in ALIGN}


def words_of(run):
    if run['kind'] == 'text':
        return escape(run['text'])
    # A dot and a space are a quarter of the size wide; room for the hand is given in mm.
    count = int((run['width'] or 60) * 72 / 25.4 / 3.5)
    return ('.' if run['kind'] == 'dots' else '\u00a0') * count


def markup(runs):
    parts = []
    for run in runs:
        words = words_of(run)
        if run.get('bold'):
            words = f'<b>{words}</b>'
        if run.get('italic'):
            words = f'<i>{words}</i>'
        parts.append(words)
    return ''.join(parts)


def joined(parts):
    return markup([run for runs in parts for run in [*runs, SPACE]])


def columns(rows, widths, style=()):
    flat = [('LEFTPADDING', (0, 0), (-1, -1), 0), ('RIGHTPADDING', (0, 0), (-1, -1), 0),
            ('VALIGN', (0, 0), (-1, -1), 'TOP')]
    return Table(rows, colWidths=widths, style=TableStyle([*flat, *style]))


def rule(width):
    return HRFlowable(width=width, thickness=0.75, color='black', spaceBefore=3, spaceAfter=3)


def flowables(block):
    kind = block['kind']
    if kind == 'letterhead':
        left = [Paragraph(joined(parts), ISSUER) for parts in block['issuers']]
        right = [Paragraph(escape(block['nation']), ISSUER), Paragraph(escape(block['motto']), STRONG)]
        last = [Paragraph(markup(block['docNumber']), CENTRED), Paragraph(joined(block['placeAndDate']), PLACE)]
        rows = [[[*left, rule('40%')], [*right, rule('80%')]], last]
        yield columns(rows, [TEXT_WIDTH * 0.4, TEXT_WIDTH * 0.6])
    elif kind == 'paragraph':
        if block['keepWithNext']:
            yield CondPageBreak(60)
        yield Paragraph(markup(block['runs']), LOOKS[block['style']])
        if block['style'] == 'summary':
            yield rule('30%')
    elif kind == 'details':
        rows = [[Paragraph(escape(row['label']), LABEL), Paragraph(markup(row['value']), LABEL)]
                for row in block['rows']]
        yield columns(rows, [120, TEXT_WIDTH - 120])
    elif kind == 'table':
        heading = [Paragraph(escape(column['heading']), STRONG) for column in block['columns']]
        rows = [[Paragraph(escape(cell), CELLS[column['align']]) for cell, column in zip(row, block['columns'])]
                for row in block['rows']]
        yield Spacer(1, 8)
        yield Table([heading, *rows], colWidths=[column['share'] * TEXT_WIDTH for column in block['columns']],
                    repeatRows=1, style=TableStyle([('GRID', (0, 0), (-1, -1), 0.5, 'black')]))
    elif kind == 'signatures':
        cells = [[*[Paragraph(markup(runs), SIGNER) for runs in [[{'kind': 'text', 'text': signer['heading']}], *signer['posts']]],
                  Paragraph(escape(signer['hint']), HINT), Spacer(1, 113), Paragraph(markup(signer['name']), SIGNER)]
                 for signer in block['signers']]
        rows = [cells[at:at + 2] for at in range(0, len(cells), 2)]
        yield KeepTogether([Spacer(1, 18), columns(rows, [TEXT_WIDTH / 2] * 2)])


def draw_margins(memorandum):
    def draw(canvas, document):
        page = canvas.getPageNumber()
        if page > 1:
            canvas.setFont('regular', 14)
            canvas.drawCentredString(PAGE['left'] + TEXT_WIDTH / 2, PAGE['height'] - 41, str(page))
        if page <= len(memorandum['codes']):
            code = memorandum['codes'][page - 1]
            outline = canvas.beginPath()
            for x, y, width, height in code['bars']:
                outline.rect(x, y, width, height)
            canvas.drawPath(outline, stroke=0, fill=1)
            canvas.setFont('regular', 7)
            canvas.drawString(code['x'], code['y'], code['words'])
    return draw


def write(memorandum):
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=(PAGE['width'], PAGE['height']), leftMargin=PAGE['left'] - 6,
                                 rightMargin=PAGE['right'] - 6, topMargin=PAGE['top'] - 6,
                                 bottomMargin=PAGE['bottom'] - 6, title=memorandum['title'], lang='vi-VN')
    draw = draw_margins(memorandum)
    document.build([part for block in memorandum['blocks'] for part in flowables(block)], draw, draw)
    return out.getvalue()


memoranda = content['memoranda']
write(memoranda[0])
times = []
for _ in range(RUNS):
    gc.collect()
    begin = time.perf_counter()
    made = [write(memorandum) for memorandum in memoranda]
    times.append((time.perf_counter() - begin) * 1000)
for index, data in enumerate(made):
    with open(os.path.join(OUT_DIR, f'{index}.pdf'), 'wb') as file:
        file.write(data)
print(json.dumps(times))
