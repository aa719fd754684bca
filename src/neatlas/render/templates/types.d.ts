// deno-lint-ignore-file no-explicit-any no-var
/**
 * The types that the scripts share. The first part mirrors `neatlas/render/spec.py`, field for
 * field; the second is what each script adds to the namespace `neatlas`.
 */

type Position = [number, number];
type Ring = Position[];
type Bounds = [number, number, number, number];
type Kind = "line" | "point" | "area";

interface Style {
  color: string;
  weight: number;
  dash: number[];
  hollow: boolean;
  opacity: number;
}

interface Shape {
  kind: Kind;
  lines: Ring[];
  uncertainty_km: number[][];
  band: Ring[][];
}

interface FeatureSpec {
  id: string;
  project: string;
  kind: Kind;
  role: string;
  style: Style;
  label: string;
  bounds: Bounds;
  inferred: boolean;
  broken?: boolean;
  keys: string[];
}

/** Words in another language than the page's. */
interface Foreign {
  text: string;
  lang: string;
}

type Said = string | Foreign | (string | Foreign)[];

interface Link {
  text: Said;
  url: string;
}

interface Row {
  label: Said;
  value: Said;
  note: Said | null;
  sources: number[];
  unsourced: boolean;
  mark: "" | "claim" | "status" | "event";
}

interface Block {
  heading: string;
  kind: "rows" | "timeline" | "quotes" | "sources" | "text";
  rows: Row[];
  links: Link[];
  text: Said;
}

interface QuoteSpec {
  passage: string;
  where: string;
  text: string;
  words?: string;
  lang: string;
}

/** A part with a fate of its own, and its status in words. */
interface PartSpec {
  name: string;
  status: string;
}

interface ProjectSpec {
  id: string;
  name: string;
  lang: string;
  names: { text: string; lang: string }[];
  status: string | null;
  status_label: string;
  parts: PartSpec[];
  facts: string;
  mention: string;
  located: boolean;
  context: boolean;
  color: string;
  bounds: Bounds | null;
  quotes: QuoteSpec[];
  card: Block[];
  /** Feature to its gauge and voltage, where known. */
  technical?: Record<string, string>;
  facets: Record<string, string[]>;
}

/** What a map shows of a project, in words. */
interface RouteSpec {
  project: string;
  length: string;
  countries: { name: string; km: string }[];
  prose: string[];
  drawn: { label: string; facts: string; places: string[] }[];
  together: { project: string; words: string }[];
}

interface LegendEntry {
  key: string;
  label: string;
  kind: Kind | "band";
  style: Style;
  broken?: boolean;
}

interface LegendGroup {
  title: string;
  /** Name of the filter that its entries set; empty where they set none. */
  filter: string;
  entries: LegendEntry[];
}

interface SeaLabel {
  text: string;
  position: Position;
  min_zoom: number;
}

interface Segment {
  text: string;
  passages: string[];
  place: string | null;
  metonym: boolean;
}

interface PlaceSpec {
  id: string;
  name: string;
  lang: string;
  names?: { text: string; lang: string }[];
  facts: Said;
  note: Said;
  position: Position;
  bounds: Bounds | null;
  uncertainty_km: number;
}

interface Paragraph {
  number: number;
  segments: Segment[];
}

/** What of a plan is in view on a map for paper. */
interface InView {
  features: FeatureSpec[];
  /** Ids of the projects that have a number there. */
  numbered: Set<string>;
}

interface DocumentSpec {
  id: string;
  title: string;
  language: string;
  citation: string;
  paragraphs: Paragraph[];
  notes: Said[];
}

interface MapSpec {
  title: Said;
  bounds: Bounds;
  features: FeatureSpec[];
  projects: ProjectSpec[];
  routes: RouteSpec[];
  passages: Record<string, string[]>;
  legend: LegendGroup[];
  sea_labels: SeaLabel[];
  credits: string[];
  point_of_view: Said;
  known_as_of: string;
  summary: string;
}

interface FacetSpec {
  name: string;
  label: string;
  choices: { value: string; label: string }[];
}

/** The plan of every map of an atlas: what holds at a day is the last edition not younger. */
interface AtlasPlan {
  title: Said;
  bounds: Bounds;
  first: string;
  newest: string;
  known_as_of: string;
  said: string[];
  features: { since: string; spec: FeatureSpec | null }[][];
  projects: { since: string; spec: ProjectSpec }[][];
  routes: { since: string; spec: RouteSpec }[][];
  passages: Record<string, string[]>;
  retired: Record<string, string>;
  /** Language of the records. */
  language: string;
  /** Language to what it calls itself. */
  languages: Record<string, string>;
  /** Every country that there is, by its code. */
  countries: Record<string, string>;
  search: Record<string, string>;
  legend: LegendGroup[];
  facets: FacetSpec[];
  sea_labels: SeaLabel[];
  credits: string[];
  feature_credits: Record<string, string>;
  point_of_view: Said;
}

interface View {
  zoom: number;
  lat: number;
  lon: number;
}

/** Everything that an address says. */
interface State {
  /** Filters of several words, by name. */
  many: Record<string, string[]>;
  country_role: string;
  context: boolean;
  as_of: string;
  text: string;
  bbox: Bounds | null;
  project: string | null;
  passage: string | null;
  /** The date of a second map beside the first; empty for none. */
  beside: string;
  lang: string;
  base: string;
  view: View | null;
}

