// Builds what the pages load: styles, scripts, fonts and the sprite of icons.
//
//     node build.mjs            once, for use
//     node build.mjs --watch    again at every change, with source maps
//
// Everything lands in src/bocage/static/dist, which is never committed.

import { context as watching, build as bundle } from "esbuild";
import { compile } from "sass";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { watch as watchFolder } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "src", "bocage", "static", "dist");
const watched = process.argv.includes("--watch");

const FONTS = {
  "fraunces-latin-600.woff2": "@fontsource/fraunces/files/fraunces-latin-600-normal.woff2",
  "fraunces-latin-ext-600.woff2": "@fontsource/fraunces/files/fraunces-latin-ext-600-normal.woff2",
  "source-sans-3-latin.woff2":
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  "source-sans-3-latin-ext.woff2":
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
};

const scripts = {
  absWorkingDir: here,
  entryPoints: {
    bocage: "js/bocage.js",
    board: "js/board.js",
    booth: "js/booth.js",
    chart: "js/chart.js",
    embed: "js/embed.js",
    embed_builder: "js/embed_builder.js",
    embed_frame: "js/embed_frame.js",
    figure_chart: "js/figure_chart.js",
    timeline: "js/board/timeline.js",
    signature: "js/signature.js",
    "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  },
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  sourcemap: watched ? "inline" : false,
  outdir: out,
  logLevel: "warning",
};

const mapScript = { ...scripts, entryPoints: { map: "js/map.js" }, inject: ["js/own_worker.js"] };

/** The colours of tokens.json as custom properties, dark ones following the system. */
function customProperties(tokens) {
  const scheme = (name) =>
    Object.entries(tokens.colours)
      .map(([colour, value]) => `--${colour}:${value[name]};`)
      .join("");
  return (
    `:root{color-scheme:light dark;${scheme("light")}}` +
    `@media screen and (prefers-color-scheme:dark){:root{${scheme("dark")}}}`
  );
}

/** The same where the page around a frame says which scheme it is in, whatever the system says. */
function propertiesOfScheme(tokens, name) {
  const colours = Object.entries(tokens.colours).map(
    ([colour, value]) => `--${colour}:${value[name]};`,
  );
  return `:root[data-scheme=${name}]{color-scheme:${name};${colours.join("")}}`;
}

async function styles() {
  const tokens = JSON.parse(await readFile(join(here, "tokens.json"), "utf8"));
  const options = {
    style: "compressed",
    loadPaths: [modules],
    importers: [
      {
        findFileUrl: (url) =>
          url.startsWith("~") ? pathToFileURL(join(modules, url.slice(1))) : null,
      },
    ],
    quietDeps: true,
    // Bootstrap 5.3 is written with @import; its own next version leaves it.
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  };
  const page = compile(join(here, "scss", "bocage.scss"), options);
  await writeFile(
    join(out, "bocage.css"),
    customProperties(tokens) + page.css.replace(/^\uFEFF/, ""),
  );
  const library = await readFile(join(modules, "maplibre-gl/dist/maplibre-gl.css"), "utf8");
  const map = compile(join(here, "scss", "map.scss"), options);
  await writeFile(join(out, "map.css"), library + map.css.replace(/^\uFEFF/, ""));
  const feed = compile(join(here, "scss", "feed.scss"), options);
  await writeFile(
    join(out, "feed.css"),
    customProperties(tokens) + feed.css.replace(/^\uFEFF/, ""),
  );
  const embed = compile(join(here, "scss", "embed.scss"), options);
  const schemes = propertiesOfScheme(tokens, "light") + propertiesOfScheme(tokens, "dark");
  await writeFile(
    join(out, "embed.css"),
    customProperties(tokens) + schemes + embed.css.replace(/^\uFEFF/, ""),
  );
  const builder = compile(join(here, "scss", "embed_builder.scss"), options);
  await writeFile(join(out, "embed_builder.css"), builder.css.replace(/^\uFEFF/, ""));
  const timeline = await readFile(join(modules, "@event-calendar/core/dist/index.css"), "utf8");
  const board = compile(join(here, "scss", "board.scss"), options);
  await writeFile(join(out, "board.css"), timeline + board.css.replace(/^\uFEFF/, ""));
  await copyFile(join(here, "tokens.json"), join(out, "tokens.json"));
}

async function fonts() {
  await mkdir(join(out, "fonts"), { recursive: true });
  for (const [name, source] of Object.entries(FONTS)) {
    await copyFile(join(modules, source), join(out, "fonts", name));
  }
}

/** One file with every icon: a page names the one it wants, and the browser keeps the file. */
async function icons() {
  const files = (await readdir(join(here, "icons"))).filter((name) => name.endsWith(".svg")).sort();
  const symbols = [];
  for (const file of files) {
    const drawing = (await readFile(join(here, "icons", file), "utf8")).trim();
    const inside = drawing.replace(/^<svg[^>]*>/, "").replace(/<\/svg>$/, "");
    symbols.push(`<symbol id="${file.slice(0, -4)}" viewBox="0 0 24 24">${inside}</symbol>`);
  }
  await writeFile(
    join(out, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
  );
}

async function pictures() {
  await copyFile(join(here, "icons", "brand", "favicon.svg"), join(out, "favicon.svg"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), fonts(), icons(), pictures(), bundle(scripts), bundle(mapScript)]);

if (watched) {
  for (const one of [scripts, mapScript]) await (await watching(one)).watch();
  let due;
  watchFolder(here, { recursive: true }, (_kind, name) => {
    if (!name || name.startsWith("node_modules") || name.endsWith(".js")) return;
    clearTimeout(due);
    due = setTimeout(() => Promise.all([styles(), icons()]).catch(console.error), 80);
  });
}
