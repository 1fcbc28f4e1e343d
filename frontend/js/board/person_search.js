// <person-search>: suggests the people of a place while a host types a name.
//
// The field works without it: a name in full, or an address, is found by the server. Whoever is
// picked is named by `data-person`, the hidden field of the same form.

const DELAY_MS = 180;
const SHORTEST = 2;

class PersonSearch extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || this.list) return;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${this.input.id}-people`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.listLabel);
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.append(this.list, this.status);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
  }

  disconnectedCallback() {
    clearTimeout(this.due);
    this.request?.abort();
  }

  #typed() {
    const picked = this.closest("form")?.elements.namedItem(this.dataset.person);
    if (picked) picked.value = "";
    clearTimeout(this.due);
    const text = this.input.value.trim();
    if (text.length < SHORTEST || text.includes("@")) this.#close();
    else this.due = setTimeout(() => this.#ask(text), DELAY_MS);
  }

  async #ask(text) {
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.dataset.source, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok) this.#show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(people) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...people.map((person, index) => this.#option(person, index)));
    this.list.hidden = people.length === 0;
    this.input.setAttribute("aria-expanded", String(people.length > 0));
    this.status.textContent = people.length
      ? this.dataset.foundLabel.replace("{n}", String(people.length))
      : this.dataset.noneLabel;
  }

  #option(person, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.person = person.id;
    const name = document.createElement("span");
    name.textContent = person.name;
    const detail = document.createElement("small");
    detail.textContent = person.detail;
    option.append(name, detail);
    return option;
  }

  #pressed(event) {
    if (event.isComposing || this.list.hidden) return;
    const options = [...this.list.children];
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#mark(
        options,
        at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length,
      );
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      this.#take(options[at]);
    } else if (event.key === "Escape") {
      // In a dialog, the first press closes the list alone.
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #mark(options, index) {
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
    this.input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    this.input.value = option.querySelector("span").textContent;
    const picked = this.closest("form")?.elements.namedItem(this.dataset.person);
    if (picked) picked.value = option.dataset.person;
    this.#close();
  }

  #close() {
    clearTimeout(this.due);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("person-search", PersonSearch);
