// Has axe weigh the contrast of a text once for each way of looking, not on every page again.
//
// The colours of a text and of what stands behind it are more than half of the work of axe, and are
// the same on the next page: those of the menu, of a button, of a card. A text that axe found good is
// remembered by how it looks: the width of the window, and for itself and all that it stands in, the
// tag, the classes and the computed styles that paint. Whatever was not found good (a fault, or
// colours that axe cannot tell) is looked at each time.

window.contrasts = (() => {
  const PAINTED = [
    "color", "webkitTextFillColor", "backgroundColor", "backgroundImage", "opacity", "fontSize",
    "fontWeight", "textShadow", "filter", "mixBlendMode", "position", "zIndex", "transform",
  ];
  let good, known, looks;

  /** The digits of 53 bits for how an element looks, all that it stands in included. */
  function lookOf(element) {
    let look = looks.get(element);
    if (look === undefined) {
      const style = getComputedStyle(element);
      const around = element.parentElement ? lookOf(element.parentElement) : innerWidth;
      const own = PAINTED.map((name) => style[name]);
      look = digitsOf([around, element.localName, element.getAttribute("class"), ...own].join("|"));
      looks.set(element, look);
    }
    return look;
  }

  /** Whether it has some of its own to be weighed: axe finds out the same, slowly. */
  function hasWords(element) {
    if (element.matches("input, select, textarea")) return true;
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE && child.data.trim()) return true;
    }
    return false;
  }

  function digitsOf(text) {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return String(4294967296 * (2097151 & low) + (high >>> 0));
  }

  const rule = axe._audit.rules.find(({ id }) => id === "color-contrast");
  const check = axe._audit.checks["color-contrast"];
  const { matches } = rule;
  const { evaluate } = check;
  rule.matches = function (element, ...others) {
    return hasWords(element) && !known.has(lookOf(element)) && matches.call(this, element, ...others);
  };
  check.evaluate = function (element, ...others) {
    const found = evaluate.call(this, element, ...others);
    if (found === true) good.add(lookOf(element));
    return found;
  };

  return {
    lookOf,
    digitsOf,
    /** Before axe runs: how the texts look that were found good already. */
    begin(knownLooks) {
      good = new Set();
      known = new Set(knownLooks.split(" "));
      looks = new Map();
    },
    /** After it: those that were found good now. */
    good: () => [...good].join(" "),
  };
})();
