// <form-work>: a little work that a browser does for a public form while somebody fills it in (a
// hashcash), so that a wave of spam costs its sender. The form works without it.
//
//     <form-work data-challenge="…" data-bits="14"> <form>… <input type="hidden" name="work" data-work> …</form> </form-work>

const AT_ONCE = 64;

class FormWork extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[data-work]");
    if (!this.field || !globalThis.crypto?.subtle) return;
    this.done = this.#search(this.dataset.challenge, Number(this.dataset.bits));
    this.querySelector("form").addEventListener("submit", (event) => this.#hold(event));
  }

  disconnectedCallback() {
    this.stopped = true;
  }

  /** A form that is sent before the work is done waits for it, once. */
  async #hold(event) {
    if (this.field.value || this.held) return;
    event.preventDefault();
    this.held = true;
    await this.done;
    event.target.requestSubmit(event.submitter);
  }

  async #search(challenge, bits) {
    const text = new TextEncoder();
    for (let from = 0; !this.stopped; from += AT_ONCE) {
      const tried = Array.from({ length: AT_ONCE }, (_one, at) => from + at);
      const digests = await Promise.all(
        tried.map((number) => crypto.subtle.digest("SHA-256", text.encode(`${challenge}:${number}`))),
      );
      const found = digests.findIndex((one) => new DataView(one).getUint32(0) >>> (32 - bits) === 0);
      if (found >= 0) {
        this.field.value = String(from + found);
        return;
      }
    }
  }
}

customElements.define("form-work", FormWork);
