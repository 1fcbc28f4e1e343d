// Draws the figures of <figure-chart> with Observable Plot. Bundled apart, and loaded on demand.
//
// Colours are the custom properties of the page, so that a drawing follows its scheme and prints as
// it does. Plot brings a style sheet of its own, which the security policy of the pages refuses: its
// two rules are ours (scss/components/_charts.scss), and it is taken out before it enters the page.

import {
  axisX,
  axisY,
  barX,
  barY,
  dot,
  gridY,
  lineY,
  plot,
  ruleX,
  ruleY,
  text,
} from "@observablehq/plot";
import { fileOf } from "./chart/image.js";

const SETTLED = "var(--brand)";
const BESIDE = "var(--hill-mid)";
const AIM = "var(--apple)";
const PALE = "var(--soft)";
const STROKES = [SETTLED, AIM, "var(--edge)", "var(--meadow)"];
const DASHES = ["none", "6 3", "2 3", "9 3 2 3"];
const OF_FILES = 712;
const SVG = "http://www.w3.org/2000/svg";

let hatches = 0;

const language = () => document.documentElement.lang || "fr";
const isTold = (point) => point.value != null;

function most({ series, target }) {
  const told = series.flatMap((one) => one.points).filter(isTold);
  return Math.max(0, target?.value ?? 0, ...told.map((point) => point.value)) || 1;
}

/** Where a scale is marked: what is counted one by one has no halves. */
function steps(data) {
  const top = Math.ceil(most(data));
  return data.unit === "count" && top < 4
    ? Array.from({ length: top + 1 }, (_, value) => value)
    : 4;
}

/** How the numbers of an axis are written: as those of the table, in the language of the page. */
function numbers(unit) {
  const styles = {
    percent: { style: "unit", unit: "percent" },
    hours: { style: "unit", unit: "hour" },
    days: { style: "unit", unit: "day" },
    euros: { style: "currency", currency: "EUR" },
    megabits: { style: "unit", unit: "megabit-per-second" },
  };
  const format = new Intl.NumberFormat(language(), { maximumFractionDigits: 1, ...styles[unit] });
  return (value) => format.format(value);
}

function months() {
  const format = new Intl.DateTimeFormat(language(), {
    month: "short",
    year: "2-digit",
    timeZone: "UTC",
  });
  return (day) => format.format(day);
}

/** A ground of stripes for what is not over: told by its shape, and not by its colour alone. */
function hatch() {
  hatches += 1;
  const pattern = document.createElementNS(SVG, "pattern");
  const said = {
    id: `hatch-${hatches}`,
    width: 6,
    height: 6,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  };
  for (const [name, value] of Object.entries(said)) pattern.setAttribute(name, value);
  const stripe = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: 3, height: 6, fill: SETTLED }))
    stripe.setAttribute(name, value);
  pattern.append(stripe);
  return pattern;
}

/** The bars of some points: whole ones, pale ones beside those the chart is about, striped ones. */
function grounds(points) {
  const isCompared = points.some((point) => point.marked);
  const pattern = hatch();
  const striped = { fill: `url(#${pattern.id})`, stroke: SETTLED };
  const told = points.filter(isTold);
  const settled = told.filter((point) => !point.provisional);
  return {
    pattern,
    groups: [
      [settled.filter((point) => !isCompared || point.marked), { fill: SETTLED }],
      [settled.filter((point) => isCompared && !point.marked), { fill: BESIDE }],
      [told.filter((point) => point.provisional), striped],
    ],
  };
}

function columns(data, width) {
  const {
    series: [{ points }],
    target,
    words,
  } = data;
  const { pattern, groups } = grounds(points);
  const underWay = new Set(points.filter((point) => point.provisional).map((point) => point.label));
  const tick = (label) => (underWay.has(label) ? `${label}\n${words.provisional}` : label);
  const svg = plot({
    className: "chart-plot",
    width,
    height: 240,
    marginTop: 28,
    marginRight: 0,
    marginBottom: underWay.size ? 40 : 26,
    marginLeft: 0,
    x: { type: "band", label: null, domain: points.map((point) => point.label), padding: 0.35 },
    y: { axis: null, domain: [0, most(data)] },
    marks: [
      groups.map(([some, ground]) => barY(some, { x: "label", y: "value", rx: 3, ...ground })),
      ruleY([0], { stroke: "var(--edge)" }),
      axisX({ tickSize: 0, tickPadding: 8, label: null, tickFormat: tick, fill: "var(--text)" }),
      text(points, {
        x: "label",
        y: (point) => point.value ?? 0,
        text: "text",
        dy: -10,
        fill: "var(--heading)",
        className: "chart-value",
      }),
      aim(target, "y"),
    ],
  });
  svg.prepend(pattern);
  return svg;
}

