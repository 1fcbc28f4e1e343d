// Turns @etalab/decoupage-administratif into the one compressed document that the product reads
// (src/bocage/territory/imports/decoupage_administratif.py): only what is used of it, in one
// file that a wheel can carry. The same package gives the same bytes.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "node_modules", "@etalab", "decoupage-administratif");
const target = join(here, "..", "src", "bocage", "territory", "reference");

const OF_DEPARTEMENT = ["code", "nom", "region"];
const OF_EPCI = ["code", "nom", "type"];
const OF_COMMUNE = [
  "code",
  "nom",
  "type",
  "departement",
  "codesPostaux",
  "population",
  "anciensCodes",
  "chefLieu",
  "commune",
];

const read = async (...path) => JSON.parse(await readFile(join(source, ...path), "utf8"));
const pick = (row, keys) =>
  Object.fromEntries(keys.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]));

const [{ version }, departements, epci, communes] = await Promise.all([
  read("package.json"),
  read("data", "departements.json"),
  read("data", "epci.json"),
  read("data", "communes.json"),
]);
const reference = {
  version,
  departements: departements.map((row) => pick(row, OF_DEPARTEMENT)),
  epci: epci.map((row) => ({
    ...pick(row, OF_EPCI),
    membres: row.membres.map((member) => member.code),
  })),
  communes: communes.map((row) => pick(row, OF_COMMUNE)),
};
await mkdir(target, { recursive: true });
await writeFile(
  join(target, "decoupage-administratif.json.gz"),
  gzipSync(JSON.stringify(reference), { level: 9 }),
);
