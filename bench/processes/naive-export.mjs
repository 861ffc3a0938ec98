/** The export that everybody writes first: each row through the csv-stringify stream. Plain JavaScript: it is timed from its start. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import Sqlite from "better-sqlite3";
import { stringify } from "csv-stringify";

const [, , home = "", file = "", publicUrl = ""] = process.argv;
const db = new Sqlite(join(home, "intg.db"), { readonly: true });
const rows = db
  .prepare(
    `SELECT document, coalesce(url, @base || slug), iif(send_lead_email, 'true', 'false') FROM advertisers WHERE closed = 0 ORDER BY slug`,
  )
  .raw()
  .iterate({ base: `${publicUrl}/grupozap/lead/` });
const head = { header: true, columns: ["DOCUMENT", "URL", "SEND_LEAD_EMAIL"] };
await pipeline(Readable.from(rows), stringify(head), createWriteStream(file));
db.close();
