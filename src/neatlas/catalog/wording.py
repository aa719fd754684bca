"""Turns a validation error into one clear line: what, with which value, allowed, to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from neatlas.errors import Problem, nearest, shown
from neatlas.model.record import NO_CONTROLS, ONE_LINE, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

#: Field names that end in s and are no plurals.
_SINGULAR = {"status", "basis"}

_PATTERNS = {
    ONE_LINE: "holds a line break or a control character. Remove it.",
    NO_CONTROLS: "holds a control character. Remove it.",
    SLUG: "is not an id. Use lower-case letters, digits and single hyphens.",
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$": (
        "is not a language tag. Write one after BCP 47, such as en, ru, ko-KP."
    ),
    r"^https?://[^\s<>\"]+$": "is not a web address. Write one that begins with https:// or http://.",
    r"^[A-Z]{3}$": "is not a currency code. Write one after ISO 4217, such as KRW, RUB, USD.",
    r"^#[0-9a-f]{6}$": "is not a colour. Write it as #rrggbb, in lower case.",
    r"^[0-9a-f]{64}$": "is not a sha256 in lower-case hexadecimal. Copy what sha256sum prints.",
}


#: Pydantic's name of a mistake to what is wrong and what to do; limits stand in braces.
_PLAIN = {
    "model_type": "is not a record. Write its fields.",
    "tuple_type": "is not a list. Put it in brackets.",
    "string_type": "is not a text. Put it in quotes.",
    "string_unicode": "holds half a character, a lone surrogate. Write it whole.",
    "string_too_short": "is empty. Fill it in or leave the field out.",
    "string_too_long": "is longer than {max_length} characters. Shorten it.",
    "too_short": "has no entry. Add one.",
    "too_long": "has more than {max_length} entries. Remove some.",
    "greater_than_equal": "is less than {ge:g}. Correct it.",
    "less_than_equal": "is more than {le:g}. Correct it.",
    "float_type": "is not a number. Write one.",
    "float_parsing": "is not a number. Write one.",
    "int_type": "is not a whole number. Write one.",
    "int_parsing": "is not a whole number. Write one.",
    "int_parsing_size": "is too large a number. Correct it.",
    "int_from_float": "is not a whole number. Write one.",
    "bool_type": "is neither true nor false. Write one of them.",
    "bool_parsing": "is neither true nor false. Write one of them.",
    "dict_type": "is not a table. Write names and values.",
    "finite_number": "is not a finite number. Write one.",
}


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    path: str,
    *,
    within: tuple[int | str, ...] = (),
) -> list[Problem]:
    """
    Say everything that a validation error holds.

    Parameters
    ----------
    error
        What pydantic raised.
    model
        The record type that was wanted; its field names are suggested for misspelt ones.
    path
        File, as problems name it.
    within
        Where the record stands in the file.

    Returns
    -------
    list of Problem
        One for each wrong field.
    """
    known = set(_field_names(model))
    details = error.errors(include_url=False)
    # A list whose only entry is wrong counts as empty too; the entry's own mistake says more.
    around = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    return [
        Problem(path, field_path((*within, *detail["loc"])), _message(detail, known))
        for detail in details
        if detail["loc"] not in around
    ]


def field_path(loc: tuple[int | str, ...]) -> str:
    """Write a location as `parts[1].statuses[0].date`."""
    text = ""
    for step in loc:
        if step == "[key]":  # how pydantic says that the key is meant, not its value
            continue
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _field_names(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    if model in seen:
        return
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models_in(field.annotation):
            yield from _field_names(inner, seen | {model})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any type form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _noun(loc: tuple[int | str, ...]) -> str:
    name = next((step for step in reversed(loc) if isinstance(step, str)), "value")
    singular = name if name in _SINGULAR else name.removesuffix("s")
    return singular.replace("_", " ")


def _message(detail: ErrorDetails, known: set[str]) -> str:
    value, context = shown(detail["input"]), detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            message = "is missing. Add it."
        case "extra_forbidden":
            likely = nearest(str(detail["loc"][-1]), known, most=1)
            cure = f"Did you mean {shown(likely[0])}?" if likely else "Remove it."
            message = f"is not a field of this record. {cure}"
        case "enum" | "literal_error":
            noun = _noun(detail["loc"])
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
            article = "an" if noun[0] in "aeiou" else "a"
            message = f"{value} is not {article} {noun}. Use one of: {allowed}."
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            message = f"{value} {_PATTERNS.get(pattern, f'does not match {pattern}. Correct it.')}"
        case "bounds":
            message = str(detail["msg"])
        case "country_code" | "partial_date" | "csl_date" | "region":
            message = f"{value} {detail['msg']}"
        case kind if kind in _PLAIN:
            message = f"{value} {_PLAIN[kind].format(**context)}"
        case _:
            reason = detail["msg"][0].lower() + detail["msg"][1:]
            message = f"{value} is not allowed: {reason}. Correct it."
    return message
