import { expect, test } from "vitest";
import { wrapRows, wrapText } from "./wrap.ts";

test("a text is broken between words, and a word that is too long stands alone", () => {
  expect(wrapText("colar este endereço em https://hooks.example.com/hooks/hotmart e salvar", 20)).toEqual([
    "colar este endereço",
    "em",
    "https://hooks.example.com/hooks/hotmart",
    "e salvar",
  ]);
  expect(wrapText("", 20)).toEqual([""]);
});

test("colours take no room", () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

  expect(wrapText(`${red("aa")} ${red("bb")} cc`, 5)).toEqual([`${red("aa")} ${red("bb")}`, "cc"]);
});

test("of rows the last column is wrapped, under itself; blanks inside a cell stay", () => {
  const rows = [
    ["store", "Hotmart default"],
    ["rules", "boleto.issued  --add-to cobranca/boleto"],
    ["", "payment.late   --add-tag atrasado"],
  ];

  expect(wrapRows(rows, 40)).toEqual([
    "store  Hotmart default",
    "rules  boleto.issued  --add-to",
    "       cobranca/boleto",
    "       payment.late   --add-tag atrasado",
  ]);
});
