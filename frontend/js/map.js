// Draws the map of <place-map>. Bundled apart, with MapLibre, and loaded on demand.

import {
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  Popup,
  setWorkerUrl,
} from "maplibre-gl";
import { paintFigures } from "./map/figures.js";

const IGN_STYLE =
  "https://data.geopf.fr/annexes/ressources/vectorTiles/styles/PLAN.IGN/standard.json";

/** Words in a corner. Those of the library make markup of what a server says. */
class CornerWords {
  constructor(words) {
    this.element = document.createElement("div");
    this.element.className = "maplibregl-ctrl maplibregl-ctrl-attrib";
    this.element.textContent = words;
  }

  onAdd() {
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }
}

const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The offline background: the outlines of the communes, in the colours of the page. */
function plainStyle(outlines) {
  const style = {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": colour("mist") } }],
  };
  if (outlines) {
    style.sources.outlines = { type: "geojson", data: new URL(outlines, location.href).href };
    style.layers.push(
      { id: "land", type: "fill", source: "outlines", paint: { "fill-color": colour("hill-far") } },
      {
        id: "borders",
        type: "line",
        source: "outlines",
        filter: ["!", ["has", "approximate"]],
        paint: { "line-color": colour("hill-mid"), "line-width": 1 },
      },
      {
        id: "approximate-borders",
        type: "line",
        source: "outlines",
        filter: ["has", "approximate"],
        paint: { "line-color": colour("hill-mid"), "line-width": 1, "line-dasharray": [3, 2] },
      },
    );
  }
  return style;
}

/** A pin carries the number of its place in the list; a dot where there is no list. */
function pin(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-pin";
  const shape = document.createElement("span");
  const number = document.createElement("i");
  number.textContent = place.number ?? "•";
  shape.append(number);
  button.append(shape);
  return button;
}

function popupContent(place) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = place.url;
  link.textContent = place.name;
  const strong = document.createElement("strong");
  strong.append(link);
  box.append(strong);
  if (place.detail) {
    const detail = document.createElement("div");
    detail.className = "small soft";
    detail.textContent = place.detail;
    box.append(detail);
  }
  return box;
}

/** The pin lights its row of the list, and the row its pin. */
function tie(button, place) {
  const row = document.querySelector(`[data-place="${CSS.escape(String(place.id))}"]`);
  if (!row) return;
  const light = (on) => {
    row.classList.toggle("map-lit", on);
    if (on) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  };
  for (const source of [row, button]) {
    source.addEventListener("pointerenter", () => light(true));
    source.addEventListener("pointerleave", () => light(false));
    source.addEventListener("focusin", () => light(true));
    source.addEventListener("focusout", () => light(false));
  }
}

function placesOf(element) {
  if (!element.dataset.places) return [];
  const places = JSON.parse(document.getElementById(element.dataset.places).textContent);
  return places.filter((place) => place.longitude != null && place.latitude != null);
}

function boundsOf(places) {
  return places.reduce(
    (box, place) => box.extend([place.longitude, place.latitude]),
    new LngLatBounds(),
  );
}

/** How places are brought into view: with less room around them on a phone. */
function fitting(frame) {
  return { padding: frame.clientWidth < 500 ? 34 : 56, maxZoom: 12 };
}

/** Says on the map that limits which it draws are no outlines. */
function tellApproximate(map, words, features) {
  if (features.some(({ properties }) => properties.approximate)) {
    map.addControl(new CornerWords(words.approximate), "bottom-left");
  }
}

/** The offline background has no words of its own: the largest towns say where one is. */
async function nameTowns(map, words) {
  const answer = await fetch(words.outlines);
  if (!answer.ok) return;
  const { features } = await answer.json();
  tellApproximate(map, words, features);
  const towns = features.filter(({ geometry }) => geometry.type === "Point");
  towns.forEach(({ geometry, properties }, rank) => {
    const label = document.createElement("span");
    label.className = rank < 5 ? "map-town" : "map-town map-town-small";
    label.textContent = properties.name;
    label.setAttribute("aria-hidden", "true");
    new Marker({ element: label, anchor: "top" }).setLngLat(geometry.coordinates).addTo(map);
    // The library calls every marker a button of the map: a name is none.
    for (const name of ["role", "aria-label", "tabindex"]) label.removeAttribute(name);
  });
}

function newMap(frame, words, bounds) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new MapLibreMap({
    container: frame,
    style: words.background === "ign" ? IGN_STYLE : plainStyle(words.outlines),
    ...(bounds.isEmpty() ? { center: [0.09, 48.57], zoom: 8 } : { bounds }),
    fitBoundsOptions: fitting(frame),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    fadeDuration: still ? 0 : 300,
    locale: {
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
      "Popup.Close": words.close,
      "Map.Title": words.title,
      "CooperativeGesturesHandler.WindowsHelpText": words.gesture,
      "CooperativeGesturesHandler.MacHelpText": words.gesture,
      "CooperativeGesturesHandler.MobileHelpText": words.gestureTouch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (words.background === "ign")
    map.addControl(new CornerWords("© IGN – Géoplateforme"), "bottom-right");
  // Without the names the map is poorer, and still whole.
  else if (words.outlines) nameTowns(map, words).catch(() => {});
  return map;
}

function addPin(map, place) {
  const button = pin(place);
  const marker = new Marker({ element: button, anchor: "bottom" })
    .setLngLat([place.longitude, place.latitude])
    .setPopup(new Popup({ offset: 40, maxWidth: "260px" }).setDOMContent(popupContent(place)))
    .addTo(map);
  button.setAttribute("aria-label", place.number ? `${place.number}. ${place.name}` : place.name);
  tie(button, place);
  return marker;
}

/**
 * Draws the map of an element in its frame. Answers the frame, and `show`, which puts the places
 * of an element on it in place of those it had.
 */
export function drawMap(element) {
  const words = element.dataset;
  const frame = element.querySelector(".map-frame");
  setWorkerUrl(new URL(words.worker, location.href).href);
  const map = newMap(frame, words, boundsOf(placesOf(element)));
  let host = element;
  let markers = [];
  // The pins stand on their own: a background that fails is said, and takes nothing away.
  map.on("error", () => {
    const sorry = host.querySelector("[data-sorry]");
    if (sorry && words.background === "ign") sorry.hidden = false;
  });
  if (words.figures) {
    const { padding } = fitting(frame);
    paintFigures(map, words, { contentOf: popupContent, colour, padding })
      .then((features) => {
        if (words.background === "ign") tellApproximate(map, words, features);
      })
      .catch((error) => {
        console.warn("map", error);
        const sorry = host.querySelector("[data-sorry]");
        if (sorry) sorry.hidden = false;
      });
  }
  const show = (next) => {
    const places = placesOf(next);
    for (const marker of markers) marker.remove();
    markers = places.map((place) => addPin(map, place));
    if (next !== host && places.length) map.fitBounds(boundsOf(places), fitting(frame));
    host = next;
  };
  return { frame, show };
}