/** A word of an address that nobody knows, as it stands there, and what was likely meant. */
interface Ignored {
  word: string;
  likely: string[];
}

type Change = (state: State) => void;
/** Filter name to its words to the number of projects that each would leave. */
type Counts = Record<string, Record<string, number>>;

interface Choice {
  spec: MapSpec;
  counts: Counts;
  /** The legend of the map, with what could be asked for as well. */
  legend: LegendGroup[];
}

/** Where a page keeps its address, and whom it tells of its filter. */
interface Door {
  read(): string;
  /** With a step, the reader can go back to what was before. */
  write(words: string, step: boolean): void;
  listen(follow: () => void): void;
  tell(address: string): void;
  /** Another project is selected, or none: whoever shows it is told. */
  select(): void;
  /** The whole address, to be handed on. */
  link(): string;
  /** The window that a reader prints, where it is one around this. */
  outer?: Window;
}

/** Rings and lines as delta-coded integers: lon, lat, then differences, times `scale`. */
interface Basemap {
  scale: number;
  polygons: Record<string, number[][][]>;
  lines: Record<string, number[][]>;
  /** `own`: the name is not in the language of names. */
  towns: { name: string; lon: number; lat: number; rank: number; own: boolean }[];
  countries: { name: string; lon: number; lat: number }[];
}

/** A style of our basemap, as `render/themes.py` has it. */
interface Theme {
  sea: string;
  shallows: string;
  land: string;
  coast: string;
  disputed: string;
  water: string;
  border: string;
  border_halo: string;
  province: string;
  demarcation: string;
  sea_name: string;
  country_name: string;
  quiet_name: string;
  town_name: string;
  line_name: string;
  sea_halo: string;
  land_halo: string;
  inks: Record<string, string>;
}

/** A basemap of others, as `render/online.py` has it. */
interface OnlineBase {
  id: string;
  name: string;
  url: string;
  subdomains: string;
  max_zoom: number;
  credit: { text: string; url: string }[];
}

interface BaseData {
  themes: Record<string, Theme>;
  online: OnlineBase[];
}

interface StaticData {
  bases: BaseData;
  basemap: Basemap;
  shapes: Record<string, Shape>;
  documents: DocumentSpec[];
  /** The page's own words. */
  words: Partial<Words>;
  places?: Record<string, PlaceSpec>;
}

/** A user's act, told to whoever holds the page. */
interface SelectEvent {
  type: "select";
  project: string | null;
  passage: string | null;
}

interface MountData extends StaticData {
  spec: MapSpec;
  report?: (event: SelectEvent) => void;
  /** What an entry of the legend does; without it the legend only explains. */
  legend?: (filter: string, value: string) => void;
  /** What stands around the map of an atlas. */
  around?: Around;
  /** Leave the map where it is. */
  still?: boolean;
  /** Ends what listens for the sake of the page. */
  ended?: AbortController;
}

/** What a page has in common in all languages. */
interface CommonData {
  basemap: Pick<Basemap, "scale" | "polygons" | "lines">;
  shapes: Record<string, Shape>;
  bases: BaseData;
  /** The language in which it opens. */
  language: string;
  languages: string[];
}

/** All that a page says in one language. */
interface LanguageData {
  words: Partial<Words>;
  names: Pick<Basemap, "towns" | "countries">;
  documents: DocumentSpec[];
  places: Record<string, PlaceSpec>;
  plan: AtlasPlan;
}

interface Atlas {
  plan: AtlasPlan;
  state: State;
  /** Write the state into the address; with a step, the reader can go back. */
  write(step: boolean): void;
  reader: Reader;
  dates: Dates;
  words: Words;
  notices: ReturnType<Neatlas["notices"]>;
  select(project: string | null): void;
  change(change: Change): void;
  follow(): void;
  /** Tell the server what is chosen, if that has changed since it was told. */
  tell(): void;
  told: string;
  /** Waits for the map to come to rest. */
  rest?: number;
}

interface AtlasData extends StaticData {
  plan: AtlasPlan;
}

/** What to select; `project` may be several. `move` brings it into the map's view. */
interface SelectRequest {
  project?: string | string[] | null;
  passage?: string | null;
  move?: boolean;
}

/** What is selected: every highlighted project, the one whose card is open, the passages. */
interface Selected {
  projects: string[];
  project: string | null;
  passages: string[];
  passage: string | null;
}

interface Reader {
  remove(): void;
  update(spec: MapSpec, live?: boolean): void;
  select(request: SelectRequest): void;
  /** What is shown, what was asked to be selected, and what of it is selected. */
  spec: MapSpec;
  asked: SelectRequest;
  current: Selected;
  /** Ends what listens for the sake of the page. */
  ended: AbortController;
  legend: Legend;
  page: Page;
  /** The first map; another may join it, and leave. */
  sheet: Sheet;
  /** Every map of the page. */
  sheets: Sheet[];
  /** The bar of buttons on the map. */
  tools: HTMLElement;
  /** Fit the first map to all that is shown. */
  showAll(animate: boolean): void;
  /** Show a place on the map. */
  place(id: string, metonym: boolean, back: () => void): void;
  handlers: SheetHandlers;
  join(sheet: Sheet): void;
  leave(sheet: Sheet): void;
}

