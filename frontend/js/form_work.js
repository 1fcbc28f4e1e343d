// <form-work>: a little work that a browser does for the form around it while somebody fills it in
// (a hashcash), so that a wave of requests costs its sender. The form works without it.
//
//     <form> … <form-work data-challenge="…" data-bits="14"><input type="hidden" name="work" data-work></form-work> </form>

const AT_ONCE = 64;

class FormWork extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[data-work]");
    this.form = this.closest("form");
    if (!this.field || !this.form || !globalThis.crypto?.subtle) return;
    this.done = this.#search(this.dataset.challenge, Number(this.dataset.bits));
    this.form.addEventListener("submit", (event) => this.#hold(event));
  }

  disconnectedCallback() {
    this.stopped = true;
  }

  /** A form that is sent before the work is done waits for it, once. */
  async #hold(event) {
    if (this.field.value || this.held) return;
    event.preventDefault();
    this.held = true;
    this.form.setAttribute("aria-busy", "true");
    await this.done;
    this.form.removeAttribute("aria-busy");
    this.form.requestSubmit(event.submitter);
  }

  async #search(challenge, bits) {
    const text = new TextEncoder();
    for (let from = 0; !this.stopped; from += AT_ONCE) {
      const tried = Array.from({ length: AT_ONCE }, (_one, at) => from + at);
      const digests = await Promise.all(
        tried.map((number) =>
          crypto.subtle.digest("SHA-256", text.encode(`${challenge}:${number}`)),
        ),
      );
      const found = digests.findIndex(
        (one) => new DataView(one).getUint32(0) >>> (32 - bits) === 0,
      );
      if (found >= 0) {
        this.field.value = String(from + found);
        return;
      }
    }
  }
}

customElements.define("form-work", FormWork);
