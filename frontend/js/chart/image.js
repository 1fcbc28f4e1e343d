// A drawing as a file that stands alone: its finding above, where it comes from below, and its
// colours written in it. It is light, whatever the scheme of the page: it goes into documents.

import tokens from "../../tokens.json";

const MARGIN = 24;
const HEADING = { font: "600 24px Fraunces, Georgia, serif", line: 30, colour: "var(--heading)" };
const NOTE = {
  font: '400 13px "Source Sans 3", system-ui, sans-serif',
  line: 18,
  colour: "var(--soft)",
};
const FINER = 2;
const WRITTEN = [
  "fill",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
];
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function linesOf(words, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const lines = [""];
  for (const word of words.split(/[ \n]+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

function written(words, style, top, width) {
  const lines = linesOf(words, style.font, width);
  const group = element("g", {});
  group.style.font = style.font;
  group.style.fill = style.colour;
  lines.forEach((line, number) => {
    const text = element("text", { x: MARGIN, y: top + (number + 0.8) * style.line });
    text.textContent = line;
    group.append(text);
  });
  return [group, top + lines.length * style.line];
}

/** The drawing between its words, as an SVG. */
function sheetOf(drawing, { finding, source }) {
  const width = Number(drawing.getAttribute("width")) + 2 * MARGIN;
  const inside = width - 2 * MARGIN;
  const [heading, under] = written(finding, HEADING, MARGIN, inside);
  drawing.setAttribute("x", MARGIN);
  drawing.setAttribute("y", under + 12);
  const foot = under + 12 + Number(drawing.getAttribute("height")) + 12;
  const [note, end] = written(source, NOTE, foot, inside);
  const height = end + MARGIN;
  const sheet = element("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const paper = element("rect", { width, height });
  paper.style.fill = "var(--paper)";
  sheet.append(paper, heading, drawing, note);
  return sheet;
}

/** Writes in each element what the style sheets of the page say of it. */
function writeStyles(sheet) {
  if (matchMedia("(prefers-color-scheme: dark)").matches) {
    for (const [name, { light }] of Object.entries(tokens.colours)) {
      sheet.style.setProperty(`--${name}`, light);
    }
  }
  const all = [sheet, ...sheet.querySelectorAll("*")];
  const said = all.map((one) => {
    const style = getComputedStyle(one);
    return WRITTEN.map((name) => style.getPropertyValue(name));
  });
  all.forEach((one, rank) => {
    one.removeAttribute("class");
    one.removeAttribute("style");
    WRITTEN.forEach((name, place) => one.setAttribute(name, said[rank][place]));
  });
}

async function pictureOf(file, width, height) {
  const image = new Image(width, height);
  image.src = URL.createObjectURL(file);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * FINER;
  canvas.height = height * FINER;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** A drawing with its words as a file, `svg` or `png`. It stands in `host` while its styles are read. */
export async function fileOf(drawing, words, kind, host) {
  const sheet = sheetOf(drawing, words);
  host.append(sheet);
  writeStyles(sheet);
  sheet.remove();
  const text = new XMLSerializer().serializeToString(sheet);
  const file = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return file;
  return pictureOf(file, Number(sheet.getAttribute("width")), Number(sheet.getAttribute("height")));
}
