// <place-board>: keeps the board alive. It reads the state every few seconds, draws the timeline
// where there is room for it and the list always, and sends gestures.

import { FormDialog } from "./forms.js";
import { afterKey, placeOf, spoken } from "./keyboard.js";
import { pageOf } from "../trusted.js";
import { dayOf, hourOf, spokenHours } from "./wall_clock.js";

const EVERY_MS = 4000;
const WIDE = window.matchMedia("(min-width: 48em)");

class PlaceBoard extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector(".board-frame");
    this.status = document.querySelector("[data-board-status]");
    this.list = document.querySelector("[data-board-list]");
    this.forms = new FormDialog(document.getElementById("board-dialog"), (page) =>
      this.#done(page),
    );
    this.away = new AbortController();
    const { signal } = this.away;
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("visibilitychange", () => this.#read(), { signal });
    document.addEventListener("keydown", (event) => this.#pressed(event), {
      capture: true,
      signal,
    });
    this.frame.addEventListener("focusout", (event) => this.#left(event));
    WIDE.addEventListener("change", () => this.#draw(), { signal });
    this.timer = setInterval(() => this.#read(), EVERY_MS);
    this.#read();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.away.abort();
  }

  #say(words, isProblem = false) {
    this.status.textContent = words;
    this.status.classList.toggle("board-problem", isProblem);
  }

  // ---- Reading

  /** Reads the state, unless the page is hidden, or a gesture or a form is under way. */
  async #read() {
    if (document.hidden || this.staged || this.reading || this.sending) return;
    this.reading = true;
    try {
      const headers = this.version ? { "If-None-Match": this.version } : {};
      const answer = await fetch(this.dataset.state, { headers, cache: "no-store" });
      if (answer.status === 200) await this.#changed(answer);
    } catch {
      // The next reading may do better; what is shown stays.
    } finally {
      this.reading = false;
    }
  }

  async #changed(answer) {
    const isFirst = !this.version;
    this.version = answer.headers.get("ETag");
    const state = await answer.json();
    if (this.staged || this.sending) {
      this.version = "";
      return;
    }
    this.state = state;
    this.#draw();
    if (!isFirst) await this.#refreshList();
  }

  async #refreshList() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) this.#putList(pageOf(await answer.text()));
  }

  #putList(page) {
    const fresh = page.querySelector("[data-board-list]");
    if (
      !fresh ||
      (this.list.contains(document.activeElement) && fresh.innerHTML === this.list.innerHTML)
    )
      return;
    const focused = this.list.contains(document.activeElement)
      ? document.activeElement.getAttribute("href")
      : null;
    this.list.replaceChildren(...fresh.childNodes);
    if (focused) this.list.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }

  async #draw() {
    if (!this.state) return;
    if (!WIDE.matches) {
      this.hidden = true;
      return;
    }
    this.hidden = false;
    if (this.timeline) {
      this.#keepingFocus(() => this.timeline.show(this.state));
      return;
    }
    const { Timeline } = await import(new URL(this.dataset.script, location.href).href);
    if (this.timeline) return;
    this.timeline = new Timeline(this.frame, {
      first: this.dataset.first,
      view: this.dataset.view,
      state: this.state,
      on: {
        mounted: (element, event) => this.#mounted(element, event),
        updated: () => this.#label(),
        open: (booking) => booking.url && this.forms.open(booking.url),
        move: (booking, wanted, revert) => this.#send(booking, wanted, revert),
        pick: (picked) => this.#pick(picked),
      },
    });
    this.dataset.drawn = "";
    this.#label();
  }

  // ---- The bookings as elements

  #mounted(element, event) {
    const booking = event.extendedProps;
    if (!booking.person_name) {
      element.setAttribute("aria-hidden", "true");
      return;
    }
    element.dataset.booking = booking.id;
    element.setAttribute("aria-describedby", "board-keys");
    // So that screen readers leave the arrows to us, as they do for whatever one moves.
    element.setAttribute("role", "application");
    element.setAttribute("aria-roledescription", this.dataset.booking);
    this.#labelOne(element, booking);
  }

  #label() {
    // The library calls its boxes rows and cells that are in no table; the list below is one.
    for (const name of ["role", "aria-colindex", "aria-colspan"]) {
      for (const element of this.frame.querySelectorAll(`[${name}]:not([data-booking])`)) {
        element.removeAttribute(name);
      }
    }
    for (const element of this.frame.querySelectorAll("[data-booking]")) {
      const booking = this.#booking(element.dataset.booking);
      if (booking) this.#labelOne(element, booking);
    }
  }

  #labelOne(element, booking) {
    const at = this.staged?.booking.id === booking.id ? this.staged.at : placeOf(booking);
    const spaces = this.state.resources.filter((one) => at.resources.includes(one.id));
    const parts = [
      booking.person_name,
      this.#when(at),
      spaces.map((one) => one.title).join(", "),
      booking.status_label,
      booking.detail,
    ];
    const words = parts.filter(Boolean).join(", ");
    element.setAttribute("aria-label", words);
    // A short booking of a week has room for a letter or two: the pointer reads the rest.
    element.title = words;
  }

  #when(at) {
    const hours = spokenHours(at.start, at.end);
    if (this.dataset.view !== "week") return hours;
    const day = new Date(`${dayOf(at.start)}T12:00:00Z`);
    return `${day.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", timeZone: "UTC" })} ${hours}`;
  }

  #booking(id) {
    return this.state.bookings.find((one) => one.id === id);
  }

  #keepingFocus(change) {
    const id = document.activeElement?.closest?.("[data-booking]")?.dataset.booking;
    change();
    if (id) this.#focus(id);
  }

  #focus(id) {
    // The library draws in the next moment; the element may be another one by then.
    requestAnimationFrame(() => {
      const now = document.activeElement;
      // Whoever has gone elsewhere on the page meanwhile stays there.
      if (now && now !== document.body && !this.frame.contains(now)) return;
      this.refocusing = true;
      this.frame
        .querySelector(`[data-booking="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: false });
      this.refocusing = false;
    });
  }

  // ---- Keys

  #pressed(event) {
    const booking = this.#pressedOn(event.target);
    if (!booking) return;
    if (this.staged && (event.key === "Enter" || event.key === " ")) {
      this.#swallow(event);
      this.#commit();
    } else if (this.staged && event.key === "Escape") {
      this.#swallow(event);
      this.#revert();
    } else {
      this.#stage(event, booking);
    }
  }

  /** The booking that a key is for: that of the focus, which is nowhere while one is redrawn. */
  #pressedOn(target) {
    const element = target.closest?.(".board-frame [data-booking]");
    if (element) return this.#booking(element.dataset.booking);
    return target === document.body && this.staged ? this.staged.booking : undefined;
  }

  #stage(event, booking) {
    const at = this.staged?.at ?? placeOf(booking);
    const wanted = afterKey(event, at, this.state);
    if (!wanted) return;
    this.#swallow(event);
    if (!booking.movable) {
      this.#say(this.dataset.fixed, true);
      return;
    }
    if (wanted === at) return;
    this.staged = { booking, at: wanted };
    const hours = spokenHours(wanted.start, wanted.end);
    this.#keepingFocus(() => this.timeline.stage(booking, { ...wanted, hours }));
    this.#say(spoken(this.dataset.staged, booking, wanted, this.state.resources));
  }

  #swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  async #commit() {
    const { booking, at } = this.staged;
    await this.#send(booking, at, () => {});
    this.#focus(booking.id);
  }

  #revert() {
    this.staged = undefined;
    this.#keepingFocus(() => this.timeline.show(this.state));
    this.#say(this.dataset.reverted);
  }

  /** A booking that loses the focus before Enter goes back to where it is. */
  #left(event) {
    if (!this.staged || this.refocusing || this.sending) return;
    setTimeout(() => {
      const id = this.staged?.booking.id;
      const focused = document.activeElement?.closest?.("[data-booking]")?.dataset.booking;
      if (id && !this.sending && focused !== id) this.#revert();
    }, 120);
  }

  // ---- Gestures

  async #send(booking, wanted, revert) {
    if (this.sending) {
      revert();
      return;
    }
    this.sending = true;
    const data = new FormData();
    for (const resource of wanted.resources) data.append("resources", resource);
    data.append("day", dayOf(wanted.start));
    data.append("starts", hourOf(wanted.start));
    data.append("ends", hourOf(wanted.end));
    data.append("sequence", booking.sequence);
    try {
      const answer = await fetch(booking.url, {
        method: "POST",
        body: data,
        headers: this.#headers(),
      });
      const { sentence, problem } = await answer.json();
      if (problem) revert();
      this.#say(sentence ?? problem, Boolean(problem));
    } catch {
      revert();
      this.#say(this.dataset.offline, true);
    } finally {
      this.sending = false;
      this.staged = undefined;
      this.timeline.show(this.state);
      this.version = this.version && "stale";
      await this.#read();
    }
  }

  #headers() {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    return { Accept: "application/json", "X-CSRFToken": token };
  }

  #pick({ start, end, resource }) {
    const address = new URL(this.dataset.book, location.href);
    const asked = { resource, day: dayOf(start), starts: hourOf(start), ends: hourOf(end) };
    for (const [name, value] of Object.entries(asked))
      if (value) address.searchParams.set(name, value);
    this.forms.open(address.href);
  }

  #clicked(event) {
    const link = event.target.closest("a[data-board-form]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.forms.open(link.href);
  }

  /** A form was accepted: the server answered the board, with what it did in its messages. */
  async #done(page) {
    const said = [...page.querySelectorAll(".messages .message-text")].map((one) =>
      one.textContent.trim(),
    );
    this.#say(said.join(" "));
    this.version = this.version && "stale";
    await this.#read();
  }
}

customElements.define("place-board", PlaceBoard);
