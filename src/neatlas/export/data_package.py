"""All tables as a Frictionless data package (https://specs.frictionlessdata.io/): a zip of CSV.

The package says of each file its fields, key, links to other files, size and hash, so that a
validator can hold the data against it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from neatlas.export.csv_table import plain_csv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neatlas.export.notice import Notice
    from neatlas.export.table import Table

#: Kind of a field to its type in a Table Schema.
_TYPES: dict[str, dict[str, str]] = {
    "text": {"type": "string"},
    "list": {"type": "list", "delimiter": ";"},
    "map": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "geometry": {"type": "string"},
}
#: Field to the table and field that it names, in every table that has it.
_LINKS = {
    "project": ("projects", "id"),
    "passage": ("passages", "id"),
    "document": ("documents", "id"),
}
#: The same rows give the same bytes: no clock stands in a package.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_data_package(tables: Mapping[str, Table], notice: Notice) -> bytes:
    """
    Write tables as a data package.

    Parameters
    ----------
    tables
        All of `export.tables.TABLES`, by name.
    notice
        Stands in the descriptor: title, licence, version, and the rest beside them.

    Returns
    -------
    bytes
        A zip with `datapackage.json` and `data/<table>.csv`.
    """
    files = {f"data/{name}.csv": plain_csv(table).encode() for name, table in tables.items()}
    package = {
        "profile": "tabular-data-package",
        "name": notice.atlas,
        "title": notice.title,
        "version": notice.data_version,
        "licenses": [
            {"title": notice.licence} | ({"path": notice.licence_url} if notice.licence_url else {})
        ],
        **{f"neatlas:{name}": value for name, value in notice.as_dict().items()},
        "resources": [
            _resource(table, path, content)
            for (path, content), table in zip(files.items(), tables.values(), strict=True)
        ],
    }
    descriptor = json.dumps(package, ensure_ascii=False, indent=2).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in {"datapackage.json": descriptor, **files}.items():
            member = zipfile.ZipInfo(path, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def _resource(table: Table, path: str, content: bytes) -> dict[str, Any]:
    fields = [
        {"name": field.name, **_TYPES[field.kind], "description": field.meaning}
        for field in table.fields
    ]
    links = [
        {"fields": [field.name], "reference": {"resource": to, "fields": [key]}}
        for field in table.fields
        for to, key in [_LINKS.get(field.name, ("", ""))]
        if to and table.name != to
    ]
    return {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": links,
        },
    }
