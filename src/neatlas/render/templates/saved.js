/** A page on its own: the data stands in it, and its address names what is shown. */
(() => {
  "use strict";

  /** The part of the address after the hash, which no server is asked for. */
  const door = {
    read: () => location.hash.slice(1),
    /**
     * @param {string} words
     * @param {boolean} step
     */
    write(words, step) {
      if (words === location.hash.slice(1)) return;
      const url = words ? `#${words}` : location.href.split("#")[0];
      try {
        if (step) history.pushState(history.state, "", url);
        else history.replaceState(history.state, "", url);
      } catch {
        // A page inside another page's frame may have no address of its own to change.
      }
    },
    /** @param {() => void} follow */
    listen(follow) {
      addEventListener("popstate", follow);
    },
    tell() {},
    select() {},
    link: () => location.href,
  };

  /** @type {Neatlas["saved"]} */
  function saved(data) {
    const options = { center: [0, 0], zoom: 4, zoomControl: false };
    const map = globalThis.neatlasMap = L.map("neatlas-map", options);
    const start = data.start ?? "";
    const read = () => door.read() || start;
    const woven = neatlas.unpack(data.said);
    const load = (/** @type {string} */ tag) => Promise.resolve(neatlas.unweave(woven, tag));
    return neatlas.languages(map, data, { ...door, read }, load).open();
  }

  /** @type {Neatlas["drawn"]} */
  function drawn() {
    const source = document.getElementById("neatlas-data");
    const map = globalThis.neatlasMap;
    if (!source || !map) {
      document.body.append(neatlas.message("error", neatlas.words().noData));
      return;
    }
    // One plan, drawn as it is: the address can only select in it.
    const asked = new URLSearchParams(location.hash.slice(1));
    const [project, passage] = [asked.get("project"), asked.get("passage")];
    const data = JSON.parse(source.textContent ?? "");
    const basemap = { ...data.basemap, ...data.names };
    const reader = neatlas.mount(map, { ...data, basemap });
    reader.select({ project, passage, move: true });
    neatlas.printing(
      reader,
      { ...data, basemap },
      () => ({ filter: "", legend: data.spec.legend }),
    );
  }

  Object.assign(neatlas, { saved, drawn });
})();
