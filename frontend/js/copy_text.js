// <copy-text>: a text to select, with a button that copies it where the browser lets it.
//
//     <copy-text data-copied="…"> <input or textarea readonly> <button type="button" hidden>…</button> </copy-text>

class CopyText extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input, textarea");
    this.button = this.querySelector("button");
    if (!this.input || !this.button || !navigator.clipboard) return;
    this.button.hidden = false;
    this.status = document.createElement("span");
    this.status.className = "small soft";
    this.status.setAttribute("role", "status");
    this.append(this.status);
    this.button.addEventListener("click", () => this.#copy());
  }

  async #copy() {
    this.input.select();
    try {
      await navigator.clipboard.writeText(this.input.value);
      this.status.textContent = this.dataset.copied ?? "";
    } catch {
      this.status.textContent = ""; // It stays selected: the keyboard copies it.
    }
  }
}

customElements.define("copy-text", CopyText);
