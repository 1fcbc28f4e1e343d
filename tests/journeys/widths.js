// Has axe look, at another width, at nothing but what that width changes.
//
// What axe finds stands in the markup, which is the same at every width, but for the parts that are
// shown at that width alone, that are painted otherwise there, or that scroll there. Those are mostly
// the menus, the same from page to page: a part that axe found good is remembered by its markup,
// where its addresses and its hidden fields count for nothing, and by how it is painted.

window.widths = (() => {
  const PAINTED = [
    "color", "webkitTextFillColor", "backgroundColor", "backgroundImage", "opacity", "fontWeight",
    "textShadow", "filter", "mixBlendMode",
  ];
  let before = new Map();

  function overflows(element, style) {
    return /auto|scroll/.test(style.overflow)
      && (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
  }

  /** Less contrast is asked of large letters. */
  function isLarge({ fontSize, fontWeight }) {
    return parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
  }

  function shownElements() {
    const shown = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(element);
      shown.set(element, {
        painted: PAINTED.map((name) => style[name]).join("|"),
        isLarge: isLarge(style),
        overflows: overflows(element, style),
      });
    }
    return shown;
  }

  function isChanged(was, now) {
    return !was || was.painted !== now.painted || (was.isLarge && !now.isLarge)
      || (!was.overflows && now.overflows);
  }

  function lookOf(part) {
    const markup = part.outerHTML
      .replace(/<input[^>]* type="hidden"[^>]*>/g, "")
      .replace(/ (href|action)="(?!#)[^"]*"/g, "");
    return contrasts.digitsOf(contrasts.lookOf(part) + markup);
  }

  return {
    /** Before the width changes: how all that is shown looks. */
    remember() {
      before = shownElements();
    },
    /** After it: the parts that look otherwise, but for those that are known to be good. */
    changed(knownLooks) {
      const known = new Set(knownLooks.split(" "));
      const parts = [];
      for (const [element, look] of shownElements()) {
        if (parts.some((part) => part.contains(element))) continue;
        if (isChanged(before.get(element), look)) parts.push(element);
      }
      return parts.filter((part) => !known.has(lookOf(part)));
    },
    looksOf: (parts) => parts.map(lookOf).join(" "),
  };
})();
