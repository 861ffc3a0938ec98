import type { EventFacts } from "../../core/event.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { trackingOf } from "../tracking.ts";

type Tracking = EventFacts["tracking"];

const UTM = ["source", "medium", "campaign", "content", "term"] as const;

/** `data.utm`, the three free codes of the link, and the affiliate. */
export function invoiceTracking(data: JsonObject): Tracking {
  return trackingOf([
    ...UTM.map((name) => [`utm_${name}`, textAt(data, "utm", name)] as const),
    ...["code1", "code2", "code3"].map((name) => [name, textAt(data, "tracker", name)] as const),
    ...affiliatePairs(textAt(data, "affiliate", "id"), textAt(data, "affiliate", "name")),
  ]);
}

/** `data.tracker` of a cart: `utmSource` and the like. */
export function cartTracking(data: JsonObject): Tracking {
  return trackingOf(UTM.map((name) => [`utm_${name}`, textAt(data, "tracker", `utm${name.charAt(0).toUpperCase()}${name.slice(1)}`)]));
}

/** `tracker_trk`, `tracker_trk2`, `tracker_trk3` are the codes of the webhook; `utm_*` stands alone or behind `tracker_`. */
export function legacyTracking(fields: JsonObject): Tracking {
  return trackingOf([
    ...UTM.map((name) => [`utm_${name}`, textAt(fields, `utm_${name}`) ?? textAt(fields, `tracker_utm_${name}`)] as const),
    ["code1", textAt(fields, "tracker_trk")],
    ["code2", textAt(fields, "tracker_trk2")],
    ["code3", textAt(fields, "tracker_trk3")],
    ...affiliatePairs(textAt(fields, "aff_cod"), textAt(fields, "aff_name")),
  ]);
}

export function legacyCartTracking(fields: JsonObject): Tracking {
  return trackingOf([
    ["campaign", textAt(fields, "campaign", "key") ?? textAt(fields, "campaign", "id")],
    ...affiliatePairs(textAt(fields, "affiliate", "id"), textAt(fields, "affiliate", "name")),
  ]);
}

/** Order of the four parameters: source, campaign, medium, content (official). */
export function deliveryTracking(fields: JsonObject): Tracking {
  return trackingOf([
    ["utm_source", textAt(fields, "edz_gtr_param1")],
    ["utm_campaign", textAt(fields, "edz_gtr_param2")],
    ["utm_medium", textAt(fields, "edz_gtr_param3")],
    ["utm_content", textAt(fields, "edz_gtr_param4")],
    ["code1", textAt(fields, "edz_trk_1")],
    ...affiliatePairs(textAt(fields, "edz_gtr_dist"), null),
  ]);
}

/** `0` stands for no affiliate. */
function affiliatePairs(id: string | null, name: string | null): readonly (readonly [string, string | null])[] {
  return id === null || id === "0"
    ? []
    : [
        ["affiliate", id],
        ["affiliate_name", name],
      ];
}
