import { ok } from "../../core/result.ts";
import type { CodeField } from "../contract.ts";
import { readTemplateCode } from "./template-code.ts";

/** Only the driver `cloud` has templates; without a code the text is sent, which Meta delivers within 24 hours of the buyer's last message. */
export const CODES: readonly CodeField[] = [
  {
    object: "template",
    isRequired: false,
    example: "lembrete_boleto:first_name,product,link",
    read: (text) => {
      const code = readTemplateCode(text);
      return code.ok ? ok(text.trim()) : code;
    },
  },
];
