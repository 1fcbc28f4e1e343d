// Tabs that slide on a phone: the page we are on is in sight, with its neighbours beside it.

for (const tabs of document.querySelectorAll(".tabs")) {
  const here = tabs.querySelector("[aria-current]");
  if (!here || tabs.scrollWidth <= tabs.clientWidth) continue;
  const before = here.getBoundingClientRect().left - tabs.getBoundingClientRect().left;
  tabs.scrollLeft = before - (tabs.clientWidth - here.offsetWidth) / 2;
}
