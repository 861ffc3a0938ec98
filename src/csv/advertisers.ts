import { stringify } from "csv-stringify/sync";

/** The columns that Grupo ZAP asks for, in its order. */
const HEADER = "DOCUMENT,URL,SEND_LEAD_EMAIL\n";

/** The file of advertisers in chunks: UTF-8, no byte order mark, `\n`, quotes only where a value needs them. */
export async function* advertiserCsv(pages: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<string> {
  yield HEADER;
  for await (const page of pages) {
    if (page.length > 0) yield stringify([...page], { record_delimiter: "\n" });
  }
}
