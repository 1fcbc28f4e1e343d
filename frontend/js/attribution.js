// The code with which somebody came (`?c=…`, foundation/http/attribution.py) goes with them from page
// to page in the address, so that a form filled in three pages further still has it. Nothing is
// stored: who closes the page leaves nothing behind.

const CODE = "c";
const READABLE = /^(?!\d[\dab]\d{3}$)[0-9a-z]{4,12}$/;

const code = new URLSearchParams(location.search)
  .getAll(CODE)
  .findLast((value) => READABLE.test(value));

function carries(address) {
  return address.searchParams.getAll(CODE).some((value) => READABLE.test(value));
}

/** Another page of this site: a link to a part of the same page must not load it again. */
function isAnotherPage(address) {
  const part = address.pathname + address.search;
  return address.origin === location.origin && part !== location.pathname + location.search;
}

if (code) {
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.hasAttribute("download")) return;
      const address = new URL(link.href);
      if (!isAnotherPage(address) || carries(address)) return;
      address.searchParams.append(CODE, code);
      link.href = address.href;
    },
    { capture: true },
  );

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (new URL(form.action).origin !== location.origin || form.elements.namedItem(CODE)) return;
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: CODE, value: code });
      form.append(hidden);
    },
    { capture: true },
  );
}
