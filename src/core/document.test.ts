import { describe, expect, test } from "vitest";
import { DOCUMENT_ERRORS, parseDocument } from "./document.ts";

// The vectors of section 2.4 of the note on CPF and CNPJ.

describe("a valid CNPJ of digits", () => {
  test.each([
    ["56921485000100", "both check digits 0"],
    ["11223344000186", "numeric"],
    ["04567891000113", "leading zero"],
    ["10000000000145", "mostly zeros"],
    ["24656485000134", "corrected row of an old vendor sample"],
    ["78920485000129", "corrected row of an old vendor sample"],
  ])("%s (%s)", (value) => {
    expect(parseDocument(value)).toStrictEqual({ ok: true, kind: "cnpj", value, alphanumeric: false });
  });
});

describe("a valid CNPJ with letters", () => {
  test.each([
    ["12ABC34501DE35", "official sample"],
    ["B7K2M9X4000152", "first establishment of a root"],
    ["B7K2M9X4000233", "second establishment of that root"],
    ["A1B2C3D4000193", "letters in the root"],
    ["1A2B3C4D5E6F34", "letters in root and order"],
    ["7Q4W1E8R00A117", "letters in root and order"],
    ["INTGDEMO000164", "letters that some sources call excluded"],
    ["INTGTESTE00149", "letters that some sources call excluded"],
    ["IOQFUSXY000172", "only disputed letters plus S, X, Y"],
    ["ABCDEFGHIJKL80", "all letters"],
    ["MNPRSTVWXYZ023", "all letters but one"],
    ["ZZZZZZZZZZZZ62", "the highest letter throughout"],
    ["00ABC000000145", "leading zeros"],
    ["0000000A000169", "leading zeros"],
    ["0000000000A041", "leading zeros"],
    ["4S844G08000100", "first remainder 0, second 0"],
    ["GGCW8OCG000100", "first remainder 0, second 1"],
    ["AKCG0G8S000101", "first remainder 0, second 10"],
    ["SOSO88GG000100", "first remainder 1, second 0"],
    ["KSGO00OW000100", "first remainder 1, second 1"],
    ["GCGSGC0W000101", "first remainder 1, second 10"],
    ["0SG08KKC000110", "first remainder 10, second 0"],
    ["S0LKSO0S000110", "first remainder 10, second 1"],
    ["WW4OK4KO000111", "first remainder 10, second 10"],
    ["1Q2B3C4D000192", "Q where a twin has 0: the check digits cannot tell"],
    ["102B3C4D000192", "0 where a twin has Q"],
  ])("%s (%s)", (value) => {
    expect(parseDocument(value)).toStrictEqual({ ok: true, kind: "cnpj", value, alphanumeric: true });
  });
});

describe("a valid CPF", () => {
  test.each(["52998224725", "11144477735", "12345678909", "10000000019", "98765432100", "01234567890"])("%s", (value) => {
    expect(parseDocument(value)).toStrictEqual({ ok: true, kind: "cpf", value, alphanumeric: false });
  });
});

describe("a document is given unmasked and upper case", () => {
  test.each([
    ["12.abc.345/01de-35", "12ABC34501DE35"],
    ["12.ABC.345/01DE-35", "12ABC34501DE35"],
    [" 56.921.485/0001-00 ", "56921485000100"],
    ["\t529.982.247-25\r\n", "52998224725"],
    ["529 982 247 25", "52998224725"],
  ])("%j is %s", (input, value) => {
    expect(parseDocument(input)).toMatchObject({ ok: true, value });
  });
});

describe("a document is refused with the reason", () => {
  test.each([
    ["24656485000100", "bad_check_digits", "row of an old vendor sample"],
    ["78920485000100", "bad_check_digits", "row of an old vendor sample"],
    ["00000000000000", "repeated", "repeated digit, although its check digits fit"],
    ["11111111111111", "repeated", "repeated digit"],
    ["12ABC34501DE36", "bad_check_digits", "wrong check digit"],
    ["12ABC34501DE53", "bad_check_digits", "swapped check digits"],
    ["12ABC34501DEA5", "bad_charset", "letter in the check digits"],
    ["12ABC34501DE3O", "bad_charset", "letter in the check digits"],
    ["12ABC34501DE3", "bad_length", "13 characters"],
    ["12ABC34501DE350", "bad_length", "15 characters"],
    ["12ABÇ34501DE35", "bad_charset", "letter outside A to Z"],
    ["12ABC34501DE3\uff15", "bad_charset", "full-width digit"],
    ["\u0131OQFUSXY000172", "bad_charset", "dotless i, which upper-cases to I"],
    ["\u017f0LKSO0S000110", "bad_charset", "long s, which upper-cases to S"],
    ["CNPJ: 56921485000100", "bad_charset", "text around"],
    ["56921485000100\u00a0", "bad_charset", "no-break space"],
    ["56_921_485_0001_00", "bad_charset", "another mask"],
    ["52998224726", "bad_check_digits", "CPF with a wrong check digit"],
    ["11111111111", "repeated", "CPF of one digit, although its check digits fit"],
    ["1234567890", "bad_length", "ten digits: a zero was lost"],
    ["529982247a25", "bad_length", "twelve characters"],
    ["5299822472A", "bad_charset", "letter in a CPF"],
    ["", "empty", "nothing"],
    [" \t\n", "empty", "only white space"],
    ["./-", "bad_length", "only mask"],
  ])("%j: %s (%s)", (input, error) => {
    expect(parseDocument(input)).toStrictEqual({ ok: false, error });
  });

  test.each([[56921485000100], [52998224725], [null], [undefined], [true], [["52998224725"]], [{}]])(
    "%j: not_text, because a number has lost its zeros",
    (input) => {
      expect(parseDocument(input)).toStrictEqual({ ok: false, error: "not_text" });
    },
  );

  test.each("0123456789".split(""))("a CPF of eleven times %s", (digit) => {
    expect(parseDocument(digit.repeat(11))).toStrictEqual({ ok: false, error: "repeated" });
  });
});

describe("a character taken for one that looks like it is caught by the check digits", () => {
  test.each([
    ["INTGDEM0000164", "O read as 0"],
    ["1NTGDEMO000164", "I read as 1"],
    ["B7K2M9X400O152", "0 read as O"],
    ["87K2M9X4000152", "B read as 8"],
    ["50SO88GG000100", "S read as 5"],
    ["ZZZZZZ2ZZZZZ62", "Z read as 2"],
    ["SOSO886G000100", "G read as 6"],
  ])("%s (%s)", (input) => {
    expect(parseDocument(input)).toStrictEqual({ ok: false, error: "bad_check_digits" });
  });
});

test("every reason in the vocabulary can be given", () => {
  const inputs = [1, "", "é", "1", "00000000000", "52998224726"];

  const errors = inputs.map((input) => {
    const result = parseDocument(input);
    return result.ok ? null : result.error;
  });

  expect(errors).toStrictEqual([...DOCUMENT_ERRORS]);
});
