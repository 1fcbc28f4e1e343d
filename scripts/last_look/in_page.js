// What the last look asks of a page that stands in the browser. Each answer is data, never a verdict.
window.lastLook = (() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const main = () => document.querySelector("main") ?? document.body;
  const short = (element) => element.outerHTML.slice(0, 110).replace(/\s+/g, " ");
  const oneLine = (text) => text.replace(/\s+/g, " ").trim();

  // The words of the page and of what only some hear or see on it, but what says its own language.
  const words = () => {
    const found = new Set([document.title]);
    const foreign = (element) => element.closest("[lang]:not(html)");
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      if (!holder.closest("script, style, noscript") && !foreign(holder)) found.add(oneLine(texts.currentNode.data));
    }
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (!foreign(element)) found.add(oneLine(element.getAttribute(name)));
    return [...found];
  };

  // Lists and tables without a row.
  const empties = () => [...main().querySelectorAll("ul, ol, tbody, dl")]
    .filter((list) => !list.children.length && shown(list)).map(short);

  // What leads on from here: the way back does not count.
  const waysOn = () => [...main().querySelectorAll("a[href], button, input[type=submit], summary")]
    .filter((element) => shown(element) && !element.closest(".crumbs")).length;

  // What makes the page wider than the screen.
  const wide = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => shown(element) && element.getBoundingClientRect().right > width + 1)
      .slice(0, 3).map(short);
  };

  // What would scroll on a screen, and has no end on paper.
  const cut = () => [...main().querySelectorAll("table, pre, .table-frame")]
    .filter((element) => shown(element) && element.clientWidth && element.scrollWidth > element.clientWidth + 2)
    .map((element) => `${element.scrollWidth} px in ${element.clientWidth}: ${short(element)}`);

  const ringed = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };

  // A ring stands around the element, around what it spreads over, or around the card it is in.
  const isSeen = (element) => ringed(element) || ringed(element, "::after") || ringed(element, "::before")
    || [...(element.labels ?? [])].some((label) => ringed(label)) || (element.nextElementSibling && ringed(element.nextElementSibling))
    || [1, 2, 3, 4].reduce(([at, found]) => [at?.parentElement, found || Boolean(at?.parentElement && ringed(at.parentElement))], [element, false])[1];

  const coverOf = (element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
    if (box.width < 3 || y < 0 || y > innerHeight || x < 0 || x > innerWidth) return null;
    const top = document.elementFromPoint(x, y);
    const isOwn = !top || element.contains(top) || top.contains(element)
      || [...(element.labels ?? [])].some((label) => label.contains(top));
    return isOwn ? null : short(top);
  };

  // Where the keyboard stands: nothing outside the page.
  const numbers = new Map();
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    const holdsKeys = element.matches("input, iframe, video, audio");
    return { number: numbers.get(element), what: short(element), holdsKeys, isSeen: isSeen(element), cover: coverOf(element) };
  };

  return { words, empties, waysOn, wide, cut, stop, text: () => oneLine(main().innerText) };
})();
