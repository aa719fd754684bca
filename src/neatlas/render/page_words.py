"""The page's own words: a name to what stands on the page, values in braces.

The page's scripts know the names alone. `render.summary` says its sentences with the same
words, so that page and command line cannot differ.
"""

from __future__ import annotations

from neatlas.speech import (
    language_name,
    names_language,
    plural_categories,
    say,
    say_counted,
    words_language,
)

#: Context of these words in the catalogues.
CONTEXT = "page"

WORDS = {
    "loading": "Drawing the map …",
    "tooOld": "This browser is too old for the page. Open it in a browser of 2023 or later.",
    "notWhole": "This page is not whole. Save it anew from the atlas.",
    "noScript": "The map is drawn by scripts, which this browser does not run. Allow them.",
    "or": " or ",
    "now": "now",
    "date": "Date of the map",
    "play": "Let the years pass",
    "pause": "Pause",
    "yearOn": "A year on",
    "changeBefore": "The change before",
    "changeAfter": "The next change",
    "noChange": "Nothing changes there.",
    "compare": "Compare with {date}",
    "comparedWith": "Compared with",
    "dateBeside": "Date of the second map",
    "closeBeside": "Close the second map",
    "mapOf": "Map of {date}",
    "onlyAt": "only on the map of {date}",
    "asOf": "As of {date}",
    "asKnown": "As known on {date}",
    "knownAt": "Status of {date}, as known on {known}",
    "knownNothing": "Status of {date}: nothing after {known} is on record",
    "knownNow": "As known on {known}",
    "filters": "Filters",
    "filtered": "Filter: {filter}",
    "closeFilters": "Close the filters",
    "reset": "Reset filters",
    "chosen": "{n} chosen",
    "role": "How the country belongs",
    "role_usual": "it stands there, or they act",
    "role_location": "it stands there",
    "role_party": "they act",
    "role_invited": "they are invited",
    "role_any": "in any way",
    "search": "Find a project or a place",
    "searchHint": "a name in any language",
    "isPlace": "place",
    "copyLink": "Copy the link to this view",
    "link": "Text to copy",
    "copied": "The link to this view was copied.",
    "copiedText": "Copied.",
    "copyByHand": "The browser keeps its clipboard shut. Copy it from here:",
    "copy": "Copy",
    "basemap": "Basemap",
    "basesOwn": "Ours, without a network",
    "basesOnline": "Online, from others",
    "base_light": "Light",
    "base_dark": "Dark",
    "base_print": "For print",
    "onlineFailed": "{name} does not answer. The map is ours again.",
    "onlineBorders": "borders and names as {name} has them",
    "copyThis": "Copy {text}",
    "measure": "Measure",
    "measure_distance": "Distance",
    "measure_near": "What is near",
    "hint_distance": "Click places on the map, or press Enter for the place under the crosshair. "
    "Two places on one line are measured along it too. Backspace takes the last one back, "
    "Escape ends.",
    "hint_near": "Click a place on the map, or press Enter for the one under the crosshair.",
    "totalLength": "Together {length}",
    "leg": "{length} from there",
    "along": "along {name}: {length}",
    "takeBack": "Take back",
    "clearAll": "Clear",
    "within": "Within",
    "withinKm": "Within how many kilometres",
    "nearHere": "{projects} within {n} km, as drawn",
    "farAway": "{length} ± {off}",
    "perhaps": "perhaps further",
    "metres": "{n} m",
    "kilometres": "{n} km",
    "north": "{n}° N",
    "south": "{n}° S",
    "east": "{n}° E",
    "west": "{n}° W",
    "withWords": "With the words",
    "anyWords": "names, sentences, notes",
    "withContext": "Also show what the text does not name",
    "inBox": "Only what touches the box {box}",
    "hidden": "{name} is selected, but the filters leave it out.",
    "offline": "The server cannot be reached.",
    "offlineStill": "What is here still works: map, filters, dates, text, cards.",
    "offlineNot": "What waits until it is back: table, export, analysis, other languages. It is "
    "tried again by itself.",
    "languageWaits": "{name} is not loaded yet: the page stays as it is until then. It is tried "
    "again by itself.",
    "online": "The server is back.",
    "ignored": "The link was opened without this, which nobody here knows:",
    "meant": "{word} (did you mean {likely}?)",
    "filter_country": "country {values}",
    "filter_sector": "sector {values}",
    "filter_status": "status {values}",
    "filter_outcome": "outcome {values}",
    "filter_precision": "precision {values}",
    "filter_mention": "mention {values}",
    "filter_document": "document {values}",
    "filter_country_role": "country role {values}",
    "filter_context": "with what the text does not name",
    "filter_as_of": "as of {values}",
    "filter_text": "text {values}",
    "filter_bbox": "bbox {values}",
    "languageLabel": "Language",
    "noName": "No name in {language} is on record.",
    "namesElsewhere": "Where no name in this language is on record, the English one stands: "
    "marked in lists, slanted on the map.",
    "noneThere": "No project matches: the text names none in {places}.",
    "noneMatch": "No project matches {filter}. Remove a filter.",
    "noProjects": "No projects.",
    "map": "Map",
    "onMap": "On the map, in the order of the text: the arrow keys walk, Enter opens",
    "skips": "Ways past",
    "skipFilters": "To the filters",
    "skipMap": "To the map",
    "skipDate": "To the date",
    "skipText": "To the text",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "showAll": "Show all",
    "fullScreen": "Full screen",
    "legend": "Legend",
    "credits": "Credits and borders",
    "text": "Text",
    "said": "What the text says",
    "projects": "Projects",
    "project": "Project",
    "inWords": "Map in words",
    "orderedBy": "Ordered by",
    "order_text": "the text",
    "order_country": "country",
    "order_corridor": "corridor",
    "length": "Length",
    "noCountry": "No country",
    "runTogether": "{n} projects that run together",
    "runAlone": "On their own",
    "drawnHere": "What is drawn",
    "runsWith": "What runs with it",
    "openCard": "Open its card",
    "reading": "Reading panel",
    "previous": "Previous mention",
    "next": "Next mention",
    "mention": "{n} of {total}",
    "mentions": "{total} mentions",
    "mentionsOne": "1 mention",
    "walk": "Mentions in the order of the text",
    "noLocation": "no location",
    "noNumber": "no room for its number on the map",
    "outOfView": "not in view",
    "noLocationLong": "No location: the text names no place that can be drawn.",
    "unsourced": "unsourced",
    "close": "Close",
    "details": "Details",
    "less": "Less",
    "showOnMap": "Show on the map",
    "readInText": "Read it in the text",
    "severalNamed": "This sentence speaks of {n} projects",
    "severalHere": "{n} projects run here. Which one?",
    "filteredOut": "No project of this sentence is shown by the present filter.",
    "selected": "{name}: {status}",
    "cleared": "Selection cleared",
    "notes": "Slips of the source",
    "paragraph": "Paragraph {n}",
    "source": "Source {n}",
    "demarcation": "Military Demarcation Line",
    "inferred": "an editor's reading",
    "context": "not named in the text",
    "contextHeading": "Not named in the text",
    "claim": "claim",
    "status": "status",
    "event": "event",
    "place": "place: {name}",
    "metonym": "stands for those who act there",
    "metonymHere": "Here the name {what}",
    "outsideRegion": "outside the region of this map",
    "beyondRegion": "reaches beyond the region of this map",
}

