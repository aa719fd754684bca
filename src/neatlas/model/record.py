"""What all records share: frozen, closed to unknown fields, bounded in size."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

import pycountry
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import PydanticCustomError, core_schema


class Record(BaseModel):
    """Base of every record: immutable, and an unknown field is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


#: Control characters could speak to a reader's terminal; a text may have line feeds and tabs.
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
NO_CONTROLS = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"

#: An id: it stands in file names, in addresses and on the command line.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

#: Bounds on text keep a hostile or broken file from growing into every page that shows it.
Line = Annotated[str, StringConstraints(pattern=ONE_LINE, min_length=1, max_length=400)]
Text = Annotated[str, StringConstraints(pattern=NO_CONTROLS, min_length=1, max_length=4_000)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, min_length=1, max_length=80)]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")
]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)]


def _check_country(code: str) -> str:
    if pycountry.countries.get(alpha_2=code) is None or code != code.upper():
        raise PydanticCustomError(
            "country_code",
            "is not an ISO 3166-1 alpha-2 country code. Write two capital letters, such as KR.",
        )
    return code


CountryCode = Annotated[str, AfterValidator(_check_country)]
Countries = tuple[CountryCode, ...]
Kilometres = Annotated[float, Field(ge=0, le=1_000)]


#: The dates that records mostly hold: a year, month or day, qualified or not; a decade or century.
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_YEARS = re.compile(r"\d{3}X|\d{2}XX")


@lru_cache(maxsize=4_096)
def _edtf_bounds(text: str) -> tuple[date, date]:
    # The grammar takes 100 ms to build and 12 ms a date; an atlas has hundreds, nearly all plain.
    begin, slash, end = text.partition("/")
    plain = _plain_bounds(begin), _plain_bounds(end if slash else begin)
    if plain[0] and plain[1]:
        return plain[0][0], plain[1][1]
    import edtf  # noqa: PLC0415 - as said above

    parsed = edtf.parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def _plain_bounds(text: str) -> tuple[date, date] | None:
    if _YEARS.fullmatch(text):
        return date(int(text.replace("X", "0")), 1, 1), date(int(text.replace("X", "9")), 12, 31)
    if not (plain := _PLAIN_DATE.fullmatch(text)):
        return None
    year, month, day = plain.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    last = date(int(year), int(month or 12), 1)
    return first, last.replace(day=int(day or calendar.monthrange(last.year, last.month)[1]))


class PartialDate(str):
    """
    A date as precise as its source: EDTF, such as `2011`, `2011-09`, `2011-09-15~`.

    EDTF is ISO 8601-2:2019, profile of the Library of Congress,
    https://www.loc.gov/standards/datetime/. The text is kept as written.
    """

    __slots__ = ()

    @property
    def earliest(self) -> date:
        """First day that the date can mean."""
        return _edtf_bounds(str(self))[0]

    @property
    def latest(self) -> date:
        """Last day that the date can mean."""
        return _edtf_bounds(str(self))[1]

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read an EDTF date with a known beginning and end.

        Raises
        ------
        ValueError
            If the text is no EDTF date, or open at one end.
        """
        try:
            earliest, latest = _edtf_bounds(text)
        except Exception as error:
            raise ValueError(text) from error
        if latest < earliest:
            raise ValueError(text)
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: type[Any], _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Let records hold the type: validated from a string, dumped as one."""

        def validate(text: str) -> PartialDate:
            try:
                return cls.parse(text)
            except ValueError as error:
                raise PydanticCustomError(
                    "partial_date",
                    "is not an EDTF date. Write 2012, 2012-01, 2012-01-31 or 2012-01-31~.",
                ) from error

        return core_schema.no_info_after_validator_function(
            validate,
            core_schema.str_schema(max_length=40),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )
