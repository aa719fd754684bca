/** The dates of an atlas: that of its map, and that of a second one beside it. */
(() => {
  "use strict";

  /** Leads both dates, by hand, by key and by the changes of the map. */
  class Dates {
    /**
     * @param {DatedAtlas} atlas
     * @param {AtlasData} data
     */
    constructor(atlas, data) {
      const { plan, words } = atlas;
      this.atlas = atlas;
      /** Whether the reader is looking for a date. */
      this.dragging = false;
      this.scale = neatlas.timescale(plan);
      this.pace = neatlas.pace((live) => atlas.show(atlas.choose(), live));
      this.timebar = neatlas.timebar(plan, this.scale, words, {
        drag: (as_of) => this.drag({ as_of }),
        settle: (as_of) => this.settle({ as_of }),
        turn: (step) => this.turn(step),
      });
      this.comparison = neatlas.comparison(data, this.scale, words, {
        drag: (beside) => this.drag({ beside }),
        settle: (beside) => this.settle({ beside }),
        open: (project) => atlas.reader.handlers.act({ project, move: true }),
      });
      const { door, row, list } = this.comparison;
      this.node = this.timebar.node;
      this.node.append(door, row, list.node);
    }

    /** What the second map shows, if there is one. */
    beside() {
      const { beside } = this.atlas.state;
      return beside ? this.atlas.choose({ as_of: neatlas.asOf(beside) }) : null;
    }

    /**
     * The legend of both maps.
     *
     * @param {LegendGroup[]} first
     * @param {Choice | null} beside what the second map shows
     */
    legend(first, beside) {
      return beside ? neatlas.join(this.atlas.plan, [first, beside.legend]) : first;
    }

    /**
     * @param {MapSpec} spec the plan of the first map
     * @param {Choice | null} beside what the second map shows
     * @param {boolean} live
     */
    show(spec, beside, live) {
      const { reader, state } = this.atlas;
      this.comparison.update(reader, state, spec, beside?.spec ?? null, live);
      this.timebar.update(state.as_of);
    }

    /**
     * The reader is looking for a date: nobody is told of those on the way.
     *
     * @param {Partial<State>} dates
     */
    drag(dates) {
      Object.assign(this.atlas.state, dates);
      this.dragging = true;
      this.pace.hurry();
    }

    /** @param {Partial<State>} dates */
    settle(dates) {
      this.rest();
      this.atlas.change((state) => Object.assign(state, dates));
    }

    /** End what runs by itself, and the second map. */
    remove() {
      this.stop();
      this.comparison.remove();
    }

    /** End what runs by itself: a drag, the years that pass. */
    stop() {
      this.rest();
      this.timebar.stop();
    }

    rest() {
      this.dragging = false;
      this.pace.stop();
    }

    /**
     * Go to the next month, or the one before, in which something on the map changes.
     *
     * @param {-1 | 1} step
     */
    turn(step) {
      const { atlas, scale } = this;
      const look = (/** @type {string} */ as_of) => atlas.choose({ as_of }).spec;
      const as_of = neatlas.turning(scale, atlas.state.as_of, step, look);
      if (as_of === null) atlas.reader.page.announce(atlas.words.noChange);
      else this.settle({ as_of });
    }
  }

  neatlas.dates = (atlas, data) => new Dates(atlas, data);
})();
