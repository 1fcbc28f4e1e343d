// <confirm-question> around a <details>: the question opens in a dialog rather than in place.

class ConfirmQuestion extends HTMLElement {
  connectedCallback() {
    const details = this.querySelector("details");
    const question = this.querySelector(".confirm-question");
    if (!details || !question || this.dialog) return;
    const opener = details.querySelector("summary");
    this.dialog = document.createElement("dialog");
    this.dialog.className = "dialog";
    const title = question.querySelector("[id]");
    if (title) this.dialog.setAttribute("aria-labelledby", title.id);
    this.dialog.append(...question.childNodes);
    question.remove();
    this.append(this.dialog);
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      this.dialog.showModal();
    });
    this.dialog.addEventListener("close", () => opener.focus());
    for (const back of this.dialog.querySelectorAll("[data-back]")) {
      back.hidden = false;
      back.addEventListener("click", () => this.dialog.close());
    }
  }
}

customElements.define("confirm-question", ConfirmQuestion);
