// The `Worker` that the bundle of the map has in place of the browser's (build.mjs): MapLibre begins
// its own with an address as text, which Trusted Types refuse.

import { scriptAt } from "./trusted.js";

class OwnWorker extends globalThis.Worker {
  constructor(address, options) {
    super(scriptAt(address), options);
  }
}

export { OwnWorker as Worker };
