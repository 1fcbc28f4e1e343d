// The timeline of @event-calendar/core, told of a state and telling of gestures. It decides
// nothing: each gesture is sent, and what the server says is drawn.

import { createCalendar, Interaction, ResourceTimeline } from "@event-calendar/core";
import { duration, shortHour, text } from "./wall_clock.js";

/** The narrowest that an hour may be, in pixels: a day fits its frame, a week scrolls. */
const NARROWEST = { day: 48, week: 32 };
const ROOM_FOR_NAMES = 170;

function events(state) {
  const bookings = state.bookings.flatMap((one) => [
    {
      id: one.id,
      resourceIds: one.resources,
      start: one.start,
      end: one.end,
      title: one.person_name,
      startEditable: one.movable,
      durationEditable: one.movable,
      classNames: ["board-booking", `board-${one.status}`],
      extendedProps: one,
    },
    ...(one.implied.length
      ? [
          {
            id: `${one.id}-parts`,
            resourceIds: one.implied,
            start: one.start,
            end: one.end,
            display: "background",
            classNames: ["board-parts"],
          },
        ]
      : []),
  ]);
  const closed = state.closed.map((one, index) => ({
    id: `closed-${index}`,
    resourceIds: one.resources,
    start: one.start,
    end: one.end,
    display: "background",
    classNames: ["board-closed"],
  }));
  return [...bookings, ...closed];
}

function content(booking) {
  const hours = document.createElement("span");
  hours.className = "board-hours";
  hours.textContent = booking.hours;
  const who = document.createElement("b");
  who.textContent = booking.person_name;
  const nodes = [who, hours];
  if (booking.status !== "confirmed") {
    const status = document.createElement("span");
    status.className = "board-state";
    status.textContent = booking.status_label;
    nodes.push(status);
  }
  return { domNodes: nodes };
}

export class Timeline {
  /** Draws in `frame`. `on` has `move`, `pick`, `open` and `mounted`. */
  constructor(frame, { first, view, state, on }) {
    this.frame = frame;
    this.view = view;
    this.calendar = createCalendar(frame, [ResourceTimeline, Interaction], {
      view: view === "week" ? "resourceTimelineWeek" : "resourceTimelineDay",
      date: first,
      firstDay: 1,
      locale: document.documentElement.lang,
      timeZone: "Europe/Paris",
      headerToolbar: { start: "", center: "", end: "" },
      height: "auto",
      editable: true,
      eventResizableFromStart: true,
      selectable: true,
      nowIndicator: true,
      dayHeaderFormat: { weekday: "long", day: "numeric" },
      slotDuration: "01:00",
      slotHeight: 56,
      slotLabelInterval: view === "week" ? "02:00" : "01:00",
      slotLabelFormat: (date) => shortHour(date.getHours()),
      ...this.#options(state),
      eventContent: (info) =>
        info.event.extendedProps.person_name ? content(info.event.extendedProps) : "",
      eventDidMount: (info) => on.mounted(info.el, info.event),
      eventAllUpdated: () => on.updated(),
      eventClick: (info) => on.open(info.event.extendedProps),
      eventDrop: (info) => on.move(info.event.extendedProps, this.#wanted(info), info.revert),
      eventResize: (info) => on.move(info.event.extendedProps, this.#wanted(info), info.revert),
      select: (info) =>
        on.pick({ start: text(info.start), end: text(info.end), resource: info.resource?.id }),
    });
  }

  #options(state) {
    return {
      resources: state.resources.map((one) => ({ id: one.id, title: one.title })),
      events: events(state),
      slotMinTime: duration(state.opens),
      slotMaxTime: duration(state.closes),
      snapDuration: duration(state.step),
      slotWidth: this.#hourWidth(state),
    };
  }

  #hourWidth(state) {
    const hours = (state.closes - state.opens) / 60;
    const room = (this.frame.clientWidth - ROOM_FOR_NAMES) / hours;
    return Math.max(NARROWEST[this.view], this.view === "day" ? Math.floor(room) : 0);
  }

  #wanted({ event }) {
    return { start: text(event.start), end: text(event.end), resources: [...event.resourceIds] };
  }

  show(state) {
    for (const [name, value] of Object.entries(this.#options(state))) {
      if (JSON.stringify(this.shown?.[name]) !== JSON.stringify(value))
        this.calendar.setOption(name, value);
    }
    this.shown = this.#options(state);
    this.calendar.unselect();
  }

  /** Draws a booking where it might go, until `show` says where it is. */
  stage(booking, wanted) {
    const event = this.calendar.getEventById(booking.id);
    if (!event) return;
    this.shown = undefined;
    this.calendar.updateEvent({
      ...event,
      start: wanted.start,
      end: wanted.end,
      resourceIds: wanted.resources,
      classNames: ["board-booking", "board-staged"],
      extendedProps: { ...booking, hours: wanted.hours },
    });
  }
}