#: Phrases that a number `{n}` asks for: for one, and for any other.
COUNTED = {
    "drawnOf": ("{drawn} of {n} projects drawn", "{drawn} of {n} projects drawn"),
    "differences": (
        "{n} difference between {then} and {now}",
        "{n} differences between {then} and {now}",
    ),
    "drawn": ("{n} drawn", "{n} drawn"),
    "matches": ("{n} of {total} projects matches", "{n} of {total} projects match"),
    "nowhere": ("{n} has no location", "{n} have no location"),
    "later": ("{n} had no route yet at that date", "{n} had no route yet at that date"),
    "alsoHere": ("{n} other project runs here", "{n} other projects run here"),
    "found": ("{n} name found", "{n} names found"),
    "projectCount": ("{n} project", "{n} projects"),
}


def page_words() -> dict[str, str]:
    """
    Return all words of the page in the language that is spoken, as its scripts read them.

    Returns
    -------
    dict of str to str
        Name to template; a counted phrase is named `NAME_FORM` for each form of CLDR's plural
        rules. `language` is the language of the words, `names` that of names, as BCP 47 tags.
    """
    forms = plural_categories()
    counted = {
        f"{name}_{form}": say_counted(one, many, n, context=CONTEXT)
        for name, (one, many) in COUNTED.items()
        for form, n in forms.items()
    }
    words = {name: say(text, context=CONTEXT) for name, text in WORDS.items()}
    words["noName"] = words["noName"].format(language=language_name(names_language()))
    return {"language": words_language(), "names": names_language(), **words, **counted}


def word(name: str, **values: object) -> str:
    """Say a word of the page, with its values."""
    return say(WORDS[name], context=CONTEXT, **values)


def counted(name: str, n: int, **values: object) -> str:
    """Say a phrase in the form that a number asks for."""
    return say_counted(*COUNTED[name], n, context=CONTEXT).format(n=n, **values)
