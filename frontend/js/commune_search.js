// <commune-search> around a text input: suggestions of communes while typing.
//
// Follows the ARIA combobox pattern with a listbox: focus stays in the input, arrows move the
// active option, Enter takes it, Escape closes then clears. Without script the form is sent
// with the text, and the server answers with what it finds.
//
//     <commune-search data-source="/communes/suggestions" data-go> … <input name="pres-de">
//
// data-source   address that answers ?q= with [{code, name, label, url, population}]
// data-go       taking a suggestion opens its `url` instead of filling the field
// data-code     name of a hidden field that receives the code of the commune taken

const DELAY_MS = 140;
let serial = 0;

class CommuneSearch extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input:not([type=hidden])");
    if (!this.input || this.list) return;
    serial += 1;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `suggestions-${serial}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.listLabel ?? "");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.append(this.list, this.status);

    const input = this.input;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.autocomplete = "off";
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    // Pressing on an option must not take the focus away from the input.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.index));
    });
  }

  disconnectedCallback() {
    clearTimeout(this.due);
    this.request?.abort();
  }

  get code() {
    const name = this.dataset.code;
    return name ? this.closest("form")?.elements.namedItem(name) : null;
  }

  #typed() {
    if (this.code) this.code.value = "";
    clearTimeout(this.due);
    const text = this.input.value.trim();
    if (text.length < 2) {
      this.#close();
      return;
    }
    this.due = setTimeout(() => this.#ask(text), DELAY_MS);
  }

  async #ask(text) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const address = new URL(this.dataset.source, location.href);
      address.searchParams.set("q", text);
      const answer = await fetch(address, {
        signal: this.request.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show(await answer.json());
    } catch (error) {
      // The form still works by sending it: a failed suggestion only closes the list.
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(communes) {
    if (document.activeElement !== this.input) return;
    this.communes = communes;
    this.active = -1;
    this.list.replaceChildren(...communes.map((commune, index) => this.#option(commune, index)));
    const open = communes.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    const words = this.dataset;
    this.status.textContent = open
      ? (words.foundLabel ?? "{n}").replace("{n}", String(communes.length))
      : (words.noneLabel ?? "");
  }

  #option(commune, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.dataset.index = String(index);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.textContent = commune.name;
    const detail = document.createElement("small");
    const rest = (commune.label ?? "")
      .replace(commune.name, "")
      .replace(/^[\s,·()]+|[()\s]+$/g, "");
    detail.textContent = rest || commune.code;
    option.append(name, detail);
    return option;
  }

  #pressed(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const last = (this.communes?.length ?? 0) - 1;
    const moves = {
      ArrowDown: () => (this.active < last ? this.active + 1 : 0),
      ArrowUp: () => (this.active > 0 ? this.active - 1 : last),
    };
    if (event.key in moves) {
      event.preventDefault();
      if (open) this.#mark(moves[event.key]());
      else if (this.input.value.trim().length > 1) this.#ask(this.input.value.trim());
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.#take(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      this.#typed();
    } else if (event.key === "Tab" && open && this.active >= 0 && !("go" in this.dataset)) {
      this.#take(this.active);
    }
  }

  #mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
    });
    const option = this.list.children[index];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #take(index) {
    const commune = this.communes?.[index];
    if (!commune) return;
    if ("go" in this.dataset && commune.url) {
      location.assign(commune.url);
      return;
    }
    this.input.value = commune.name;
    if (this.code) this.code.value = commune.code;
    this.#close();
    this.dispatchEvent(new CustomEvent("commune", { bubbles: true, detail: commune }));
  }

  #close() {
    clearTimeout(this.due);
    this.request?.abort();
    if (!this.list) return;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("commune-search", CommuneSearch);
