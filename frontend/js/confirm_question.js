// <confirm-question> around a <details>: the question opens in a dialog, by a button.

class ConfirmQuestion extends HTMLElement {
  connectedCallback() {
    const details = this.querySelector("details");
    const question = this.querySelector(".confirm-question");
    if (!details || !question || this.dialog) return;
    const summary = details.querySelector("summary");
    const opener = document.createElement("button");
    opener.type = "button";
    opener.className = summary.className;
    opener.append(...summary.childNodes);
    this.dialog = document.createElement("dialog");
    this.dialog.className = "dialog";
    const title = question.querySelector("[id]");
    if (title) this.dialog.setAttribute("aria-labelledby", title.id);
    this.dialog.append(...question.childNodes);
    details.replaceWith(opener, this.dialog);
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", () => this.dialog.showModal());
    this.dialog.addEventListener("close", () => opener.focus());
    for (const back of this.dialog.querySelectorAll("[data-back]")) {
      back.hidden = false;
      back.addEventListener("click", () => this.dialog.close());
    }
  }
}

customElements.define("confirm-question", ConfirmQuestion);
