// <figure-chart>: draws the figures of a finding where the server has drawn them plainly. The library
// comes once a chart comes near the window, and the plain drawing stays where it does not.
//
//     <figure-chart data-script="/static/chart.js" data-of="id-of-json" data-name="name-of-files"
//                   data-alternative="…"> <div class="chart-drawing">…</div> … </figure-chart>

class FigureChart extends HTMLElement {
  connectedCallback() {
    this.drawing = this.querySelector(".chart-drawing");
    const data = document.getElementById(this.dataset.of);
    if (!this.drawing || !data) return;
    this.data = JSON.parse(data.textContent);
    this.near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#open(),
      { rootMargin: "400px" },
    );
    this.near.observe(this);
  }

  disconnectedCallback() {
    this.near?.disconnect();
    this.width?.disconnect();
  }

  async #open() {
    this.near.disconnect();
    try {
      this.library = await import(new URL(this.dataset.script, location.href).href);
    } catch (error) {
      console.info("chart", error); // The plain drawing and the table say the same.
      return;
    }
    // What stands open in the place of a drawing makes room for it.
    if (this.nextElementSibling?.matches("details")) this.nextElementSibling.open = false;
    // It is drawn for the width that it has, and again when that changes.
    this.width = new ResizeObserver(() => this.#draw());
    this.width.observe(this);
    for (const button of this.querySelectorAll("[data-download]")) {
      button.addEventListener("click", () => this.#download(button.dataset.download));
    }
    const downloads = this.querySelector(".chart-downloads");
    if (downloads) downloads.hidden = false;
  }

  #draw() {
    const width = Math.floor(this.clientWidth);
    if (!width || width === this.drawnFor) return;
    this.drawnFor = width;
    this.drawing.replaceChildren(
      this.library.drawChart(this.data, width, this.dataset.alternative),
    );
  }

  async #download(kind) {
    const file = await this.library.imageOf(this.data, kind, this);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${this.dataset.name}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

customElements.define("figure-chart", FigureChart);
