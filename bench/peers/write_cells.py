"""Writes the cells that a JSON tells of with XlsxWriter or openpyxl, the way their manuals show it.

Usage: write_cells.py xlsxwriter|openpyxl CELLS.json OUT.xlsx
"""

import json
import sys


def with_xlsxwriter(book, path):
    import xlsxwriter

    workbook = xlsxwriter.Workbook(path)
    formats = []
    for style in book["styles"]:
        properties = {
            "font_name": "Times New Roman",
            "font_size": style["size"],
            "bold": style["bold"],
            "align": style["align"],
            "valign": "vcenter",
            "text_wrap": style["wrap"],
            "num_format": style["format"],
            "indent": style["indent"],
        }
        if style["border"]:
            properties["border"] = 1
        formats.append(workbook.add_format(properties))
    for content in book["sheets"]:
        sheet = workbook.add_worksheet(content["name"])
        for column, width in enumerate(content["widths"]):
            if width:
                sheet.set_column(column, column, width)
        for row, height in content["heights"]:
            sheet.set_row(row - 1, height)
        for first_row, first_column, last_row, last_column in content["merges"]:
            sheet.merge_range(first_row - 1, first_column - 1, last_row - 1, last_column - 1, "")
        for row, column, style, value in content["cells"]:
            look = formats[style]
            if value is None:
                sheet.write_blank(row - 1, column - 1, None, look)
            elif isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value, look)
            elif isinstance(value, dict):
                sheet.write_formula(row - 1, column - 1, "=" + value["formula"], look, value["result"])
            else:
                sheet.write_number(row - 1, column - 1, value, look)
    workbook.close()


def with_openpyxl(book, path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    side = Side(style="thin")
    grid = Border(left=side, right=side, top=side, bottom=side)
    looks = [
        (
            Font(name="Times New Roman", size=style["size"], bold=style["bold"]),
            Alignment(
                horizontal=style["align"], vertical="center", wrap_text=style["wrap"], indent=style["indent"]
            ),
            grid if style["border"] else Border(),
            style["format"],
        )
        for style in book["styles"]
    ]
    workbook = Workbook()
    workbook.remove(workbook.active)
    for content in book["sheets"]:
        sheet = workbook.create_sheet(content["name"])
        for column, width in enumerate(content["widths"]):
            if width:
                sheet.column_dimensions[get_column_letter(column + 1)].width = width
        for row, height in content["heights"]:
            sheet.row_dimensions[row].height = height
        for row, column, style, value in content["cells"]:
            cell = sheet.cell(row, column)
            cell.value = "=" + value["formula"] if isinstance(value, dict) else value
            cell.font, cell.alignment, cell.border, cell.number_format = looks[style]
        for first_row, first_column, last_row, last_column in content["merges"]:
            sheet.merge_cells(
                start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
            )
    workbook.save(path)


if __name__ == "__main__":
    _, library, source, target = sys.argv
    with open(source, encoding="utf-8") as file:
        cells = json.load(file)
    {"xlsxwriter": with_xlsxwriter, "openpyxl": with_openpyxl}[library](cells, target)
