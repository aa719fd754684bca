/**
 * The atlas on a page: one state, which filter, date, selection and view make up. Whatever
 * changes it, the map, the filters and the address follow.
 */
(() => {
  "use strict";

  const { fill, same } = neatlas;

  /** How long the map rests before its view goes into the address, in milliseconds. */
  const REST = 250;

  /** Keeps the state, and everything that shows it. */
  class Atlas {
    /**
     * @param {LeafletMap} map
     * @param {AtlasData} data
     * @param {Door} door
     */
    constructor(map, data, door) {
      this.map = map;
      this.door = door;
      this.shapes = data.shapes;
      this.plan = data.plan;
      this.words = neatlas.words(data.words);
      /** Ends what listens for the sake of the page. */
      this.ended = new AbortController();
      const ended = this.ended.signal;
      this.notices = neatlas.notices(this.words, () => map.getContainer().focus());
      this.bases = neatlas.bases(data.bases, this.words, {
        notices: this.notices,
        choose: (base, step) => this.base(base, step),
        ended,
      });
      const { state, ignored } = this.read();
      this.state = state;
      this.told = neatlas.state.told(this.state);
      this.rail = neatlas.rail(this.plan, this.words, {
        change: (change, step) => this.change(change, step),
        reset: () => this.reset(),
        search: neatlas.finder(this, data.places ?? {}),
        ended,
      });
      this.dates = neatlas.dates(this, data);
      this.reader = neatlas.mount(map, {
        ...data,
        spec: this.choose().spec,
        around: { rail: this.rail.node, time: this.dates.node, notices: this.notices.node },
        words: this.words,
        ended: this.ended,
        report: (event) => this.selected(event),
        legend: (filter, value) => this.toggle(filter, value),
        still: Boolean(state.view),
      });
      neatlas.printing(this.reader, data, () => this.onPaper(), door.outer);
      neatlas.tools(this);
      this.show(this.choose());
      this.restore();
      this.ignore(ignored);
      map.on("moveend", () => this.moved());
      map.whenReady(() => this.moved());
    }

    /** What the address says, and what of it nobody knows. */
    read() {
      return neatlas.state.read(this.door.read(), this.plan, this.bases.names);
    }

    /** @param {Partial<State>} [but] what is other than the state has it */
    choose(but = {}) {
      return neatlas.choose(this.plan, { ...this.state, ...but }, this.shapes, this.words);
    }

    /** What a sheet on paper says beside what the page shows: its filter, and what is present. */
    onPaper() {
      const { plan, state, words, dates } = this;
      const shown = [this.choose(), dates.beside()].flatMap((choice) => choice?.spec.legend ?? []);
      return {
        filter: neatlas.summary.described(plan, state, words),
        legend: neatlas.join(plan, [shown]),
      };
    }

    /**
     * @param {Choice} choice
     * @param {boolean} [live] while a reader drags, what is beside the map may wait
     */
    show({ spec, counts, legend }, live = false) {
      const beside = this.dates.beside();
      this.reader.update({ ...spec, legend: this.dates.legend(legend, beside) }, live);
      this.reader.legend.count(this.state, counts);
      this.dates.show(spec, beside, live);
      if (live) return;
      this.rail.update(this.state, counts);
      this.bases.show(this.state.base, this.reader.sheets);
      neatlas.warn(this, spec);
    }

    /** @param {Ignored[]} ignored */
    ignore(ignored) {
      const { notices, words } = this;
      const lines = ignored.map(({ word, likely }) =>
        likely.length ? fill(words.meant, { word, likely: likely.join(words.or) }) : word
      );
      if (!lines.length) notices.clear("ignored");
      else notices.show("ignored", [words.ignored, ...lines]);
    }

    /**
     * A filter changes: draw, write, tell.
     *
     * @param {Change} change
     * @param {boolean} [step] whether the reader can go back to what was before
     */
    change(change, step = true) {
      change(this.state);
      this.show(this.choose());
      this.write(step);
      this.tell();
    }

    /**
     * @param {string} name
     * @param {string} value
     */
    toggle(name, value) {
      this.change(({ many }) => {
        const on = many[name].includes(value);
        many[name] = on
          ? many[name].filter((word) => word !== value)
          : [...many[name], value].sort();
      });
    }

    /**
     * @param {string} base
     * @param {boolean} [step]
     */
    base(base, step = true) {
      this.state.base = base;
      this.bases.show(base, this.reader.sheets);
      this.write(step);
      this.tell();
    }

    /**
     * Lift every filter; date and selection stay.
     *
     * @param {boolean} [context] whether what the text does not name is shown as well
     */
    reset(context = false) {
      const { many, country_role, text, bbox } = neatlas.state.empty();
      this.rail.forget();
      this.change((state) => Object.assign(state, { many, country_role, context, text, bbox }));
    }

    /**
     * Lift every filter for the sake of a project, and show it.
     *
     * @param {string} project
     * @param {boolean} context whether the text does not name it
     */
    reveal(project, context) {
      this.reset(context);
      this.reader.select({ project, move: true });
    }

    /** @param {SelectEvent} event */
    selected({ project, passage }) {
      const { state } = this;
      if (same([state.project, state.passage], [project, passage])) return;
      state.project = project;
      state.passage = passage;
      neatlas.warn(this, this.reader.spec);
      this.write(true);
      this.door.select();
    }

    /** @param {string | null} project */
    select(project) {
      this.reader.select({ project, move: true });
      this.selected({ type: "select", project, passage: null });
    }

    /** The map came to rest: its view goes into the address, without a step in its history. */
    moved() {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => {
        if (this.dates.dragging) return;
        this.write(false);
      }, REST);
    }

    /**
     * Write all that is shown, with the view that the map has by now.
     *
     * @param {boolean} step
     */
    write(step) {
      this.state.view = neatlas.view.of(this.map);
      this.door.write(neatlas.state.write(this.state), step);
    }

    /** Write at once what would be written in a moment. */
    flush() {
      clearTimeout(this.rest);
      this.rail.flush();
      this.write(false);
    }

    /** Tell the server what is chosen, if that has changed. */
    tell() {
      const words = neatlas.state.told(this.state);
      if (words === this.told) return;
      this.told = words;
      this.door.tell(words);
    }

    /** Go where the state says: to its view, or else to what is selected. */
    restore() {
      const { project, passage, view } = this.state;
      const asked = Boolean(project || passage);
      this.reader.select({ project, passage, move: asked && !view });
      if (view) this.reader.sheet.restore(view);
    }

    /** The address was changed from outside: by its history, or by a reader's hand. */
    follow() {
      this.dates.stop();
      this.rail.forget();
      const { state, ignored } = this.read();
      this.state = state;
      this.show(this.choose());
      this.restore();
      this.ignore(ignored);
      this.tell();
      this.door.select();
    }
  }

  /** @type {Neatlas["atlas"]} */
  function atlas(map, data, door) {
    return new Atlas(map, data, door);
  }

  neatlas.atlas = atlas;
})();
