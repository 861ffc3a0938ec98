import { join } from "node:path";
import Sqlite from "better-sqlite3";

const FIRST_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const SECOND_WEIGHTS = [6, ...FIRST_WEIGHTS];

/** Adds invented advertisers `from` to `to`, each with a valid CNPJ of its own. Straight into the table: it is not what is measured. */
export function addAdvertisers(home: string, from: number, to: number): void {
  const db = new Sqlite(join(home, "intg.db"));
  try {
    db.pragma("synchronous = OFF");
    const insert = db.prepare<{ slug: string; document: string; url: string | null; email: number }>(
      "INSERT INTO advertisers (slug, document, url, send_lead_email, closed) VALUES (@slug, @document, @url, @email, 0)",
    );
    db.transaction(() => {
      for (let n = from; n < to; n += 1) {
        const url = n % 3 === 0 ? null : `https://crm${n % 50}.example.com/grupozap/leads/${n}`;
        insert.run({ slug: `imobiliaria-${n}`, document: cnpj(n), url, email: n % 2 });
      }
    })();
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

function cnpj(n: number): string {
  const digits = [...String(10_000_000 + n), ..."0001"].map(Number);
  const first = checkDigit(digits, FIRST_WEIGHTS);
  return [...digits, first, checkDigit([...digits, first], SECOND_WEIGHTS)].join("");
}

function checkDigit(digits: readonly number[], weights: readonly number[]): number {
  const rest = digits.reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0) % 11;
  return rest < 2 ? 0 : 11 - rest;
}
