// <kept-picks> around fields that htmx replaces: what a person picked there outlives them.
//
// Pressing another day asks the server for the whole panel again. Whatever is picked before the
// answer comes, and after the addresses of the panel were written, is put back into the fields
// that arrive, where they still offer it; what they do not offer stays as the server chose. A name
// is that of one field, or of radio buttons; several boxes of one name are the server's.
//
//     <kept-picks data-names="espace personnes mot"> <input name="espace"> … </kept-picks>

/** The last value that the person gave, by the name of the field. */
const picked = new Map();

class KeptPicks extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", ({ target }) => {
      if (!this.#names.includes(target.name)) return;
      picked.set(target.name, target.type === "checkbox" ? target.checked : target.value);
    });
    for (const name of this.#names) if (picked.has(name)) this.#putBack(name, picked.get(name));
  }

  get #names() {
    return (this.dataset.names ?? "").split(" ");
  }

  #putBack(name, value) {
    const fields = [...this.querySelectorAll(`[name="${CSS.escape(name)}"]:enabled`)];
    const field = fields.find((one) => one.type !== "radio" || one.value === value);
    if (!field) return;
    if (field.type === "radio") field.checked = true;
    else if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    const folded = field.closest("details");
    if (folded && value) folded.open = true;
  }
}

customElements.define("kept-picks", KeptPicks);
