// <door-display>: the screen beside a door, on a tablet that nobody looks after.
//
//     <door-display data-source="/porte/…/etat/" data-etag='"…"' data-at="2026-…" data-lost="… {time}">
//       <p data-clock hidden></p> <p data-net hidden></p> <div data-state>…</div>
//     </door-display>
//
// It asks every few seconds for what changed (304 while nothing did), and keeps the last known
// state in the browser. When the network drops it goes on showing that state, says from when it
// is, and presses nothing: a room taken on a dead screen would be taken by nobody.

import { show } from "./trusted.js";

const EVERY = 15_000;
const SOON = 1_000;

class DoorDisplay extends HTMLElement {
  connectedCallback() {
    this.shown = this.querySelector("[data-state]");
    this.net = this.querySelector("[data-net]");
    this.clock = this.querySelector("[data-clock]");
    this.key = `door:${this.dataset.source}`;
    this.etag = this.dataset.etag;
    this.at = new Date(this.dataset.at);
    this.#takeUp();
    this.timers = [
      setInterval(() => this.refresh(), Number(this.dataset.every ?? EVERY)),
      setInterval(() => this.#tick(), SOON),
    ];
    this.hears = () => this.refresh();
    for (const name of ["online", "offline"]) addEventListener(name, this.hears);
    this.#tick();
    this.refresh();
  }

  disconnectedCallback() {
    this.timers?.forEach(clearInterval);
    for (const name of ["online", "offline"]) removeEventListener(name, this.hears);
  }

  async refresh() {
    if (!navigator.onLine) return this.#lost();
    try {
      const answer = await fetch(this.dataset.source, {
        headers: { "If-None-Match": this.etag },
        cache: "no-store",
      });
      if (answer.status === 410 || answer.status === 404) return this.#gone();
      if (answer.status !== 304 && !answer.ok) return this.#lost();
      if (answer.status !== 304) this.#show(await answer.text(), answer.headers.get("ETag"));
      this.#heard();
    } catch {
      this.#lost();
    }
  }

  #show(html, etag) {
    this.etag = etag ?? "";
    show(this.shown, html);
  }

  #heard() {
    this.at = new Date();
    this.net.hidden = true;
    this.removeAttribute("data-offline");
    this.#buttons(false);
    this.#store({ html: this.shown.innerHTML, etag: this.etag, at: this.at.toISOString() });
  }

  #lost() {
    const said = this.dataset.lost.replace("{time}", this.#clockAt(this.at));
    if (this.net.textContent !== said) this.net.textContent = said;
    this.net.hidden = false;
    this.dataset.offline = "";
    this.#buttons(true);
  }

  #gone() {
    this.timers.forEach(clearInterval);
    this.#store(null);
    this.shown.replaceChildren();
    this.net.textContent = this.dataset.gone;
    this.net.hidden = false;
  }

  #buttons(disabled) {
    for (const button of this.shown.querySelectorAll("button")) button.disabled = disabled;
  }

  #tick() {
    this.clock.hidden = false;
    this.clock.textContent = this.#clockAt(new Date());
  }

  /** The time on the wall of the place, whatever zone the tablet was set to. */
  #clockAt(moment) {
    return moment.toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: this.dataset.zone,
    });
  }

  /** An old page shown again without a network: what was kept since is nearer to the truth. */
  #takeUp() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
      if (!kept || navigator.onLine || new Date(kept.at) <= this.at) return;
      this.#show(kept.html, kept.etag);
      this.at = new Date(kept.at);
    } catch {
      // A browser that keeps nothing shows what the page brought.
    }
  }

  #store(state) {
    try {
      if (state) localStorage.setItem(this.key, JSON.stringify(state));
      else localStorage.removeItem(this.key);
    } catch {
      // Private browsing, or no room left: the screen lives on without it.
    }
  }
}

customElements.define("door-display", DoorDisplay);
