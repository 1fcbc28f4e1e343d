// The board of the projects: with a mouse, a card is dragged to another stage. The form of its
// button does it, so that the server alone decides, and says what is missing.

class ProjectBoard extends HTMLElement {
  #card = null;

  connectedCallback() {
    if (!matchMedia("(min-width: 62em) and (pointer: fine)").matches) return;
    for (const card of this.querySelectorAll("[data-project]:has([form])")) {
      card.draggable = true;
      // Its link covers the card, and would be dragged as an address.
      card.querySelector("a").draggable = false;
    }
    for (const [kind, answer] of [
      ["dragstart", this.#take],
      ["dragover", this.#pass],
      ["dragleave", this.#leave],
      ["dragend", this.#leave],
      ["drop", this.#drop],
    ]) {
      this.addEventListener(kind, (event) => answer.call(this, event));
    }
  }

  #take(event) {
    this.#card = event.target.closest("[data-project]");
    if (!this.#card) return;
    this.#card.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.#card.dataset.project);
  }

  #pass(event) {
    const column = event.target.closest("[data-stage]");
    if (!this.#card || !column || column.contains(this.#card)) return;
    event.preventDefault();
    this.#unmark();
    column.dataset.over = "";
  }

  #leave(event) {
    if (event.type === "dragleave" && this.contains(event.relatedTarget)) return;
    this.#unmark();
    if (event.type !== "dragend" || !this.#card) return;
    delete this.#card.dataset.dragged;
    this.#card = null;
  }

  #drop(event) {
    const column = event.target.closest("[data-stage]");
    const button = this.#card?.querySelector("[form]");
    if (!column || !button) return;
    event.preventDefault();
    // The button itself goes on saying its own stage, for whoever comes back to this page.
    const pressed = button.cloneNode();
    pressed.value = column.dataset.stage;
    pressed.hidden = true;
    button.after(pressed);
    pressed.form.requestSubmit(pressed);
    pressed.remove();
  }

  #unmark() {
    for (const column of this.querySelectorAll("[data-over]")) delete column.dataset.over;
  }
}

customElements.define("project-board", ProjectBoard);
