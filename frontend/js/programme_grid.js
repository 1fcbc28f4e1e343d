// The grid of a programme: with a mouse, a session is dragged to another room or time. The form of
// its own page does it, so that the server alone decides, and says what is in the way.

class ProgrammeGrid extends HTMLElement {
  #taken = null;

  connectedCallback() {
    this.form = this.querySelector("form[hidden]");
    if (!this.form || !matchMedia("(min-width: 62em) and (pointer: fine)").matches) return;
    for (const placed of this.querySelectorAll("[data-place]")) placed.draggable = true;
    for (const link of this.querySelectorAll("[data-place] a")) link.draggable = false;
    for (const [kind, answer] of [
      ["dragstart", this.#take],
      ["dragover", this.#pass],
      ["dragend", this.#leave],
      ["drop", this.#drop],
    ]) {
      this.addEventListener(kind, (event) => answer.call(this, event));
    }
  }

  #take(event) {
    this.#taken = event.target.closest("[data-place]");
    if (!this.#taken) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.#taken.dataset.place);
  }

  #pass(event) {
    const cell = event.target.closest("[data-slot]");
    if (!this.#taken || !cell) return;
    event.preventDefault();
    this.#unmark();
    cell.dataset.over = "";
  }

  #leave() {
    this.#unmark();
    this.#taken = null;
  }

  #drop(event) {
    const cell = event.target.closest("[data-slot]");
    if (!this.#taken || !cell) return;
    event.preventDefault();
    this.form.action = this.#taken.dataset.place;
    this.form.elements.room.value = cell.dataset.room;
    this.form.elements.slot.value = cell.dataset.slot;
    this.form.requestSubmit();
  }

  #unmark() {
    for (const cell of this.querySelectorAll("[data-over]")) delete cell.dataset.over;
  }
}

customElements.define("programme-grid", ProgrammeGrid);
