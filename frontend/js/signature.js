// <signature-pad>: a frame in which a finger, a pen or a mouse signs. The field that it fills in is
// in the form already; without scripts, and by keyboard, one signs by typing one's name instead.

const MAX_POINTS = 3000;
const NEAR = 2;

class SignaturePad extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas");
    this.field = document.getElementById(this.dataset.field);
    this.status = this.querySelector("[role=status]");
    const clear = this.querySelector("[data-clear]");
    if (!this.canvas || !this.field) return;
    this.strokes = [];
    this.hidden = false;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.follow(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(name, () => this.end());
    }
    clear?.addEventListener("click", () => this.clear());
    this.draw();
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = [this.place(event)];
    this.strokes.push(this.stroke);
    this.draw();
  }

  follow(event) {
    if (!this.stroke) return;
    const steps = event.getCoalescedEvents?.() ?? [event];
    for (const step of steps.length ? steps : [event]) {
      const [across, down] = this.place(step);
      const [before, above] = this.stroke.at(-1);
      const isNear = Math.abs(across - before) < NEAR && Math.abs(down - above) < NEAR;
      if (!isNear && this.points() < MAX_POINTS) this.stroke.push([across, down]);
    }
    this.draw();
  }

  end() {
    if (!this.stroke) return;
    this.stroke = null;
    this.field.value = JSON.stringify(this.strokes);
    this.status.textContent = this.dataset.drawn;
  }

  clear() {
    this.strokes = [];
    this.field.value = "";
    this.status.textContent = this.dataset.cleared;
    this.draw();
  }

  points() {
    return this.strokes.reduce((total, stroke) => total + stroke.length, 0);
  }

  /** Where the pointer is within the frame, in its own whole numbers. */
  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((event.clientX - box.left) / box.width) * this.canvas.width, this.canvas.width),
      within(((event.clientY - box.top) / box.height) * this.canvas.height, this.canvas.height),
    ];
  }

  draw() {
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.strokeStyle = getComputedStyle(this.canvas).color;
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    for (const [first, ...others] of this.strokes) {
      pen.beginPath();
      pen.moveTo(...first);
      for (const point of others.length ? others : [first]) pen.lineTo(...point);
      pen.stroke();
    }
  }
}

customElements.define("signature-pad", SignaturePad);
