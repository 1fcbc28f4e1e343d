// <place-map>: the map beside a list, loaded only once it is asked for.
//
// The list is the page; the map repeats it. The element shows a button, and the heavy library
// is fetched when it is pressed (or at once with data-open, when the address asks for it).
//
//     <place-map data-script="/static/map.js" data-styles="/static/map.css"
//                data-worker="/static/map-worker.js" data-places="id-of-json"
//                data-background="plain" data-outlines="/…" data-list="id-of-list">

class PlaceMap extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.frame = this.querySelector(".map-frame");
    this.button?.addEventListener("click", () => this.open());
    if ("open" in this.dataset) this.open();
  }

  async open() {
    if (this.opening) return;
    this.opening = true;
    this.button?.setAttribute("aria-disabled", "true");
    this.frame.hidden = false;
    try {
      await this.#styles();
      const { drawMap } = await import(new URL(this.dataset.script, location.href).href);
      drawMap(this, this.frame);
      if (this.button) this.button.hidden = true;
    } catch (error) {
      this.opening = false;
      this.frame.hidden = true;
      this.button?.removeAttribute("aria-disabled");
      const sorry = this.querySelector("[data-sorry]");
      if (sorry) sorry.hidden = false;
      console.warn("map", error);
    }
  }

  disconnectedCallback() {
    this.map?.remove();
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
