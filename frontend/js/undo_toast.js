// <undo-toast data-seconds="10">: a message that can be undone floats, then leaves.
//
// Time stands still while the pointer or the focus is in it, and it never leaves for people
// who asked their system for less motion: they close it themselves. Without script the
// message stays in the page with its button.

class UndoToast extends HTMLElement {
  connectedCallback() {
    this.seconds = Number(this.dataset.seconds ?? 10);
    this.left = this.seconds * 1000;
    this.dataset.live = "";
    this.style.setProperty("--seconds", `${this.seconds}s`);
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.remove();
    });
    this.querySelector("[data-close]")?.addEventListener("click", () => this.remove());
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const name of ["pointerenter", "focusin"])
      this.addEventListener(name, () => this.#pause());
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, () => this.#run());
    this.#run();
  }

  disconnectedCallback() {
    clearTimeout(this.due);
  }

  #pause() {
    if (!this.due) return;
    clearTimeout(this.due);
    this.due = undefined;
    this.left -= performance.now() - this.since;
  }

  #run() {
    if (this.due || this.matches(":hover, :focus-within")) return;
    this.since = performance.now();
    this.due = setTimeout(() => this.remove(), Math.max(this.left, 500));
  }
}

customElements.define("undo-toast", UndoToast);
