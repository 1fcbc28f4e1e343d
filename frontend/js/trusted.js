// What a browser that knows Trusted Types lets become markup or the address of a script: what this
// instance sent, and nothing else. What a person typed never comes this way: it is text.

const policy = globalThis.trustedTypes?.createPolicy("bocage", {
  createHTML: (html) => html,
  // htmx writes again the scripts of a part of a page. None of them runs without the page's nonce.
  createScript: (script) => script,
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError(address);
    return address;
  },
});

/** For htmx, which asks for its policy when it starts. */
export const whatHtmxTrusts = { init: (inner) => policy && inner.initSecurity(policy) };

/** A page, or a part of one, as a document of its own, of which no script runs. */
export function pageOf(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/** Shows markup in an element, in place of what was there. */
export function show(element, html) {
  element.replaceChildren(...pageOf(html).body.childNodes);
}

/** The address of a script of this instance, for what runs it beside the page. */
export function scriptAt(address) {
  return policy ? policy.createScriptURL(address) : address;
}
