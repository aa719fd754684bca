/** Which stroke lies over which: thin ones over thick ones, discs over lines, the chosen on top. */
(() => {
  "use strict";

  const { breaks, shapes } = neatlas;

  /** The strokes of a disc, lowest first. */
  const DISC = ["casing", "stroke", "core"];

  /** Areas lie under lines, lines under points. */
  const FLOOR = { area: 0, line: 100, point: 200 };

  /**
   * The strokes of all features, lowest first.
   *
   * @param {Drawn[]} features
   * @param {Set<string>} selection
   */
  function strokes(features, selection) {
    const depth = (/** @type {Drawn} */ { spec }) => FLOOR[spec.kind] - spec.style.weight;
    const all = [...features].sort((a, b) => depth(a) - depth(b));
    /** @type {Set<Element>} */
    const nodes = new Set();
    const raise = (/** @type {Drawn[]} */ some, /** @type {string[]} */ names) => {
      for (const { parts } of some) {
        for (const name of names) {
          const node = parts[name]?.getElement();
          if (!node) continue;
          nodes.delete(node);
          nodes.add(node);
        }
      }
    };
    raise(all, shapes.INK);
    raise(all.filter(({ spec }) => spec.broken), breaks.PARTS);
    raise(all.filter(({ spec }) => spec.kind === "point"), DISC);
    raise(all.filter(({ spec }) => spec.kind === "area"), DISC);
    raise(all.filter(({ spec }) => selection.has(spec.project)), shapes.INK);
    return [...nodes];
  }

  /**
   * Put nodes in order over whatever else their parents hold. What is in its place stays there,
   * since each move costs, and takes the focus away.
   *
   * @param {Element[]} nodes lowest first
   */
  function stack(nodes) {
    /** @type {Map<Node, Node | null>} Parent to the node that the next one has to be. */
    const tops = new Map();
    for (const node of nodes.reverse()) {
      const parent = node.parentNode;
      if (!parent) continue;
      const top = tops.has(parent) ? tops.get(parent) ?? null : parent.lastChild;
      if (top === node) tops.set(parent, node.previousSibling);
      else {
        parent.insertBefore(node, top ? top.nextSibling : parent.firstChild);
        tops.set(parent, top);
      }
    }
  }

  /** @type {Neatlas["stacking"]} */
  function stacking(features, selection) {
    stack(strokes(features, selection));
    stack(features.map(({ hit }) => hit.getElement()));
  }

  neatlas.stacking = stacking;
})();