interface Dates {
  node: HTMLElement;
  /** Whether the reader is looking for a date. */
  dragging: boolean;
  stop(): void;
  remove(): void;
  /** The legend of both maps, from that of the first and what the second shows. */
  legend(first: LegendGroup[], beside: Choice | null): LegendGroup[];
  /** What the second map shows, if there is one. */
  beside(): Choice | null;
  show(spec: MapSpec, beside: Choice | null, live: boolean): void;
}

/** What the dates of an atlas need of it. */
interface DatedAtlas {
  plan: AtlasPlan;
  words: Words;
  state: State;
  reader: Reader;
  choose(but?: Partial<State>): Choice;
  show(choice: Choice, live?: boolean): void;
  change(change: Change): void;
}

interface DatedSpec {
  spec: MapSpec;
  /** As a reader is told of it. */
  date: string;
}

/** Something that two maps show differently. */
interface Difference {
  project: ProjectSpec;
  /** What of it, after its name; empty for all of it. */
  part: string;
  turn: string;
}

/** What is asked of whoever holds a map. */
interface SheetHandlers {
  act(request: SelectRequest): void;
  hover(projects: string[]): void;
  /** Go to the selected sentence in the text. */
  read(): void;
  /** Lead to the projects without a location, where there are filters. */
  nowhere?: () => void;
}

/** One map of one date. */
interface Sheet {
  features: FeatureLayer;
  map: LeafletMap;
  ground: Leaflet;
  spec: MapSpec | null;
  labels: Leaflet;
  caption: Caption;
  places: Places;
  update(spec: MapSpec, live?: boolean): void;
  dress(theme: Theme, ours: boolean): void;
  settle(): void;
  limit(bounds: Bounds | null): void;
  mark(asked: SelectRequest, hovered: string[]): void;
  move(bounds: Bounds): void;
  restore(view: View): void;
  remove(): void;
}

interface DateActs {
  drag(asOf: string): void;
  settle(asOf: string): void;
}

/** A scale of months, in steps of a slider. */
interface Timescale {
  first: number;
  last: number;
  /** The month from which on each month is a step. */
  bend: number;
  /** How many steps there are. */
  length: number;
  step(month: number): number;
  month(step: number): number;
  /** How far along the scale a month is, from 0 to 1. */
  share(month: number): number;
  /** Years to write under it. */
  years: number[];
  /** Months in which something changes, in their order. */
  changes: number[];
}

interface Caption {
  update(spec: MapSpec): void;
  /** Name the date of the map, where there is another beside it. */
  name(text: string): void;
}

interface Places {
  /** Show a place on the map; returns what there is to read about it. */
  show(place: string, metonym: boolean, back: () => void): string;
  clear(): void;
  open(): boolean;
}

interface Legend {
  node: HTMLElement;
  /** `line` says whether the demarcation line, where the ground has it, is explained too. */
  update(groups: LegendGroup[], line?: boolean): void;
  /** Say how many projects each entry would leave, and which are asked for. */
  count(state: State, counts: Counts): void;
}

/** A place on one of several lines. */
interface OnLine {
  position: Position;
  /** How far off the line the place lies that it was looked for from, in metres. */
  metres: number;
  /** Which line, which of its pieces, and how far along that: in metres, and as a share. */
  line: number;
  index: number;
  on: number;
  share: number;
}

/** A project near a place: how far it is, and by how much that may be off, in metres. */
interface Near {
  project: ProjectSpec;
  metres: number;
  off: number;
}

/** A clicked place, and the lines that it lies on, by feature. */
interface Clicked {
  position: Position;
  lines: Map<string, OnLine>;
}

/** One leg of what is measured; `along`, where both its ends lie on one line. */
interface Leg {
  metres: number;
  along: { name: string; metres: number } | null;
}

/** What the measuring tool has to say. */
interface Measured {
  mode: "distance" | "near";
  points: Position[];
  legs: Leg[];
  /** In metres. */
  total: number;
  near: Near[] | null;
  /** In kilometres. */
  reach: number;
  zoom: number;
}

interface MeasureActs {
  mode(mode: "distance" | "near"): void;
  reach(km: number): void;
  back(): void;
  clear(): void;
  close(): void;
  copy(text: string): void;
  open(project: string): void;
}

interface BaseMenu {
  door: HTMLButtonElement;
  node: HTMLElement;
  mark(base: string): void;
}

/** What the measuring tool asks of the page around it. */
interface MeasureHost {
  words: Words;
  shapes: Record<string, Shape>;
  near(latlng: any, pixels: number): FeatureSpec[];
  distances(place: Position): Near[];
  /** Name of the project that a feature belongs to. */
  name(feature: string): string;
  announce(text: string): void;
  copy(text: string): void;
  open(project: string): void;
  closed(): void;
  /** Closes the tool for good. */
  ended: AbortSignal;
}

/** What a search can find: a project or a place. */
interface Findable {
  id: string;
  place: boolean;
  name: string;
  names: { text: string; lang: string }[];
  /** What else is to be known of it before it is chosen. */
  says: string[];
}

interface Found {
  thing: Findable;
  /** The name by which it was found. */
  name: { text: string; lang: string };
}

/** Leaflet stays untyped at its boundary: it comes as a plain script without types. */
type Leaflet = any;
type LeafletMap = any;
type Words = Record<string, string>;
type Child = Node | string | null | undefined | false;

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A run of vertices in Mercator world units, flat: x, y, x, y ... */
interface Run {
  points: Float64Array;
  box: Box;
}

/** A polygon ready to fill, and its ring without the cuts where the data ends. */
interface Area {
  fill: Path2D;
  coast: Piece[];
  box: Box;
}

