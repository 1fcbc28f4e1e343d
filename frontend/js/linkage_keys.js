// <linkage-keys> around a doubtful pair: the letter of a button presses it, unless somebody is
// typing or has switched the letters off (WCAG 2.1.4); the switch is remembered.

const STORED = "linkage-keys-off";

class LinkageKeys extends HTMLElement {
  connectedCallback() {
    const label = this.querySelector(".linkage-keys-switch");
    this.toggle = label?.querySelector("input");
    if (label) label.hidden = false;
    if (this.toggle) {
      this.toggle.checked = localStorage.getItem(STORED) === null;
      this.toggle.addEventListener("change", () => this.#remember());
    }
    this.listener = (event) => this.#press(event);
    document.addEventListener("keydown", this.listener);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listener);
  }

  #remember() {
    if (this.toggle.checked) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "1");
  }

  #press(event) {
    if (!this.toggle?.checked || event.repeat || event.altKey || event.ctrlKey || event.metaKey)
      return;
    if (
      event.target.closest(
        "input:not([type=checkbox]), textarea, select, dialog, [contenteditable]",
      )
    )
      return;
    const button = this.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }
}

customElements.define("linkage-keys", LinkageKeys);
