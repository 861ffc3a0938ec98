import type { Instant } from "../../core/instant.ts";

/** The zone of a vendor time without an offset; a guess, and the default of the setting that overrides it. */
const VENDOR_ZONE = "America/Sao_Paulo";

const STYLE = /T\d{2}:\d{2}:\d{2}(\.\d{3})?(Z|[+-]\d{2}:\d{2})?$/;

/** `at` written the way `sample` is: with `Z`, with an offset or with none, with milliseconds or without. */
export function timestampLike(sample: string | null, at: Instant): string {
  const style = STYLE.exec(sample ?? "");
  if (style === null) return at;
  const [, milliseconds, offset] = style;
  const fraction = milliseconds === undefined ? "" : at.slice(19, 23);
  return offset === undefined ? `${zoneClock(at)}${fraction}` : `${offsetClock(at, offset)}${fraction}${offset}`;
}

function zoneClock(at: Instant): string {
  // Swedish writes dates as ISO 8601 does, but for the T.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: VENDOR_ZONE,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return format.format(new Date(at)).replace(" ", "T");
}

function offsetClock(at: Instant, offset: string): string {
  const sign = offset.startsWith("-") ? -1 : 1;
  const minutes = offset === "Z" ? 0 : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return new Date(Date.parse(at) + minutes * 60_000).toISOString().slice(0, 19);
}
