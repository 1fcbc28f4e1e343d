// <booth-desk>: the tablet of a fair. What is written down waits in this browser (IndexedDB), leaves
// when there is a network, and is erased here once the server says that it is written.
//
// Each contact carries an identifier of ours: one that is sent twice, because an answer was lost
// on its way, is written once. What the server refuses stays, with its sentence, to be corrected.

import { scriptAt } from "./trusted.js";

const EVERY = 15_000;
const AT_ONCE = 10;
const FIELDS = ["recorder", "email", "phone", "name", "origin", "trade", "family"];
const LISTS = ["interests", "purposes"];

/** The store of one booth: contacts that wait or were refused, and how many have arrived. */
class Store {
  static async open(booth) {
    const store = new Store();
    store.database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open(`bocage-booth-${booth}`, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("contacts", { keyPath: "id" });
        asked.result.createObjectStore("figures");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return store;
  }

  all = () => this.#ask("contacts", "readonly", (contacts) => contacts.getAll());
  put = (contact) => this.#ask("contacts", "readwrite", (contacts) => contacts.put(contact));
  drop = (id) => this.#ask("contacts", "readwrite", (contacts) => contacts.delete(id));
  figure = (name) => this.#ask("figures", "readonly", (figures) => figures.get(name));
  set = (name, value) => this.#ask("figures", "readwrite", (figures) => figures.put(value, name));

  /** A contact has arrived: it is erased here and counted, both or neither. */
  arrived(id) {
    return new Promise((resolve, reject) => {
      const act = this.database.transaction(["contacts", "figures"], "readwrite");
      const known = act.objectStore("contacts").get(id);
      known.onsuccess = () => {
        if (!known.result) return;
        act.objectStore("contacts").delete(id);
        const figures = act.objectStore("figures");
        const count = figures.get("arrived");
        count.onsuccess = () => figures.put((count.result ?? 0) + 1, "arrived");
      };
      act.oncomplete = resolve;
      act.onerror = () => reject(act.error);
    });
  }

  #ask(name, mode, request) {
    return new Promise((resolve, reject) => {
      const act = this.database.transaction(name, mode);
      const asked = request(act.objectStore(name));
      act.oncomplete = () => resolve(asked.result);
      act.onerror = () => reject(act.error);
    });
  }
}

class BoothDesk extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[data-said]");
    this.net = this.querySelector("[data-net]");
    this.list = this.querySelector("[data-refused-list]");
    this.sketch = this.querySelector("template");
    this.hears = () => this.send();
    try {
      this.store = await Store.open(this.dataset.booth);
    } catch {
      this.#say(this.dataset.noStore);
      return;
    }
    this.querySelector("[data-state]").hidden = false;
    this.form.elements.recorder.value ||= (await this.store.figure("recorder")) ?? "";
    this.form.addEventListener("submit", (event) => this.#note(event));
    for (const name of ["online", "offline"]) addEventListener(name, this.hears);
    this.timer = setInterval(this.hears, EVERY);
    navigator.serviceWorker?.register(scriptAt(this.dataset.agent)).catch(() => {});
    navigator.storage?.persist?.();
    this.dataset.ready = "";
    await this.send();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    for (const name of ["online", "offline"]) removeEventListener(name, this.hears);
  }

  /** Writes down what the form says, on the tablet first: the network may be anywhere. */
  async #note(event) {
    event.preventDefault();
    const contact = this.#contact();
    const problem = this.#problem(contact);
    if (problem) return this.#say(problem);
    await this.store.put(contact);
    await this.store.set("recorder", contact.recorder);
    this.form.reset();
    this.form.elements.recorder.value = contact.recorder;
    this.correcting = undefined;
    this.#say(this.dataset.noted);
    this.form.elements.email.focus();
    await this.send();
  }

  #contact() {
    const said = new FormData(this.form);
    const fields = FIELDS.map((name) => [name, String(said.get(name) ?? "").trim()]);
    const lists = LISTS.map((name) => [name, said.getAll(name).map(String)]);
    return {
      id: this.correcting?.id ?? identifier(),
      at: this.correcting?.at ?? new Date().toISOString(),
      state: "waiting",
      ...Object.fromEntries([...fields, ...lists]),
    };
  }

  #problem(contact) {
    if (!contact.recorder) return this.dataset.recorderMissing;
    if (!contact.email && !contact.phone) return this.dataset.nobody;
    return contact.purposes.length ? "" : this.dataset.agreedToNothing;
  }

  /** Sends what waits, a few at a time; one sending at a time. */
  async send() {
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      do {
        this.again = false;
        while (navigator.onLine && (await this.#sendSome()));
      } while (this.again);
    } finally {
      this.sending = false;
      await this.#show();
    }
  }

  /** Whether some have left and others may wait. */
  async #sendSome() {
    const waiting = (await this.store.all()).filter((one) => one.state === "waiting");
    if (!waiting.length) return false;
    let answer;
    try {
      answer = await fetch(this.dataset.send, {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ contacts: waiting.slice(0, AT_ONCE) }),
      });
      if (answer.status === 410 || answer.status === 404) this.#say(this.dataset.closed);
      if (!answer.ok) return false;
      const { results } = await answer.json();
      for (const one of results) await this.#settle(one, waiting);
      return results.length > 0;
    } catch {
      return false; // The answer was lost: all are sent again, and written once.
    }
  }

  async #settle(result, waiting) {
    if (result.state === "written") return this.store.arrived(result.id);
    const contact = waiting.find((one) => one.id === result.id);
    if (contact) await this.store.put({ ...contact, state: "refused", sentence: result.sentence });
  }

  async #show() {
    const all = await this.store.all();
    const refused = all.filter((one) => one.state === "refused");
    const arrived = (await this.store.figure("arrived")) ?? 0;
    this.#count("waiting", all.length - refused.length);
    this.#count("arrived", arrived);
    this.#count("to-correct", refused.length);
    this.querySelector("[data-count=to-correct]").hidden = refused.length === 0;
    const net = navigator.onLine ? this.dataset.online : this.dataset.offline;
    if (this.net.textContent !== net) this.net.textContent = net;
    this.querySelector("[data-refused]").hidden = refused.length === 0;
    this.list.replaceChildren(...refused.map((one) => this.#line(one)));
  }

  #count(name, count) {
    const key = name === "to-correct" ? "toCorrect" : name;
    const words = this.dataset[key].replace("{count}", count);
    this.querySelector(`[data-count=${name}]`).textContent = words;
  }

  #line(contact) {
    const line = this.sketch.content.firstElementChild.cloneNode(true);
    line.querySelector("[data-who]").textContent = contact.name || contact.email || contact.phone;
    line.querySelector("[data-sentence]").textContent = contact.sentence;
    line.querySelector("[data-correct]").addEventListener("click", () => this.#correct(contact));
    line.querySelector("[data-drop]").addEventListener("click", async () => {
      await this.store.drop(contact.id);
      await this.#show();
    });
    return line;
  }

  /** Fills the form with a contact that was refused; it keeps its identifier and its moment. */
  #correct(contact) {
    this.correcting = contact;
    for (const name of FIELDS) this.form.elements[name].value = contact[name];
    for (const name of LISTS) {
      for (const box of this.form.querySelectorAll(`[name=${name}]`)) {
        box.checked = contact[name].includes(box.value);
      }
    }
    this.#say(contact.sentence);
    this.form.elements.email.focus();
  }

  #say(words) {
    this.said.textContent = words;
    this.said.hidden = !words;
  }
}

/** A UUID of version 4, also where the page has no secure context. */
function identifier() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

customElements.define("booth-desk", BoothDesk);
