// <near-me>: a button that fills the latitude and longitude of its form, then sends it.
//
// It is hidden where the browser cannot say where it is, so that there is no dead button.
// Nothing is sent before the person presses it; four decimals are ten metres, and enough.
//
//     <near-me data-latitude="lat" data-longitude="lon" data-empties="pres-de"
//              data-waiting="…" data-refused="…"> <button type="button">…</button> </near-me>

class NearMe extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    if (!this.button || !("geolocation" in navigator) || !window.isSecureContext) return;
    this.hidden = false;
    this.status = document.createElement("span");
    this.status.className = "small soft";
    this.status.setAttribute("role", "status");
    this.append(this.status);
    this.button.addEventListener("click", () => this.#ask());
  }

  #ask() {
    this.status.textContent = this.dataset.waiting ?? "";
    navigator.geolocation.getCurrentPosition(
      (position) => this.#found(position.coords),
      () => {
        this.status.textContent = this.dataset.refused ?? "";
      },
      { maximumAge: 300_000, timeout: 10_000 },
    );
  }

  #found({ latitude, longitude }) {
    const form = this.closest("form");
    const fill = (name, value) => {
      const field = name && form.elements.namedItem(name);
      if (field) field.value = value;
    };
    fill(this.dataset.latitude ?? "lat", latitude.toFixed(4));
    fill(this.dataset.longitude ?? "lon", longitude.toFixed(4));
    for (const name of (this.dataset.empties ?? "").split(" ")) fill(name, "");
    this.status.textContent = "";
    form.requestSubmit();
  }
}

customElements.define("near-me", NearMe);
