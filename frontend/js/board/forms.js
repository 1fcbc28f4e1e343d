// The pages of the board's forms, opened in a dialog of the board. A page is asked for as it is
// and its part `[data-board-part]` shown; what comes back after sending is either the part again,
// with what is wrong, or the board itself, with what was done.

import { pageOf } from "../trusted.js";

export class FormDialog {
  /** `done(document)` gets the board that the server answered. */
  constructor(dialog, done) {
    this.dialog = dialog;
    this.slot = dialog.querySelector("[data-board-slot]");
    this.title = dialog.querySelector("h2");
    this.done = done;
    dialog.addEventListener("submit", (event) => this.#submitted(event));
    dialog.addEventListener("close", () => this.slot.replaceChildren());
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Opens the form of an address, or goes there when it cannot be shown here. */
  async open(address) {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || !this.#show(await answer.text())) throw new Error(String(answer.status));
    } catch {
      location.assign(address);
      return;
    }
    // A form may lead to another: the dialog is then open already.
    if (!this.isOpen) this.dialog.showModal();
    this.slot.querySelector("input:not([type=hidden]), select, textarea, a")?.focus();
  }

  #show(html) {
    const part = pageOf(html).querySelector("[data-board-part]");
    if (!part) return false;
    const head = part.querySelector("h1");
    this.title.textContent = head.textContent;
    head.remove();
    this.slot.replaceChildren(part);
    return true;
  }

  async #submitted(event) {
    const form = event.target;
    if (form.method === "dialog") return;
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    const data = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { Accept: "text/html" },
      });
      const html = await answer.text();
      if (answer.redirected) {
        this.dialog.close();
        this.done(pageOf(html));
      } else if (this.#show(html)) {
        this.slot
          .querySelector(".error-summary, [aria-invalid=true], h2")
          ?.scrollIntoView({ block: "nearest" });
        this.slot
          .querySelector(".error-summary a, [aria-invalid=true], input:not([type=hidden])")
          ?.focus();
      }
    } catch {
      // The network is gone: the page of the form says so better than we would.
      form.submit();
    } finally {
      this.sending = false;
    }
  }
}
