/** The map as a Streamlit component: its protocol by hand, its fixed data fetched once. */
(() => {
  "use strict";

  const LEAST_HEIGHT = 480;
  /** How often another language is asked for, and how long is waited in between. */
  const TRIES = 120;
  const PAUSE = 500;
  /** What the app itself needs above and below the map. */
  const AROUND = 140;
  /** What stands beside the app, seen from the folder of this page. */
  const HEALTH = "../../atlas/health";

  /**
   * @typedef {{
   *   command: { project: string | null, words: string | null, sequence: number } | null,
   *   height?: number,
   * }} Args
   */

  /**
   * @param {string} type
   * @param {object} [more]
   */
  function send(type, more) {
    parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");
  }

  /** The height of the window around this frame; `null` if it is not ours to ask. */
  function outer() {
    try {
      return parent === globalThis.window ? null : parent.innerHeight;
    } catch {
      return null;
    }
  }

  /** @param {string} name */
  async function fetchData(name) {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /** @param {string} language @returns {Promise<LanguageData>} */
  async function fetchSaid(language) {
    const file = `said-${language}.json`;
    // After a start the server still plans the other languages: it has them in a while.
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await fetch(file, { cache: "no-cache" });
      if (!answer.ok) break;
      const said = await answer.json();
      if (said) return neatlas.unpack(said);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    throw new Error(file);
  }

  /**
   * Streamlit says in a dialog of its own that the connection is lost: in English, and over all
   * that still works. This page says it better.
   */
  function closeDialog() {
    const button = parent.document.querySelector('[data-testid="stDialog"] button');
    /** @type {HTMLElement | null} */ (button)?.click();
  }

  /** The window that has the address: the app's, or this one where that is another origin's. */
  function owner() {
    try {
      return parent.location.href ? parent : globalThis.window;
    } catch {
      return globalThis.window;
    }
  }

  /** One component: what was last sent, what was last received. */
  class Component {
    constructor() {
      this.words = neatlas.words();
      /** @type {Args | null} */
      this.args = null;
      /** @type {CommonData | null} */
      this.data = null;
      /** @type {ReturnType<Neatlas["languages"]> | null} */
      this.pages = null;
      /** @type {Promise<void> | null} */
      this.opening = null;
      this.sequence = 0;
      /** @type {string | null} What was told last. */
      this.told = null;
      this.connected = true;
      this.dialogs = new MutationObserver(closeDialog);
      this.hear = neatlas.connection(HEALTH, (lost) => this.part(lost));
      /** @type {number | null} */
      this.obeyed = null;
      this.height = 0;
      this.window = owner();
      this.note = neatlas.message("loading", this.words.loading);
      document.body.append(this.note);
    }

    start() {
      addEventListener("message", (event) => this.receive(event));
      try {
        parent.addEventListener("resize", () => this.fit());
      } catch {
        // Another origin: the height that the app asks for is used.
      }
      send("componentReady", { apiVersion: 1 });
      this.fit();
      this.load();
    }

    /** @param {MessageEvent} event */
    receive(event) {
      if (event.source !== parent || event.data?.type !== "streamlit:render") return;
      this.args = event.data.args;
      this.connect(!event.data.disabled);
      this.fit();
      this.draw().catch(() => this.fail());
    }

    async load() {
      try {
        this.data ??= await fetchData("atlas.json");
        await this.draw();
      } catch {
        this.fail();
      }
    }

    fail() {
      const again = neatlas.button(this.words.retry, () => {
        this.swap(neatlas.message("loading", this.words.loading));
        this.load();
      }, { class: "neatlas-action" });
      this.swap(neatlas.message("error", this.words.loadFailed, again));
    }

    /** @param {HTMLElement} note */
    swap(note) {
      this.note.replaceWith(note);
      this.note = note;
    }

    fit() {
      const around = outer();
      const wanted = around ? around - AROUND : this.args?.height ?? LEAST_HEIGHT;
      const height = Math.max(LEAST_HEIGHT, Math.round(wanted));
      if (height === this.height) return;
      this.height = height;
      send("setFrameHeight", { height });
    }

    async draw() {
      const { args, data } = this;
      if (!args || !data) return;
      this.pages ??= neatlas.languages(globalThis.neatlasMap, data, this.door(), fetchSaid);
      if (!this.pages.atlas) await (this.opening ??= this.open(this.pages));
      const { command } = this.args ?? args;
      // A server that began anew counts from one again; at first it asks for nothing.
      if (!command) this.obeyed = null;
      if (!command || command.sequence === this.obeyed) return;
      this.obeyed = command.sequence;
      const { atlas } = this.pages;
      if (!atlas) return;
      if (command.words !== null) neatlas.ask(atlas, command.words);
      else atlas.select(command.project);
    }

    /** @param {ReturnType<Neatlas["languages"]>} pages */
    async open(pages) {
      try {
        await pages.open();
        this.note.remove();
      } finally {
        this.opening = null;
      }
    }

    /** @returns {Door} */
    door() {
      const { window } = this;
      const read = () => window.location.search.slice(1);
      return {
        read,
        write(words, step) {
          if (words === read()) return;
          const url = window.location.pathname + (words ? `?${words}` : "");
          if (step) window.history.pushState(window.history.state, "", url);
          else window.history.replaceState(window.history.state, "", url);
        },
        listen: (follow) => window.addEventListener("popstate", follow),
        tell: (address) => this.tell(address),
        link: () => window.location.href,
        outer: window,
      };
    }

    /** @param {boolean} connected */
    connect(connected) {
      const back = connected && !this.connected;
      this.connected = connected;
      this.hear(connected);
      // What was told to nobody is told again.
      if (back && this.told !== null) this.tell(this.told);
    }

    /** @param {boolean} lost */
    part(lost) {
      this.pages?.part(lost);
      this.dialogs.disconnect();
      if (!lost) return;
      try {
        closeDialog();
        this.dialogs.observe(parent.document.body, { childList: true, subtree: true });
      } catch {
        // Another origin: its dialog stays.
      }
    }

    /** @param {string} address */
    tell(address) {
      this.told = address;
      this.sequence += 1;
      send("setComponentValue", {
        value: { address, sequence: this.sequence },
        dataType: "json",
      });
    }
  }

  neatlas.streamlit = () => new Component().start();
})();
