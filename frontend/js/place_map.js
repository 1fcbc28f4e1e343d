// <place-map>: the map beside a list, loaded only once it is asked for.
//
// The list is the page; the map repeats it. The element shows a button, and the heavy library
// is fetched when it is pressed (or at once with data-open, when the address asks for it). A list
// that is replaced by another, as criteria change, keeps its map: the new element goes on with it.
//
//     <place-map data-script="/static/map.js" data-styles="/static/map.css"
//                data-worker="/static/map-worker.js" data-places="id-of-json"
//                data-background="plain" data-outlines="/…" data-list="id-of-list">
//
// With data-figures (the id of figures by commune) in place of data-places, the outlines are coloured.

/** The maps that were asked for, by the id of what they show: what is drawn, once it is. */
const asked = new Map();
const nameOf = ({ dataset }) => dataset.places ?? dataset.figures;

/** The style sheet of the map, asked for once. */
let styles;

class PlaceMap extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button?.addEventListener("click", () => this.open());
    if ("open" in this.dataset || asked.has(nameOf(this))) this.open();
  }

  async open() {
    if (this.opening) return;
    this.opening = true;
    const name = nameOf(this);
    if (!asked.has(name)) asked.set(name, undefined);
    this.button?.setAttribute("aria-disabled", "true");
    this.querySelector(".map-frame").hidden = false;
    try {
      styles ??= this.#styles();
      await styles;
      const { drawMap } = await import(new URL(this.dataset.script, location.href).href);
      // Replaced while the library came: the element that stands here now opens in its turn.
      if (!this.isConnected) return;
      // Said first: the page may give the map another place, and the map fits what it shows to that.
      this.dataset.drawn = "";
      this.#show(asked.get(name) ?? drawMap(this));
    } catch (error) {
      this.#sorry(error);
    }
  }

  #show(drawn) {
    asked.set(nameOf(this), drawn);
    const frame = this.querySelector(".map-frame");
    if (frame !== drawn.frame) frame.replaceWith(drawn.frame);
    drawn.show(this);
    if (this.button) this.button.hidden = true;
  }

  #sorry(error) {
    styles = undefined;
    asked.delete(nameOf(this));
    this.opening = false;
    delete this.dataset.drawn;
    this.querySelector(".map-frame").hidden = true;
    this.button?.removeAttribute("aria-disabled");
    const sorry = this.querySelector("[data-sorry]");
    if (sorry) sorry.hidden = false;
    console.warn("map", error);
  }

  #styles() {
    return new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = this.dataset.styles;
      link.onload = resolve;
      link.onerror = reject;
      document.head.append(link);
    });
  }
}

customElements.define("place-map", PlaceMap);