/** A piece of a line, and how far along its line it starts. */
interface Piece {
  path: Path2D;
  box: Box;
  start: number;
}

/** Paths of a basemap, by layer name. */
interface Ground {
  extent: Box;
  polygons(name: string): Area[];
  lines(name: string): Piece[];
}

/** The SVG layers that features are drawn on, lowest first. */
interface Renderers {
  bands: Leaflet;
  casings: Leaflet;
  ink: Leaflet;
  hits: Leaflet;
}

/** One feature as it stands on the map. */
interface Drawn {
  spec: FeatureSpec;
  shape: Shape;
  key: string;
  crispKey: string;
  /** Whether it is soft as a whole. */
  soft: boolean;
  group: Leaflet;
  hit: Leaflet;
  parts: Record<string, Leaflet>;
  /** Its place beside others in a corridor, and how uncertain it is. */
  slot: { place: number; km: number };
  /** How it is moved to that place, as CSS. */
  shifted: string;
}

interface FeatureLayer {
  update(features: FeatureSpec[]): void;
  mark(selection: Set<string>, hovered: Set<string>): void;
  near(latlng: any, pixels: number): FeatureSpec[];
  discs(latlng: any, pixels: number): FeatureSpec[];
  hollow(origin: { x: number; y: number }): HollowLine[];
  focus(feature: string): void;
  cells(size: number, origin: { x: number; y: number }): Set<string>;
  /** Where discs stand, in pixels from an origin. */
  spots(origin: { x: number; y: number }): { x: number; y: number }[];
}

/** What a reader points with. */
type By = "mouse" | "touch" | "keyboard";

interface FeatureHandlers {
  pick(spec: FeatureSpec, latlng: any, by: By): void;
  hover(spec: FeatureSpec | null): void;
  /** What the features are, for those who cannot see them. */
  label: string;
}

/** A line that is an editor's reading, in pixels. */
interface HollowLine {
  pixels: { x: number; y: number }[][];
  color: string;
}

/** Canvas text waiting for a place on the map. */
interface LabelItem {
  text: string[];
  lon: number;
  lat: number;
  kind: "sea" | "country" | "town";
  rank: number;
  min: number;
  max: number;
  slanted?: boolean;
}

interface Placed {
  item: LabelItem;
  /** Top left of the text, in pixels of the label canvas. */
  x: number;
  y: number;
  /** Where the town stands, and whether a feature's disc stands there already. */
  dot: { x: number; y: number };
  covered: boolean;
  width: number;
  height: number;
}

/** Text written along a line. */
interface LineText {
  text: string;
  x: number;
  y: number;
  angle: number;
  rise: number;
  width: number;
  box: Box;
  color?: string;
}

/** Writes names on a canvas. */
interface Lettering {
  measure(item: LabelItem): { width: number; height: number };
  write(placed: Placed): void;
  /** How wide text along a line is. */
  width(text: string): number;
  /** Where text fits above a line of pixels, west to east, and the box it takes. */
  above(text: string, points: { x: number; y: number }[]): LineText;
  along(place: LineText): void;
}

interface CardHandlers {
  close(): void;
  open(project: string): void;
  passage(passage: string): void;
  show(project: string): void;
}

interface PanelHandlers extends CardHandlers {
  hover(projects: string[]): void;
  place(place: string, metonym: boolean, back: () => void): void;
}

interface Panel {
  node: HTMLElement;
  update(spec: MapSpec): void;
  show(selection: Selected, focus: boolean): void;
  hover(projects: string[]): void;
  /** Bring the selected passage into view and give it the focus. */
  /** Open the list of projects and go to it. */
  open(): void;
  read(): void;
}

interface TextView {
  node: HTMLElement;
  order: string[];
  update(spec: MapSpec): void;
  mark(selection: Selected): void;
  hover(passages: Set<string>): void;
  reveal(passage: string): void;
  focus(passage: string): void;
}

interface Page {
  root: HTMLElement;
  map: HTMLElement;
  side: HTMLElement;
  /** Say it to a screen reader. */
  announce(text: string): void;
  update(spec: MapSpec): void;
  /** Open or close the drawer of filters, where it is one. */
  drawer(open: boolean): void;
  /** Put what belongs to an atlas around the map. */
  frame(nodes: Around): void;
}

interface Around {
  rail: HTMLElement;
  time: HTMLElement;
  notices: HTMLElement;
}

