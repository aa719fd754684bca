/** The painter's own words, in one place; a caller may give others (another language). */
(() => {
  "use strict";

  /** @type {Words} */
  const ENGLISH = {
    language: "en",
    or: " or ",
    now: "now",
    date: "Date of the map",
    asOf: "As of {date}",
    asKnown: "As known on {date}",
    knownAt: "Status of {date}, as known on {known}",
    knownNow: "As known on {known}",
    filters: "Filters",
    reset: "Reset filters",
    chosen: "{n} chosen",
    role: "How the country belongs",
    role_usual: "it stands there, or they act",
    role_location: "it stands there",
    role_party: "they act",
    role_invited: "they are invited",
    role_any: "in any way",
    withWords: "With the words",
    anyWords: "names, sentences, notes",
    withContext: "Also show what the text does not name",
    inBox: "Only what touches the box {box}",
    hidden: "{name} is selected, but the filters leave it out.",
    ignored: "The link was opened without this, which nobody here knows:",
    noneThere: "No project matches: the text names none in {places}.",
    noneMatch: "No project matches {filter}. Remove a filter.",
    noProjects: "No projects.",
    drawnOf_one: "{drawn} of {n} projects drawn",
    drawnOf_other: "{drawn} of {n} projects drawn",
    drawn_one: "{n} drawn",
    drawn_other: "{n} drawn",
    matches_one: "{n} of {total} projects matches",
    matches_other: "{n} of {total} projects match",
    nowhere_one: "{n} has no location",
    nowhere_other: "{n} have no location",
    later_one: "{n} had no route yet at that date",
    later_other: "{n} had no route yet at that date",
    projectCount_one: "{n} project",
    projectCount_other: "{n} projects",
    loading: "Drawing the map …",
    loadFailed: "The map’s data could not be loaded. Check the connection and try again.",
    retry: "Try again",
    noData: "This page holds no map data. Save it anew from the atlas.",
    map: "Map",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    showAll: "Show all",
    fullScreen: "Full screen",
    legend: "Legend",
    credits: "Credits and borders",
    text: "Text",
    projects: "Projects",
    reading: "Reading panel",
    previous: "Previous mention",
    next: "Next mention",
    mention: "{n} of {total}",
    mentions: "{total} mentions",
    mentionsOne: "1 mention",
    walk: "Mentions in the order of the text",
    noLocation: "no location",
    noLocationLong: "No location: the text names no place that can be drawn.",
    unsourced: "unsourced",
    close: "Close",
    details: "Details",
    less: "Less",
    showOnMap: "Show on the map",
    readInText: "Read it in the text",
    severalNamed: "This sentence speaks of {n} projects",
    severalHere: "{n} projects run here. Which one?",
    filteredOut: "No project of this sentence is shown by the present filter.",
    selected: "{name}: {status}",
    cleared: "Selection cleared",
    notes: "Slips of the source",
    paragraph: "Paragraph {n}",
    source: "Source {n}",
    demarcation: "Military Demarcation Line",
    inferred: "an editor’s reading",
    context: "not named in the text",
    contextHeading: "Not named in the text",
    claim: "claim",
    status: "status",
    event: "event",
    place: "place: {name}",
    metonym: "stands for those who act there",
    metonymHere: "Here the name {what}",
    outsideRegion: "outside the region of this map",
    beyondRegion: "reaches beyond the region of this map",
  };

  /** @type {Neatlas["words"]} */
  function words(overrides) {
    return /** @type {Words} */ ({ ...ENGLISH, ...overrides });
  }

  /**
   * Put values in the places of a template that are named in braces.
   *
   * @type {Neatlas["fill"]}
   */
  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  Object.assign(neatlas, { words, fill });
})();
