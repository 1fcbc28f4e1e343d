// Colours the communes of a map by a figure: paler where it is small, striped where it is secret. The
// list beside the map says the same.

import { LngLatBounds, Popup } from "maplibre-gl";

/** How much of the colour each step of the legend has, as in scss/components/_charts.scss. */
const OPACITIES = [0.2, 0.42, 0.66, 0.92];
const STRIPES = "stripes";

function stripes(colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, 8, 8);
}

/** The communes that have a figure and no outline, as points. */
function pointsOf(figures, features) {
  const outlined = new Set(
    features
      .filter(({ geometry }) => geometry.type !== "Point")
      .map(({ properties }) => properties.code),
  );
  return Object.entries(figures)
    .filter(([code, { at }]) => !outlined.has(code) && at[0] != null)
    .map(([code, { at }]) => ({
      type: "Feature",
      properties: { code },
      geometry: { type: "Point", coordinates: at },
    }));
}

function boundsOf(features, points) {
  const box = new LngLatBounds();
  for (const { geometry } of points) box.extend(geometry.coordinates);
  const extend = (part) => (typeof part[0] === "number" ? box.extend(part) : part.forEach(extend));
  for (const { geometry } of features) if (geometry.type !== "Point") extend(geometry.coordinates);
  return box;
}

/**
 * Paints the figures of an element's JSON on the outlines of its communes. `contentOf` makes what a
 * popup shows of a commune, `colour` reads a colour of the page. Returns what was drawn.
 */
export async function paintFigures(map, words, { contentOf, colour, padding }) {
  const figures = JSON.parse(document.getElementById(words.figures).textContent);
  const answer = await fetch(words.outlines);
  if (!answer.ok) throw new Error(`outlines: ${answer.status}`);
  const communes = await answer.json();
  if (!map.isStyleLoaded()) await map.once("load");
  const points = pointsOf(figures, communes.features);
  const box = boundsOf(communes.features, points);
  if (!box.isEmpty()) map.fitBounds(box, { padding, animate: false });
  if (!map.getSource("communes")) map.addSource("communes", { type: "geojson", data: communes });
  const inStep = (step) => Object.keys(figures).filter((code) => figures[code].step === step);
  const layer = (id, codes, paint) =>
    map.addLayer({
      id,
      type: "fill",
      source: "communes",
      filter: ["in", ["get", "code"], ["literal", codes]],
      paint,
    });
  if (map.getLayer("land")) map.setPaintProperty("land", "fill-color", colour("paper"));
  OPACITIES.forEach((opacity, rank) => {
    layer(`step-${rank + 1}`, inStep(rank + 1), {
      "fill-color": colour("brand"),
      "fill-opacity": opacity,
    });
  });
  map.addImage(STRIPES, stripes(colour("soft")));
  layer("step-secret", inStep("secret"), { "fill-pattern": STRIPES });
  map.addSource("points", {
    type: "geojson",
    data: { type: "FeatureCollection", features: points },
  });
  const steps = OPACITIES.flatMap((opacity, rank) =>
    inStep(rank + 1).map((code) => [code, opacity]),
  ).flat();
  map.addLayer({
    id: "points",
    type: "circle",
    source: "points",
    paint: {
      "circle-radius": 9,
      "circle-color": colour("brand"),
      "circle-opacity": steps.length ? ["match", ["get", "code"], ...steps, 0] : 0,
      "circle-stroke-color": colour("edge"),
      "circle-stroke-width": 1.5,
    },
  });
  map.on("click", (event) => {
    const layers = [
      "points",
      "step-secret",
      ...OPACITIES.map((_opacity, rank) => `step-${rank + 1}`),
    ];
    const [found] = map.queryRenderedFeatures(event.point, { layers });
    const figure = found && figures[found.properties.code];
    if (!figure) return;
    new Popup({ maxWidth: "260px" })
      .setLngLat(event.lngLat)
      .setDOMContent(contentOf({ name: figure.name, url: figure.url, detail: figure.text }))
      .addTo(map);
  });
  return communes.features;
}
