"""Tables as an Excel workbook (ISO/IEC 29500): a sheet each, and one that says what it is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import shapely
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from neatlas.export.notice import Notice
    from neatlas.export.table import Field, Table

#: Most characters of a cell; more would make a spreadsheet call the file broken.
_MAX_TEXT = 32_767
#: The same rows give the same bytes: no clock stands in a workbook.
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip file knows no time zone
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_WIDEST = 60


def write_xlsx(tables: Mapping[str, Table], notice: Notice) -> bytes:
    """
    Write tables as a workbook.

    Parameters
    ----------
    tables
        A sheet each, under its name.
    notice
        Stands on the sheet `about`, with what each field means.

    Returns
    -------
    bytes
        A workbook whose sheets have a header that stays in view and can be filtered. Lists are
        joined by semicolons, geometries are WKT; one that is longer than a cell may hold is left
        out. Texts are never formulas.
    """
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = notice.generator
    book.properties.title = notice.title
    _write_about(book, tables, notice)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        _write_rows(sheet, table)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _write_about(book: Workbook, tables: Mapping[str, Table], notice: Notice) -> None:
    sheet = book.create_sheet("about")
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = _WIDEST
    for name, value in notice.as_dict().items():
        sheet.append([_text(sheet, name, bold=True), _text(sheet, value or "")])
    sheet.append([])
    sheet.append([_text(sheet, head, bold=True) for head in ("table", "field", "meaning")])
    for table in tables.values():
        sheet.append([_text(sheet, words) for words in (table.name, "", table.meaning)])
        for field in table.fields:
            words = (table.name, field.name, field.meaning)
            sheet.append([_text(sheet, text) for text in words])


def _write_rows(sheet: WriteOnlyWorksheet, table: Table) -> None:
    cells = [[_cell(field, row[field.name]) for field in table.fields] for row in table.rows]
    for number, field in enumerate(table.fields):
        longest = max([len(field.name), *(len(str(row[number] or "")) for row in cells)])
        letter = _letters(number)
        sheet.column_dimensions[letter].width = min(longest + 2, _WIDEST)
    sheet.auto_filter.ref = f"A1:{_letters(len(table.fields) - 1)}{len(cells) + 1}"
    sheet.append([_text(sheet, field.name, bold=True) for field in table.fields])
    for row in cells:
        sheet.append([_text(sheet, v) if isinstance(v, str) else v for v in row])


def _letters(number: int) -> str:
    """Return the letters of a column: A, B, ... Z, AA."""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # a text that begins with = is no formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _cell(field: Field, value: Any) -> Any:  # noqa: ANN401 - a cell of any field
    if value is None:
        return None
    if field.kind == "date":
        return date.fromisoformat(value)
    if field.kind == "list":
        value = ";".join(value)
    elif field.kind == "map":
        value = json.dumps(value, ensure_ascii=False)
    elif field.kind == "geometry":
        value = shapely.to_wkt(value, rounding_precision=6)
        if len(value) > _MAX_TEXT:
            return None
    return value[:_MAX_TEXT] if isinstance(value, str) else value


def _without_clock(content: bytes) -> bytes:
    """Write a workbook anew without the time at which it was saved."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", old.read(name)))
    return out.getvalue()
