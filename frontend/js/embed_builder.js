// <embed-builder>: the code to paste and its preview follow each choice, without the page being asked
// for anew. The server writes the code; without a script a button asks for it.
//
//     <embed-builder> <form>…</form> <div id="code">… <bocage-embed data-look="{…}"> …</div> </embed-builder>

import { pageOf } from "./trusted.js";

class EmbedBuilder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("input", (event) => this.#soon(event));
    this.form.addEventListener("commune", (event) => this.#soon(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#build();
    });
    this.#dress();
  }

  #soon({ target }) {
    const { page, adresse, couleurs } = this.form.elements;
    if (target === page) adresse.value = "";
    if (target.type === "color") couleurs.checked = true;
    clearTimeout(this.due);
    this.due = setTimeout(() => this.#build(), 250);
  }

  async #build() {
    const address = `${this.form.getAttribute("action")}?${new URLSearchParams(new FormData(this.form))}`;
    this.asked = address;
    const answer = await fetch(address);
    if (!answer.ok || this.asked !== address) return;
    const page = pageOf(await answer.text());
    for (const one of page.querySelectorAll("noscript")) one.remove(); // Read as if it ran no script.
    history.replaceState(null, "", address);
    this.#replace(...[this, page].map((one) => one.querySelector("#code")));
    this.#dress();
  }

  /** All around a frame that stays is replaced, so that it does not load anew for a colour. */
  #replace(own, other) {
    const [shown, next] = [own, other].map((one) => one.querySelector("bocage-embed"));
    if (!shown || shown.getAttribute("src") !== next?.getAttribute("src")) {
      own.replaceChildren(...other.childNodes);
      return;
    }
    shown.dataset.look = next.dataset.look;
    for (const node of [...own.childNodes]) if (node !== shown) node.remove();
    const nodes = [...other.childNodes];
    const place = nodes.indexOf(next);
    shown.before(...nodes.slice(0, place));
    shown.after(...nodes.slice(place + 1));
  }

  #dress() {
    const shown = this.querySelector("bocage-embed");
    if (!shown) return;
    shown.removeAttribute("style");
    for (const [name, value] of Object.entries(JSON.parse(shown.dataset.look || "{}"))) {
      shown.style.setProperty(name, value);
    }
  }
}

customElements.define("embed-builder", EmbedBuilder);
