// Within a frame on another site: tells the page around how tall this one is, and takes the look that
// it gives. A colour that could not be read here is left aside.

import "./form_work.js";

const READABLE = 4.5;
/** What a colour of the page around is here, and what is read on it or on what it is read. */
const COLOURS = {
  soft: { properties: ["--soft"], beside: "--paper" },
  brand: { properties: ["--brand", "--solid"], beside: "--paper" },
  action: { properties: ["--apple", "--apple-deep"], beside: "--on-apple" },
};

const root = document.documentElement;
const painter = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green and blue of a colour however it is written; null where it is none, or lets through. */
function channels(colour) {
  if (!CSS.supports("color", colour) || colour.includes("var(")) return null;
  painter.clearRect(0, 0, 1, 1);
  painter.fillStyle = colour;
  painter.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = painter.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? [red, green, blue] : null;
}

/** Relative luminance (WCAG 2.2). */
function luminance(parts) {
  const [red, green, blue] = parts.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((low, high) => low - high);
  return (lighter + 0.05) / (darker + 0.05);
}

const own = (property) => channels(getComputedStyle(root).getPropertyValue(property).trim());
const given = (look, name) => (typeof look[name] === "string" ? channels(look[name]) : null);
const set = (properties, value) => properties.forEach((one) => root.style.setProperty(one, value));

/** The text and its paper go together, and what would be lost on that paper is written as the text. */
function takeGround(look) {
  const [text, paper] = [given(look, "text"), given(look, "paper")];
  if (!text && !paper) return;
  if (contrast(text ?? own("--text"), paper ?? own("--paper")) < READABLE) return;
  if (text) set(["--text", "--heading"], look.text);
  if (paper) set(["--paper", "--page"], look.paper);
  for (const lost of ["--soft", "--brand", "--heading"]) {
    if (contrast(own(lost), own("--paper")) < READABLE) set([lost], "var(--text)");
  }
}

function takeColour(look, name) {
  const { properties, beside } = COLOURS[name];
  const colour = given(look, name);
  const other = own(beside);
  if (colour && other && contrast(colour, other) >= READABLE) set(properties, look[name]);
}

function take(look, scheme) {
  root.removeAttribute("style");
  root.dataset.scheme = scheme === "dark" ? "dark" : "light";
  takeGround(look);
  for (const name of Object.keys(COLOURS)) takeColour(look, name);
  if (typeof look.font === "string" && CSS.supports("font-family", look.font)) {
    set(["--embed-font"], look.font);
    root.dataset.font = "given";
  }
  if (typeof look.radius === "string" && CSS.supports("border-radius", look.radius)) {
    set(["--radius"], look.radius);
  }
}

function tell(asks) {
  const height = document.body.getBoundingClientRect().height;
  if (height) parent.postMessage({ bocage: 1, height, asks }, "*");
}

if (parent !== window) {
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.bocage !== 1 || typeof data.look !== "object" || !data.look)
      return;
    take(data.look, data.scheme);
    tell(false);
  });
  new ResizeObserver(() => tell(false)).observe(document.body);
  tell(true);
}