function bars(data, width) {
  const {
    series: [{ points }],
    target,
  } = data;
  const { pattern, groups } = grounds(points);
  const svg = plot({
    className: "chart-plot",
    width,
    height: points.length * 40 + (target ? 22 : 4),
    marginTop: target ? 20 : 2,
    marginRight: 0,
    marginBottom: 2,
    marginLeft: 0,
    x: { axis: null, domain: [0, most(data)] },
    y: { axis: null, type: "band", domain: points.map((point) => point.label), padding: 0 },
    marks: [
      groups.map(([some, ground]) =>
        barX(some, { x: "value", y: "label", insetTop: 22, insetBottom: 6, rx: 3, ...ground }),
      ),
      text(points, { frameAnchor: "left", y: "label", text: "label", dy: -8, fill: "var(--text)" }),
      text(points, {
        frameAnchor: "right",
        y: "label",
        text: "text",
        dy: -8,
        fill: "var(--heading)",
        className: "chart-value",
      }),
      aim(target, "x"),
    ],
  });
  svg.prepend(pattern);
  return svg;
}

/** The points of a line that follow one another, cut in two: what is settled, and what is not. */
function dated(points) {
  const all = points.map((point) => ({ ...point, day: new Date(point.day) }));
  const first = all.findIndex((point) => point.provisional);
  if (first < 1) return [all, []];
  return [all.slice(0, first), all.slice(first - 1)];
}

function lines(data, width) {
  const { series, target, unit } = data;
  const names = series.length > 1 ? series : [];
  const drawn = series.map((one, rank) => [dated(one.points), STROKES[rank % 4], DASHES[rank % 4]]);
  const svg = plot({
    className: "chart-plot",
    width,
    height: 250 + names.length * 20,
    marginTop: 20 + names.length * 20,
    marginRight: 26,
    marginBottom: 28,
    marginLeft: 52,
    x: { type: "utc", label: null },
    y: { label: null, domain: [0, most(data)], nice: true },
    marks: [
      gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: steps(data) }),
      axisY({
        label: null,
        tickSize: 0,
        ticks: steps(data),
        tickFormat: numbers(unit),
        fill: PALE,
      }),
      axisX({
        label: null,
        tickSize: 4,
        ticks: everySoMany(drawn[0][0].flat(), width),
        tickFormat: months(),
        fill: PALE,
        stroke: "var(--edge)",
      }),
      drawn.map(([[settled, open], stroke, strokeDasharray]) => [
        lineY(settled, { x: "day", y: "value", stroke, strokeDasharray, strokeWidth: 2.5 }),
        lineY(open, { x: "day", y: "value", stroke, strokeDasharray: "2 4", strokeWidth: 2.5 }),
        dot([...settled, ...open].filter(isTold), { x: "day", y: "value", fill: stroke, r: 2.5 }),
      ]),
      aim(target, "y"),
    ],
  });
  svg.append(...names.flatMap((one, rank) => key(one.name, rank)));
  return svg;
}

/** The days that are written under a line: as many as the width has room for, the last among them. */
function everySoMany(points, width) {
  const days = [...new Map(points.map(({ day }) => [Number(day), day])).values()];
  const step = Math.ceil((days.length * 66) / (width - 60));
  return days.filter((_day, rank) => (days.length - 1 - rank) % step === 0);
}

/** The name of a series beside a piece of its line. */
function key(name, rank) {
  const middle = 10 + rank * 20;
  const sample = document.createElementNS(SVG, "line");
  const said = {
    x1: 0,
    x2: 26,
    y1: middle,
    y2: middle,
    stroke: STROKES[rank % 4],
    "stroke-width": 2.5,
    "stroke-dasharray": DASHES[rank % 4],
  };
  for (const [attribute, value] of Object.entries(said)) sample.setAttribute(attribute, value);
  const label = document.createElementNS(SVG, "text");
  for (const [attribute, value] of Object.entries({
    x: 34,
    y: middle + 4,
    fill: "var(--text)",
    "text-anchor": "start",
  }))
    label.setAttribute(attribute, value);
  label.textContent = name;
  return [sample, label];
}

/** The line of what is aimed at, with its words. */
function aim(target, axis) {
  if (!target) return [];
  const words = {
    text: () => `${target.label} ${target.text}`,
    fill: "var(--alert)",
    lineAnchor: "bottom",
  };
  const rule = { stroke: AIM, strokeWidth: 1.5, strokeDasharray: "5 3" };
  return axis === "y"
    ? [
        ruleY([target.value], rule),
        text([target], { y: "value", frameAnchor: "right", textAnchor: "end", dy: -4, ...words }),
      ]
    : [
        ruleX([target.value], rule),
        text([target], {
          x: "value",
          frameAnchor: "top",
          textAnchor: "end",
          dx: -4,
          dy: -4,
          ...words,
        }),
      ];
}

const DRAWINGS = { line: lines, columns, bars };

/** The drawing of a finding for a width, as an SVG that `alternative` tells of. */
export function drawChart(data, width, alternative) {
  const svg = DRAWINGS[data.drawing](data, width);
  svg.querySelector("style")?.remove();
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alternative);
  return svg;
}

/** The finding as a file, `svg` or `png`, of the same width on every screen. */
export function imageOf(data, kind, host) {
  return fileOf(drawChart(data, OF_FILES, data.finding), data, kind, host);
}
