import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationAccount } from "../contract.ts";
import { headerSecret } from "../header-secret.ts";
import type { Connection, Driver } from "./driver.ts";
import { driverOf } from "./drivers.ts";
import { pauseMs, settingOf } from "./settings.ts";

/** @returns what keeps the driver from sending although each of the settings is right by itself. */
export function connect(account: DestinationAccount): Result<Connection & { readonly driver: Driver }, Note> {
  const { settings } = account;
  const driver = driverOf(settings);
  const missing = driver.needs.find((name) => settingOf(settings, name) === null);
  if (missing !== undefined) return err(note("whatsapp.missing-setting", { driver: driver.id, setting: missing }));
  if ((pauseMs(settings, "spacing") ?? driver.usualSpacingMs) < driver.leastSpacingMs) {
    return err(note("whatsapp.spacing-too-short", { spacing: settingOf(settings, "spacing"), least: driver.leastSpacingMs / 1000 }));
  }
  const key = headerSecret(account, driver.secret);
  if (!key.ok) return key;
  return key.value === null
    ? err(note("whatsapp.missing-secret", { driver: driver.id, secret: driver.secret }))
    : ok({ driver, settings, key: key.value });
}
