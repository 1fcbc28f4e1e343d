// What the arrow keys do to a booking that has the focus: it goes to where it might be, and is
// told, but only Enter sends it (each move that is sent writes to the person who comes).

import { dayOf, later, spokenHours } from "./wall_clock.js";

const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
const ROWS = { ArrowUp: -1, ArrowDown: 1 };

/** Where a booking is, as a gesture describes it. */
export function placeOf(booking) {
  return {
    start: booking.start.slice(0, 16),
    end: booking.end.slice(0, 16),
    resources: booking.resources,
  };
}

/** Where a key takes a booking from `at`, or nothing when the key means nothing here. */
export function afterKey(event, at, { step, resources }) {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (event.key in ARROWS) return afterArrow(at, ARROWS[event.key] * step, event.shiftKey);
  if (event.key in ROWS && at.resources.length === 1)
    return afterRow(at, ROWS[event.key], resources);
  return undefined;
}

function afterArrow(at, minutes, stretches) {
  const start = stretches ? at.start : later(at.start, minutes);
  const end = later(at.end, minutes);
  // Neither upside down nor out of its day: the key is heard, and nothing moves.
  if (end <= start || dayOf(start) !== dayOf(later(end, -1))) return at;
  return { ...at, start, end };
}

function afterRow(at, rows, resources) {
  const index = resources.findIndex((one) => one.id === at.resources[0]);
  const next = resources[index + rows];
  return next ? { ...at, resources: [next.id] } : at;
}

/** The sentence that tells where a booking would be. */
export function spoken(words, booking, at, resources) {
  const names = resources.filter((one) => at.resources.includes(one.id)).map((one) => one.title);
  return words
    .replace("{who}", booking.person_name)
    .replace("{hours}", spokenHours(at.start, at.end))
    .replace("{space}", names.join(", "));
}