interface Neatlas {
  el(
    tag: string,
    props?: Record<string, string | number | boolean | null | undefined> | null,
    ...children: Child[]
  ): HTMLElement;
  svg(tag: string, props?: Record<string, string | number>, ...children: Node[]): SVGElement;
  button(
    label: string,
    act: (event: MouseEvent) => void,
    props?: Record<string, string | number | boolean | null | undefined>,
  ): HTMLButtonElement;
  bdi(text: Said, props?: Record<string, string>): HTMLElement;
  /** The pieces of what is said, each marked with its language where that is not the page's. */
  said(text: Said): (string | HTMLElement)[];
  plain(text: Said): string;
  link(text: Said, url: string): HTMLElement;
  calm(): boolean;
  same(a: unknown, b: unknown): boolean;
  words(overrides?: Partial<Words>): Words;
  fill(template: string, values: Record<string, string | number>): string;
  geo: {
    project(lon: number, lat: number): Position;
    decode(flat: number[], scale: number): Run;
    meet(a: Box, b: Box): boolean;
    kmPerPixel(lat: number, zoom: number): number;
    join(bounds: (Bounds | null | undefined)[]): Bounds | null;
    latLngs(ring: Ring): [number, number][];
    toLeaflet(bounds: Bounds): Leaflet;
  };
  geodesic: {
    /** The shortest way: its length in metres, its azimuth at the start in radians. */
    inverse(from: Position, to: Position): { metres: number; azimuth: number };
    direct(from: Position, azimuth: number, metres: number): Position;
    /** The least value of a function with one valley between two numbers. */
    least(
      of: (x: number) => number,
      low: number,
      high: number,
    ): { at: number; value: number };
  };
  ways: {
    /** The place of some lines that is nearest to another place; `null` for no lines. */
    nearest(place: Position, lines: Ring[]): OnLine | null;
    /** How long a line is between two places on it, in metres. */
    between(
      ring: Ring,
      a: Pick<OnLine, "index" | "on">,
      b: Pick<OnLine, "index" | "on">,
    ): number;
    /** The shortest way from one place to another, as corners to draw. */
    path(from: Position, to: Position): Position[];
    circle(centre: Position, metres: number): Ring;
  };
  styles: {
    SOFT_PIXELS: number;
    HALO: string;
    DEMARCATION: { weight: number; dash: number[] };
    dash(style: Style): string | null;
    core(weight: number): number;
    swatch(style: Style, kind: Kind | "band", broken?: boolean): SVGElement;
  };
  breaks: {
    PARTS: string[];
    draw(spec: FeatureSpec, shape: Shape, look: object): Record<string, Leaflet>;
    /** Of breaks that would lie on one another, show one. */
    thin(all: Iterable<Drawn>, map: LeafletMap): void;
    sample(color: string): SVGElement[];
  };
  /** Where the words for a reading go along its lines, clear of what is taken. */
  readings(
    writer: Lettering,
    text: string,
    lines: HollowLine[],
    view: Box,
    taken: Box[],
  ): LineText[];
  /** The sentence about the words of a claim, the words marked. */
  quote(quote: QuoteSpec): HTMLElement;
  Ground: new (basemap: Basemap) => Ground;
  basemap(basemap: Basemap, theme: Theme): Leaflet;
  placing: {
    place(
      items: LabelItem[],
      options: {
        at: (item: LabelItem) => { x: number; y: number };
        measure: (item: LabelItem) => { width: number; height: number };
        blocked: Box[];
        frame: Box;
        view: Box;
        cells: Set<string>;
        cell: number;
        spots: { x: number; y: number }[];
      },
    ): Placed[];
  };
  lettering: {
    collect(basemap: Basemap, seas: SeaLabel[]): LabelItem[];
    Writer: new (
      context: CanvasRenderingContext2D,
      zoom: number,
      theme: Theme,
    ) => Lettering;
    demarcation(basemap: Basemap): { x: number; y: number }[];
  };
  labels(
    basemap: Basemap,
    features: Pick<FeatureLayer, "cells" | "spots" | "hollow">,
    words: Words,
    theme: Theme,
  ): Leaflet;
  shapes: {
    /** Strokes that may be lifted, lowest first. */
    INK: string[];
    draw(
      spec: FeatureSpec,
      shape: Shape,
      renderers: Renderers,
      plain: boolean,
    ): Drawn;
    emphasise(drawn: Drawn, on: boolean): void;
  };
  /** Redraw a feature for the zoom of the map, if that changes it. */
  adapt(drawn: Drawn, map: LeafletMap): void;
  corridors: {
    /** Give lines that share a corridor different places. */
    assign(all: Drawn[]): void;
    /** Move a line to its place, as far as the zoom of the map allows. */
    shift(drawn: Drawn, map: LeafletMap): void;
  };
  nearby: {
    /** Features within some pixels of a place, nearest first. */
    near(map: LeafletMap, all: Iterable<Drawn>, latlng: any, pixels: number): FeatureSpec[];
    /** Features whose disc is within some pixels of a place, nearest first. */
    discs(map: LeafletMap, all: Iterable<Drawn>, latlng: any, pixels: number): FeatureSpec[];
    hollow(
      map: LeafletMap,
      all: Iterable<Drawn>,
      origin: { x: number; y: number },
    ): HollowLine[];
    /** The cells of a grid that some line runs through, so that names can keep clear of them. */
    cells(
      map: LeafletMap,
      all: Iterable<Drawn>,
      size: number,
      origin: { x: number; y: number },
    ): Set<string>;
    /** Where discs stand, in pixels from an origin. */
    spots(
      map: LeafletMap,
      all: Iterable<Drawn>,
      origin: { x: number; y: number },
    ): { x: number; y: number }[];
  };
  /** Put thin strokes over thick ones, discs over lines, and what is selected over all. */
  stacking(features: Drawn[], selection: Set<string>): void;
  features(
    map: LeafletMap,
    shapes: Record<string, Shape>,
    handlers: FeatureHandlers,
  ): FeatureLayer;
  popup: {
    /** Where popups and tooltips stand: over the controls. */
    pane(map: LeafletMap): HTMLElement;
    project(
      project: ProjectSpec,
      features: FeatureSpec[],
      words: Words,
      read: () => void,
      clicked?: FeatureSpec,
    ): HTMLElement;
    chooser(
      entries: { project: ProjectSpec; feature: FeatureSpec }[],
      words: Words,
      choose: (project: string) => void,
    ): HTMLElement;
    open(
      map: LeafletMap,
      latlng: any,
      content: HTMLElement,
      options: { back: () => void; still?: boolean; take?: boolean },
    ): Leaflet;
  };
  view: {
    /** Let the map zoom out until its ground fills it no longer, or the whole plan is in view. */
    limit(map: LeafletMap, known: any, bounds: Bounds): void;
    /** The parts of the map that the controls leave free: beside the legend, and above it. */
    rooms(map: LeafletMap): Box[];
    /** The margins, never more than half of the map, that show bounds the largest and uncovered. */
    clear(
      map: LeafletMap,
      bounds: Bounds,
    ): { zoom: number; area: number; padding: Record<string, Leaflet> };
    /** Fit a plan, without looking past the edge of the basemap where that can be. */
    fit(map: LeafletMap, known: any, bounds: Bounds, animate: boolean): void;
    /** Whether a map shows all of a plan, as it was fitted. */
    whole(map: LeafletMap): boolean;
    /** Send a map to a view, exactly; until it is moved it keeps to it. */
    go(map: LeafletMap, view: View): void;
    /** Move a map by some pixels for a while: by its view it stays where it was. */
    lend(map: LeafletMap, away: [number, number]): void;
    /** Give a map the view back that it had before, unless it was moved since. */
    giveBack(map: LeafletMap): void;
    /** Let a map have the size that its element has by now. */
    resize(map: LeafletMap): void;
    resizing(map: LeafletMap): boolean;
    /** What a map shows, or was sent to; while it moves, what it will show at its rest. */
    of(map: LeafletMap): View;
  };
  /** A feature was clicked: open its project, or ask which, where several run together. */
  pick(
    map: LeafletMap,
    features: FeatureLayer,
    click: {
      projects: ProjectSpec[];
      clicked: FeatureSpec;
      latlng: any;
      by: By;
      words: Words;
      open(chosen: {
        project: ProjectSpec;
        feature: FeatureSpec;
        back(): void;
        /** A way to the others that run here. */
        more: HTMLElement | null;
        take: boolean;
      }): void;
    },
  ): void;
  places(
    map: LeafletMap,
    all: Record<string, PlaceSpec>,
    known: any,
    words: Words,
  ): Places;
  legend(
    words: Words,
    basemap: Basemap,
    toggle?: (filter: string, value: string) => void,
  ): Legend;
  controls(
    map: LeafletMap,
    words: Words,
    acts: { all(): void; root: HTMLElement },
  ): HTMLElement;
  /** A button on the map: its word, its icon, what it does. */
  icon(name: string): SVGElement;
  tool(name: string, words: Words, act: () => void): HTMLButtonElement;
  corner(map: LeafletMap, node: HTMLElement, position: string): void;
  card(words: Words, handlers: CardHandlers): {
    node: HTMLElement;
    update(projects: ProjectSpec[], selection: Selected, focus: boolean): void;
  };
  marking: {
    lengths(documents: DocumentSpec[]): Map<string, number>;
    wordy(documents: DocumentSpec[]): Set<string>;
    bars(node: HTMLElement, colors: string[]): void;
  };
  text(
    documents: DocumentSpec[],
    places: Record<string, PlaceSpec>,
    words: Words,
    handlers: PanelHandlers,
  ): TextView;
  projects(words: Words, handlers: PanelHandlers): {
    node: HTMLElement;
    update(projects: ProjectSpec[]): void;
    mark(selection: Selected): void;
  };
  telling(words: Words, handlers: Pick<PanelHandlers, "open">): {
    node: HTMLElement;
    update(spec: MapSpec): void;
  };
  panel(
    data: Pick<StaticData, "documents" | "places">,
    words: Words,
    handlers: PanelHandlers,
  ): Panel;
  /** Ways to the parts of the page, seen while they have the focus. */
  skips(root: HTMLElement, words: Words): HTMLElement;
  /** The button that opens the filters where they stand in a drawer, and what shuts or opens it. */
  drawer(
    root: HTMLElement,
    rail: HTMLElement,
    words: Words,
    ended: AbortSignal,
  ): { door: HTMLElement; shut(on: boolean): void };
  roving(
    map: LeafletMap,
    pane: HTMLElement,
    options: { label: string; at(id: string): any },
  ): {
    focus(id: string): void;
    hold(): string;
    update(nodes: Map<string, Element>, held: string): void;
  };
  page(map: LeafletMap, words: Words, ended: AbortSignal): Page;
  message(kind: "loading" | "error" | "empty", text: string, act?: HTMLElement): HTMLElement;
  /** The selection that a request stands for under a plan. */
  resolve(spec: MapSpec, request: SelectRequest): Selected;
  caption(map: LeafletMap, words: Words, nowhere?: () => void): Caption;
  sheet(map: LeafletMap, data: StaticData, words: Words, handlers: SheetHandlers): Sheet;
  /** Number the projects of a plan, each on a feature of its own that is in view. */
  number(
    map: LeafletMap,
    layer: FeatureLayer,
    spec: MapSpec,
    shapes: Record<string, Shape>,
  ): InView;
  /** The size of each map on a sheet, in the shape that it has on the screen, in CSS pixels. */
  paperSize(shown: Sheet[]): [number, number];
  /** Draw for paper, at a size in CSS pixels, what a map shows. */
  paper(
    host: HTMLElement,
    shown: Sheet,
    data: StaticData,
    options: { words: Words; asked: SelectRequest; size: [number, number] },
  ): { sheet: Sheet; view: InView };
  /** Make a sheet of what is shown whenever the browser prints. */
  printing(
    reader: Reader,
    data: StaticData,
    tell: () => { filter: string; legend: LegendGroup[] },
    outer?: Window,
  ): void;
  mount(map: LeafletMap, data: MountData): Reader;
  /** Close the dialog of Streamlit for as long as the server is lost. */
  hush(): (lost: boolean) => void;
  /** Keep the frame as high as it can be; `asked` is what the app asks for. */
  height(asked: () => number | undefined, set: (height: number) => void): () => void;
  /** A file beside the app's page. */
  fetchData(name: string): Promise<any>;
  fetchSaid(language: string): Promise<LanguageData>;
  /** The door of the app's page; what is told goes to its script. */
  door(tell: (address: string) => void, select: () => void): Door;
  /** Read what stands compressed in an element of a saved page. */
  unfold(id: string): Promise<any>;
  /** Read what was packed, equal values as one object. */
  unpack(packed: { table: unknown[]; root: unknown }): any;
  /** Put what one language says into the frame that several have in common. */
  unweave(
    woven: { languages: string[]; frame: unknown; texts: [any[], number[]][] },
    language: string,
  ): any;
  state: {
    MANY: string[];
    empty(): State;
    /** What an address says; `bases` are those that the page offers. */
    read(
      address: string,
      plan: AtlasPlan,
      bases: string[],
    ): { state: State; ignored: Ignored[] };
    write(state: State): string;
    /** What is chosen as an address, whatever is selected or in view: a server is told of it. */
    told(state: State): string;
    /** Whether a state holds projects back. */
    narrows(state: State): boolean;
  };
  /** Of known words the one that is most like another, or those that are equally so. */
  nearest(word: string, known: string[]): string[];
  likelyCountries(word: string, plan: AtlasPlan, codes: string[]): string[];
  lastDay(date: string): string | null;
  dayOf(plan: AtlasPlan, asOf: string): string;
  holding(plan: AtlasPlan, day: string): {
    projects: ProjectSpec[];
    routes: RouteSpec[];
    features: FeatureSpec[];
  };
  /** The id, if a plan has a project with it. */
  known(plan: AtlasPlan, project: string): string | null;
  boxes: { touching(features: FeatureSpec[], shapes: Record<string, Shape>, box: Bounds): string[] };
  summary: {
    known(plan: AtlasPlan, asOf: string, words: Words): string;
    /** A filter in words; empty where it lets everything through. */
    described(plan: AtlasPlan, state: State, words: Words): string;
    tell(
      plan: AtlasPlan,
      state: State,
      projects: ProjectSpec[],
      total: number,
      words: Words,
    ): string;
    /** How many have no location; empty where all have one. */
    nowhere(projects: ProjectSpec[], words: Words): string;
    counted(
      words: Words,
      name: string,
      n: number,
      values?: Record<string, string | number>,
    ): string;
  };
  /** A text without case and accents, as a search compares it. */
  fold(text: string): string;
  /** The words that a search looks for, folded. */
  sought(text: string): string[];
  /** A text that can be searched for, without spaces around it; `null` if it holds no text. */
  searchable(text: string): string | null;
  choose(
    plan: AtlasPlan,
    state: State,
    shapes: Record<string, Shape>,
    words: Words,
  ): Choice;
  facets(plan: AtlasPlan, words: Words, change: (change: Change) => void): {
    nodes: Map<string, HTMLElement>;
    update(state: State, counts: Counts): void;
  };
  rail(
    plan: AtlasPlan,
    words: Words,
    acts: {
      change(change: Change, step?: boolean): void;
      reset(): void;
      search: HTMLElement;
      ended: AbortSignal;
    },
  ): {
    node: HTMLElement;
    /** Drop words that are just being typed. */
    forget(): void;
    /** Follow them without a pause. */
    flush(): void;
    update(state: State, counts: Counts): void;
  };
  timebar(
    plan: AtlasPlan,
    scale: Timescale,
    words: Words,
    acts: DateActs & { turn(step: -1 | 1): void },
  ): { node: HTMLElement; stop(): void; update(asOf: string): void };
  /** Keep two maps at one view; returns what ends it. */
  inStep(first: LeafletMap, second: LeafletMap): () => void;
  /** What differs between an earlier map and a later one. */
  differing(then: DatedSpec, now: DatedSpec, words: Words): Difference[];
  differences(words: Words, open: (project: string) => void): {
    node: HTMLElement;
    /** List what differs; returns how much that is, in words. */
    update(then: DatedSpec, now: DatedSpec): string;
  };
  /** The date of the second map, as the first has it. */
  asOf(beside: string): string;
  dates(atlas: DatedAtlas, data: AtlasData): Dates;
  comparison(
    data: AtlasData,
    scale: Timescale,
    words: Words,
    acts: DateActs & { open(project: string): void },
  ): {
    door: HTMLElement;
    row: HTMLElement;
    list: { node: HTMLElement };
    remove(): void;
    update(
      reader: Reader,
      state: State,
      spec: MapSpec,
      beside: MapSpec | null,
      live: boolean,
    ): void;
  };
  /** The legend of several maps. */
  join(plan: AtlasPlan, legends: LegendGroup[][]): LegendGroup[];
  /** Months as numbers, counted from the year 0. */
  months: { of(date: string): number; write(month: number): string };
  timescale(plan: AtlasPlan): Timescale;
  slider(
    plan: AtlasPlan,
    scale: Timescale,
    words: Words,
    options: DateActs & { label: string; said: string[] },
  ): {
    node: HTMLElement;
    range: HTMLInputElement;
    month(): number;
    /** Go to a month, as a drag does. */
    go(month: number): void;
    /** Be done with going. */
    settle(): void;
    update(asOf: string): void;
  };
  player(
    words: Words,
    /** `advance` says whether more years are to come, `rest` that it is over. */
    acts: { advance(): boolean; rest(): void },
  ): {
    node: HTMLElement;
    pause(): void;
    /** Stop without a word, since something else follows. */
    stop(): void;
  };
  /** The date of the next change of a map, or of the one before; `null` if there is none. */
  turning(
    scale: Timescale,
    asOf: string,
    step: -1 | 1,
    look: (asOf: string) => MapSpec,
  ): string | null;
  pace(draw: (live: boolean) => void): { hurry(): void; stop(): void };
  /** Do something once what is drawn by now is on the screen. */
  painted(then: () => void): void;
  /** A line that is closed from within hands the focus on: `away`. */
  notices(words: Words, away: () => void): {
    node: HTMLElement;
    show(name: string, lines: string[], act?: HTMLElement): void;
    clear(name: string): void;
  };
  amounts: {
    length(metres: number, words: Words): string;
    coordinates(position: Position, zoom: number, words: Words): string;
  };
  /** How far the projects of a plan are from a place, nearest first. */
  distances(
    place: Position,
    spec: Pick<MapSpec, "features" | "projects">,
    shapes: Record<string, Shape>,
  ): Near[];
  MeasurePanel: new (words: Words, acts: MeasureActs) => {
    node: HTMLElement;
    total: HTMLElement;
    update(measured: Measured): void;
    point(text: string): void;
  };
  /** The legs between clicked places. */
  legs(points: Clicked[], host: Pick<MeasureHost, "shapes" | "name">): Leg[];
  measureInk(map: LeafletMap): {
    clear(): void;
    /** Draw ways from place to place, and a circle in metres around the first, if any. */
    draw(positions: Position[], radius: number): void;
    /** Draw what leads to where the pointer is. */
    rubber(positions: Position[]): void;
  };
  measuring(map: LeafletMap, host: MeasureHost): { toggle(): void };
  baseMenu(
    data: BaseData,
    words: Words,
    choose: (base: string) => void,
    ended: AbortSignal,
  ): BaseMenu;
  /** Which basemaps there are, and how one is put under the features. */
  bases(
    data: BaseData,
    words: Words,
    acts: {
      notices: ReturnType<Neatlas["notices"]>;
      choose(base: string, step?: boolean): void;
      ended: AbortSignal;
    },
  ): {
    menu: BaseMenu;
    names: string[];
    show(base: string, sheets: Sheet[]): void;
  };
  /** The search of an atlas over its projects and places. */
  finder(
    atlas: {
      plan: AtlasPlan;
      state: State;
      words: Words;
      reader: Reader;
      ended: AbortController;
      door: Door;
      select(project: string): void;
    },
    places: Record<string, PlaceSpec>,
  ): HTMLElement;
  /** Put a text on the clipboard and say so. */
  copy(
    text: string,
    said: string,
    words: Words,
    notices: ReturnType<Neatlas["notices"]>,
  ): Promise<void>;
  /** Put the atlas's own buttons on the map. */
  tools(atlas: {
    map: LeafletMap;
    shapes: Record<string, Shape>;
    reader: Reader;
    words: Words;
    select(project: string): void;
    notices: ReturnType<Neatlas["notices"]>;
    door: Door;
    bases: ReturnType<Neatlas["bases"]>;
    flush(): void;
  }): void;
  /** Say that what is selected is hidden by the filters, where it is. */
  warn(
    atlas: Pick<Atlas, "plan" | "state" | "words" | "notices"> & {
      /** Lift every filter for the sake of a project, and show it. */
      reveal(project: string, context: boolean): void;
    },
    spec: MapSpec,
  ): void;
  atlas(map: LeafletMap, data: AtlasData, door: Door): Atlas;
  named(one: { name: string; lang: string }, words: Words): HTMLElement;
  languageChoice(plan: AtlasPlan, words: Words, speak: (language: string) => void): HTMLElement;
  languages(
    map: LeafletMap,
    data: CommonData,
    door: Door,
    load: (language: string) => Promise<LanguageData>,
  ): {
    atlas: Atlas | null;
    open(): Promise<void>;
    wanted(): string;
    /** Say that the server is out of reach, or no longer. */
    part(lost: boolean): void;
  };
  /** Set the filter of an atlas to the words of an address. */
  ask(atlas: Pick<Atlas, "plan" | "change">, words: string): void;
  /** The page of a whole atlas, with the data that it was saved with. */
  saved(data: any): Promise<void>;
  /** The page of one plan, in a notebook. */
  drawn(): void;
  /**
   * Watch whether the server answers at an address, and tell when that changes. What is returned
   * hears from whoever holds the connection.
   */
  connection(health: string, told: (lost: boolean) => void): (connected: boolean) => void;
  streamlit(): void;
}

declare var neatlas: Neatlas;
declare var neatlasMap: LeafletMap;
declare const L: Leaflet;
