import { Secret } from "../../src/core/secret.ts";
import type { DestinationAccount } from "../../src/destinations/contract.ts";
import { WHATSAPP_KEYS } from "./whatsapp-server.ts";

/** An Evolution API account with the fewest settings, and whatever a test wants besides. */
export function evolutionAccount(settings: Readonly<Record<string, string>> = {}): DestinationAccount {
  const fewest = { url: "https://evolution.example.com", instance: WHATSAPP_KEYS.instance };
  return account({ ...fewest, ...settings }, { apikey: WHATSAPP_KEYS.apikey });
}

/** An account at Meta with the fewest settings, and whatever a test wants besides. */
export function cloudAccount(settings: Readonly<Record<string, string>> = {}): DestinationAccount {
  return account({ driver: "cloud", "phone-number-id": WHATSAPP_KEYS.phoneNumberId, ...settings }, { token: WHATSAPP_KEYS.token });
}

function account(settings: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): DestinationAccount {
  return {
    name: "avisos",
    settings: new Map(Object.entries(settings)),
    secrets: new Map(Object.entries(secrets).map(([name, value]) => [name, [new Secret(value)]])),
    now: "2026-11-03T13:22:44.000Z",
  };
}
