// Parts that a person puts in order: dragged by their handle with a mouse, moved by their buttons
// with a keyboard or a finger. Each part has a field with its number, which is all that there is
// without scripts; it stays in the form, and says the new order to the server.
//
// <ordered-parts data-said="%title : %place sur %all"> … <fieldset data-part="Title"> with
// [data-number], [data-moves] (hidden) and [data-handle] inside; lists may stand in parts.

class OrderedParts extends HTMLElement {
  #taken = null;
  #next = null;

  connectedCallback() {
    this.status = this.querySelector(":scope > [role=status]");
    for (const part of this.#parts()) {
      this.#own(part, "[data-number]").hidden = true;
      this.#own(part, "[data-moves]").hidden = false;
      const handle = this.#own(part, "[data-handle]");
      handle.draggable = matchMedia("(min-width: 62em) and (pointer: fine)").matches;
      handle.hidden = !handle.draggable;
    }
    for (const [kind, answer] of [
      ["click", this.#press],
      ["dragstart", this.#take],
      ["dragover", this.#pass],
      ["drop", this.#drop],
      ["dragend", this.#leave],
    ]) {
      this.addEventListener(kind, (event) => answer.call(this, event));
    }
    this.#write();
  }

  #press(event) {
    const button = event.target.closest("[data-move]");
    const part = button && this.#partAround(button);
    if (!part) return;
    const parts = this.#parts();
    const from = parts.indexOf(part);
    const to = from + Number(button.dataset.move);
    if (to < 0 || to >= parts.length) return;
    parts[to][to < from ? "before" : "after"](part);
    this.#write();
    // A button that was moved loses the focus, and at an end of the list it does nothing more.
    const other = this.#own(part, `[data-move="${-Number(button.dataset.move)}"]`);
    (button.disabled ? other : button).focus();
    this.#say(part);
  }

  #take(event) {
    const handle = event.target.closest("[data-handle]");
    const part = handle && this.#partAround(handle);
    if (!part) return;
    this.#taken = part;
    this.#next = part.nextElementSibling;
    part.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", part.dataset.part);
    event.dataTransfer.setDragImage(part, 16, 16);
  }

  #pass(event) {
    if (!this.#taken) return;
    event.preventDefault();
    const over = this.#partAround(event.target);
    if (!over || over === this.#taken) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](this.#taken);
  }

  #drop(event) {
    if (!this.#taken) return;
    event.preventDefault();
    this.#next = undefined;
  }

  #leave() {
    const part = this.#taken;
    if (!part) return;
    // Let go outside, or given up by Escape: it goes back where it was.
    if (this.#next !== undefined) part.parentElement.insertBefore(part, this.#next);
    delete part.dataset.dragged;
    this.#taken = null;
    this.#write();
    this.#say(part);
  }

  #write() {
    const parts = this.#parts();
    parts.forEach((part, rank) => {
      this.#own(part, "[data-number] input").value = rank + 1;
      this.#own(part, '[data-move="-1"]').disabled = rank === 0;
      this.#own(part, '[data-move="1"]').disabled = rank === parts.length - 1;
    });
  }

  #say(part) {
    const parts = this.#parts();
    this.status.textContent = this.dataset.said
      .replace("%title", part.dataset.part)
      .replace("%place", parts.indexOf(part) + 1)
      .replace("%all", parts.length);
  }

  #parts() {
    return [...this.querySelectorAll("[data-part]")].filter((part) => this.#is(part));
  }

  #is(part) {
    return part.parentElement.closest("ordered-parts") === this;
  }

  /** The part of this very list that an element stands in, whatever lists are inside. */
  #partAround(element) {
    let part = element.closest("[data-part]");
    if (element.closest("ordered-parts") === this) return part && this.#is(part) ? part : null;
    if (!this.#taken) return null;
    while (part && !this.#is(part)) part = part.parentElement.closest("[data-part]");
    return part;
  }

  /** What belongs to a part itself, not to a list inside it. */
  #own(part, selector) {
    return [...part.querySelectorAll(selector)].find(
      (one) => one.closest("ordered-parts") === this,
    );
  }
}

customElements.define("ordered-parts", OrderedParts);
