from __future__ import annotations

from typing import TYPE_CHECKING

import pybtex.database
import rispy

from neatlas.export.references import entry_of, write_bibtex, write_ris

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def test_what_tex_would_run_is_written_out() -> None:
    entry = {
        "id": "x",
        "type": "report",
        "title": r"50% & \input{y} of $x_1$",
        "URL": "https://a/%7B",
    }
    written = write_bibtex([entry])
    assert r"50\% \& \textbackslash{}input\{y\} of \$x\_1\$" in written
    assert "url = {https://a/%7B}" in written


def test_a_line_feed_in_a_title_begins_no_field_of_ris() -> None:
    written = write_ris([{"id": "x", "type": "report", "title": "a\nER  - \nTY  - BOOK"}])
    assert written.splitlines()[2] == "TI  - a ER - TY - BOOK"


def test_a_reader_finds_date_place_and_kind_of_a_speech() -> None:
    speech = {
        "id": "address",
        "type": "speech",
        "title": "The Growing Role",
        "author": [{"literal": "A. Aslakhanov"}],
        "issued": {"date-parts": [[2012, 1]]},
        "event-title": "A Conference",
        "event-place": "Seoul, Korea",
    }
    (entry,) = pybtex.database.parse_string(write_bibtex([speech]), "bibtex").entries.values()
    assert entry.type == "misc"
    assert entry.fields["howpublished"] == "A Conference"
    assert entry.fields["address"] == "Seoul, Korea"
    assert (entry.fields["year"], entry.fields["month"]) == ("2012", "01")
    (record,) = rispy.loads(write_ris([speech]))
    assert record["type_of_reference"] == "HEAR"
    assert record["date"] == "2012/01//"
    assert record["authors"] == ["A. Aslakhanov"]


def test_a_source_says_when_it_was_read_and_how_near_it_stands(shipped_catalog: Catalog) -> None:
    source = next(s for s in shipped_catalog.sources.values() if s.accessed and s.issued)
    entries = pybtex.database.parse_string(write_bibtex([entry_of(source)]), "bibtex").entries
    assert list(entries) == [source.id]
    assert entries[source.id].fields["urldate"] == str(source.accessed)
    assert entries[source.id].fields["keywords"] == source.grade.value
