// Clock times of the place, as text without a zone: the browser may be anywhere.

/** A date of the timeline, whose local fields are the clock of the place. */
export function text(date) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const dayOf = (clock) => clock.slice(0, 10);
export const hourOf = (clock) => clock.slice(11, 16);

/** A clock text, some minutes later. Reckoned without a zone, so no change of clocks meets it. */
export function later(clock, minutes) {
  const date = new Date(`${clock.slice(0, 16)}:00Z`);
  date.setUTCMinutes(date.getUTCMinutes() + minutes);
  return date.toISOString().slice(0, 16);
}

/** Minutes of the day as the timeline writes a duration: 540 is 09:00:00. */
export function duration(minutes) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}

const inFrench = () => document.documentElement.lang.startsWith("fr");

/** A whole hour as people say it. */
export const shortHour = (hour) => (inFrench() ? `${hour}\u00a0h` : `${hour}:00`);

/** The hours as people say them, in the language of the page. */
export function spokenHours(start, end) {
  const say = (clock) => {
    const [hour, minute] = hourOf(clock).split(":");
    if (!inFrench()) return `${Number(hour)}:${minute}`;
    return `${shortHour(Number(hour))}${minute === "00" ? "" : `\u00a0${minute}`}`;
  };
  return `${say(start)} – ${say(end)}`;
}
