import ical, {ICalCalendarMethod, ICalEventStatus, ICalEventTransparency} from "ical-generator";
import type {CalendarEvent} from "./calendar-events.server.ts";

const REFRESHED_EVERY_SECONDS = 6 * 60 * 60;

export interface CalendarFile {
  name: string;
  /** The address of this installation, without a trailing slash. */
  site: string;
  /** The moment at which the entries were computed. */
  stamp: string;
}

/** Writes events as an iCalendar file (RFC 5545). */
export function calendarText(events: CalendarEvent[], {name, site, stamp}: CalendarFile): string {
  const calendar = ical({
    prodId: {company: "union-plan-dashboard", product: "calendar", language: "ZH"},
    method: ICalCalendarMethod.PUBLISH,
    name,
    ttl: REFRESHED_EVERY_SECONDS,
    scale: "GREGORIAN"
  });
  for (const event of events)
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: new Date(stamp),
      start: new Date(event.starts_on),
      end: new Date(event.ends_on),
      allDay: true,
      summary: event.summary,
      description: event.description,
      categories: [{name: event.category}],
      status: event.is_cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A due day keeps nobody from other appointments.
      transparency: ICalEventTransparency.TRANSPARENT,
      url: `${site}${event.path}`
    });
  // The library ends its last line without a line break, which RFC 5545 asks of every line.
  return `${calendar.toString()}\r\n`;
}
