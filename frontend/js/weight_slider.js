// <weight-slider> around a range: says in words what it is set to, as it is moved.
//
//     <weight-slider data-words="peu importe|un plus|important|indispensable">
//       <label …> <output></output> <input type="range" min="0" max="3">
//     </weight-slider>

class WeightSlider extends HTMLElement {
  connectedCallback() {
    const words = (this.dataset.words ?? "").split("|");
    const [range, output] = [this.querySelector("input"), this.querySelector("output")];
    const say = () => {
      output.value = words[range.value] ?? range.value;
      range.setAttribute("aria-valuetext", output.value);
    };
    range.addEventListener("input", say);
    // The browser puts back where it stood, when one comes back to the page.
    say();
  }
}

customElements.define("weight-slider", WeightSlider);
