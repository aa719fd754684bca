"""The filters at the side: what the widgets say, with what else a link asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from neatlas.analysis.filters import country_name
from neatlas.analysis.select import Filter
from neatlas.model.record import PartialDate
from neatlas.model.vocabulary import MIXED, CountryRole, Outcome, Sector, Status

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

#: Session key of the rest of a link's filter, which has no widget.
_REST = "linked"
NOW = "now"
USUAL = "usual"
_ROLES = {
    USUAL: "It stands there, or they act",
    CountryRole.LOCATION: "It stands there",
    CountryRole.PARTY: "They act",
    CountryRole.INVITED: "They are invited",
    CountryRole.ANY: "In any way",
}


def start_widgets(chosen: Filter) -> None:
    """Set the widgets to a filter, once for each session."""
    state = st.session_state
    state["countries"] = sorted(chosen.countries)
    state["sectors"] = sorted(chosen.sectors)
    state["statuses"] = sorted(chosen.statuses)
    state["outcomes"] = sorted(chosen.outcomes)
    state["country_role"] = chosen.country_role or USUAL
    state["context"] = chosen.context
    state["as_of"] = str(chosen.as_of) if chosen.as_of else NOW
    state[_REST] = chosen


def show_sidebar(catalog: Catalog) -> Filter:
    """Show the filters and return what they say."""
    settings = catalog.settings
    with st.sidebar:
        st.markdown("### neatlas")
        st.text(settings.title)
        as_of = _as_of(catalog)
        countries = st.multiselect(
            "Country",
            _options(settings.country_names, "countries"),
            format_func=lambda code: country_name(code, settings.country_names),
            key="countries",
            placeholder="All countries",
        )
        role = st.selectbox(
            "How the country belongs",
            [USUAL, *CountryRole],
            format_func=lambda role: _ROLES[role],
            key="country_role",
            disabled=not countries,
        )
        used = {sector for project in catalog.projects.values() for sector in project.sectors}
        sectors = st.multiselect(
            "Sector",
            [sector.value for sector in Sector if sector in used],
            format_func=str.capitalize,
            key="sectors",
            placeholder="All sectors",
        )
        statuses = st.multiselect(
            "Status",
            [*(status.value for status in Status), MIXED],
            format_func=_status_label,
            key="statuses",
            placeholder="Any status",
            help="Of the project or of one of its parts, at the date above.",
        )
        outcomes = st.multiselect(
            "What became of the claim",
            [outcome.value for outcome in Outcome],
            format_func=lambda word: Outcome(word).label.capitalize(),
            key="outcomes",
            placeholder="Any outcome",
        )
        context = st.toggle(
            "Also show what the text does not name",
            key="context",
            help="Projects that help to read the map: pipelines, railways, bridges around.",
        )
        st.button("Show all", on_click=_reset, width="stretch")
    rest: Filter = st.session_state[_REST]
    return replace(
        rest,
        countries=frozenset(countries),
        country_role=CountryRole(role) if role != USUAL else None,
        sectors=frozenset(sectors),
        statuses=frozenset(statuses),
        outcomes=frozenset(outcomes),
        context=context,
        as_of=PartialDate(as_of) if as_of != NOW else None,
    )


def _as_of(catalog: Catalog) -> str:
    """Let the reader switch between the date of the text and what is known now."""
    said = [str(document.record.citation.date) for document in catalog.documents.values()]
    held: str = st.session_state["as_of"]
    options = list(dict.fromkeys([*said, *([held] if held != NOW else []), NOW]))
    known = catalog.known_as_of
    labels = {NOW: f"As known on {known}"} | {date: f"As of {date}" for date in said}
    chosen = st.segmented_control(
        "Map of",
        options,
        format_func=lambda option: labels.get(option, f"As of {option}"),
        key="as_of",
        required=True,
        help="The date of the text, or the newest evidence. Statuses and routes follow.",
    )
    return str(chosen)


def _options(known: dict[str, str], key: str) -> list[str]:
    """List the known codes, and those that a link asked for beside them."""
    return list(dict.fromkeys([*known, *st.session_state[key]]))


def _status_label(word: str) -> str:
    label = "different by part" if word == MIXED else Status(word).label
    return label.capitalize()


def _reset() -> None:
    start_widgets(Filter())
