import { expect, test } from "vitest";
import { tellsError } from "./error-inside.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  '{"error":"listing not found"}',
  '{"success":false}',
  '{"ok":"false","id":1}',
  '{"status":"error"}',
  '{"statusCode":404,"message":"Not Found"}',
  '{"errors":["x"]}',
  '{"erro":{"codigo":7}}',
  "Error: listing not found",
  "<b>Fatal error</b>: Uncaught exception",
  "falha ao gravar o lead",
])("%s tells of an error", (text) => {
  expect(tellsError(bytes(text))).toBe(true);
});

test.each([
  "",
  "ok",
  "{}",
  '{"error":null,"errors":[]}',
  '{"error":false,"erros":0,"success":true}',
  '{"status":"received"}',
  '{"status":200,"code":"A400"}',
  "processed with 0 errors",
  "sem erros",
  '["id"]',
  "mirror",
])("%s tells of none", (text) => {
  expect(tellsError(bytes(text))).toBe(false);
});
