"""Brings the catalogues in src/neatlas/locale up to date with the messages in the code.

usage: scripts/messages.py            write new messages into them, drop those that are gone
       scripts/messages.py --check    exit 1 where a translation is missing or out of date
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

import neatlas
from neatlas.model import vocabulary
from neatlas.render import page_words
from neatlas.speech import ENGLISH, INTERFACE

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(neatlas.__file__).parent
SPEAKERS = {"say": 1, "message": 1, "say_counted": 2}

Said = tuple[str, str | tuple[str, str]]


def spoken_in(text: str) -> Iterator[Said]:
    """Yield the messages of a module, each with its context: literal ones that it says."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        forms = [a.value for a in node.args[: SPEAKERS.get(node.func.id, 0)] if _is_text(a)]
        contexts = [k.value for k in node.keywords if k.arg == "context"]
        if not forms or not all(map(_is_text, contexts)):
            continue
        context = contexts[0].value if contexts else ""
        yield context, forms[0] if len(forms) == 1 else tuple(forms)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def messages() -> dict[Said, list[str]]:
    """Map every message, with its context, to the modules that say it."""
    found: dict[Said, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE.parent).as_posix()
        text = path.read_text("utf-8")
        for said in spoken_in(text) if "from neatlas.speech import" in text else ():
            found.setdefault(said, []).append(name)
    for words in vars(vocabulary).values():
        if isinstance(words, type) and issubclass(words, vocabulary.Word):
            for word in words:
                found.setdefault((words.__name__, word.english), []).append("model/vocabulary")
    for said in (*page_words.WORDS.values(), *page_words.COUNTED.values()):
        found.setdefault((page_words.CONTEXT, said), []).append("render/page_words")
    return found


def template() -> Catalog:
    """Return a catalogue of all messages, with no translation."""
    made = Catalog(project="neatlas", header_comment="# Translations of neatlas.")
    for (context, said), places in messages().items():
        locations = [(place, 0) for place in dict.fromkeys(places)]
        made.add(said, context=context or None, locations=locations)
    return made


def update(language: str) -> tuple[Path, str, Catalog]:
    """Return the file of a language, the text that it should have, and the catalogue."""
    file = SOURCE / "locale" / language / "LC_MESSAGES" / "neatlas.po"
    held = (
        read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(language)
    )
    made = Catalog(language, project="neatlas", header_comment=f"# neatlas in {language}.")
    for message in sorted(template(), key=_order):
        if not message.id:
            continue
        first = message.id if isinstance(message.id, str) else message.id[0]
        known = held.get(first, message.context)
        same = known is not None and known.id == message.id
        string = known.string if same else None
        made.add(message.id, string, context=message.context, locations=message.locations)
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8")]
    out = BytesIO()
    write_po(out, made, width=100, include_lineno=False, omit_header=True)
    head = (
        f"# neatlas in {language}. scripts/messages.py writes it; translate in msgstr.\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {made.plural_forms}\\n"\n\n'
    )
    return file, head + out.getvalue().decode(), made


def _order(message: Message) -> tuple[str, str]:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def mistakes(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with the translations of a catalogue."""
    for message in catalogue:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        forms = (message.string,) if isinstance(message.string, str) else message.string
        where = f"{catalogue.locale}: {ids[0]!r}" + (
            f" ({message.context})" if message.context else ""
        )
        if not forms or not all(forms):
            yield f"{where}: has no translation. Write one, for each number."
        for form in forms or ():
            if form and places(form) != places(ids[-1]):
                wanted = sorted(places(ids[-1]))
                yield f"{where}: {form!r} has other places in braces. Use {wanted}."


def places(text: str) -> set[str]:
    """Return the names in the braces of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def main(words: list[str]) -> int:
    """Write or check the catalogues; return the exit code."""
    wrong = []
    for language in INTERFACE:
        if language == ENGLISH:
            continue
        file, text, catalogue = update(language)
        if "--check" in words:
            stale = not file.exists() or file.read_text("utf-8") != text
            wrong += [f"{file}: is not up to date. Run scripts/messages.py."] if stale else []
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        wrong += mistakes(catalogue)
    print("\n".join(wrong) or "messages: all are translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
