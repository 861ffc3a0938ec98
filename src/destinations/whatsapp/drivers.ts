import { type JsonValue, objectAt, valueAt } from "../../core/json.ts";
import { cloud } from "./cloud.ts";
import type { Driver } from "./driver.ts";
import { evolution } from "./evolution.ts";
import { settingOf } from "./settings.ts";

export function driverOf(settings: ReadonlyMap<string, string>): Driver {
  return settingOf(settings, "driver") === cloud.id ? cloud : evolution;
}

/** Whose answer it is, by its shape: an answer is read without the settings that its request was made of. */
export function driverOfAnswer(body: JsonValue): Driver {
  return objectAt(body, "error") !== undefined || Array.isArray(valueAt(body, "messages")) ? cloud : evolution;
}
