// Before the page: sums what moves on it by itself.
window.lastLookShifts = { sum: 0, moved: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.lastLookShifts.sum += entry.value;
    for (const { node } of entry.sources)
      if (node?.outerHTML) window.lastLookShifts.moved.push(node.outerHTML.slice(0, 80).replace(/\s+/g, " "));
  }
}).observe({ type: "layout-shift", buffered: true });
