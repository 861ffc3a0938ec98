import { maskDocument } from "../../core/document-mask.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { ok, warn } from "./finding.ts";

/** No two open advertisers have one document: a lead that names only the document belongs to neither, and the export refuses both. */
export const storeDocuments: DoctorCheck = {
  id: "store.documents",
  needs: "database",
  judge: ({ stores, sharedDocuments }) =>
    stores
      .filter(({ adapter }) => adapter?.family === "leads")
      // They are of the whole home; told once.
      .slice(0, 1)
      .flatMap(({ subject }) => {
        if (sharedDocuments.length === 0) return [ok(subject, note("doctor.store.documents-ok"))];
        return sharedDocuments.map(({ document, slugs }) => {
          const params = { document: maskDocument(document), slugs: slugs.join(", ") };
          const next = ["intg", "advertiser", "edit", slugs.at(-1) ?? "SLUG", "--document", "CPF-OR-CNPJ"];
          return warn(subject, note("doctor.store.documents-shared", params), next);
        });
      }),
};
