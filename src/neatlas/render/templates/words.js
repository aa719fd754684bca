/** The painter's own words, in one place; a caller may give others (another language). */
(() => {
  "use strict";

  /** @type {Words} */
  const ENGLISH = {
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
