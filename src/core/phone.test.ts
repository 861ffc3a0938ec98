import { describe, expect, test } from "vitest";
import { brazilianPhone, internationalPhone } from "./phone.ts";

describe("a Brazilian phone", () => {
  test.each([
    ["31900000001", null, "+5531900000001"],
    ["(31) 90000-0001", null, "+5531900000001"],
    ["3133330001", null, "+553133330001"],
    ["031900000001", null, "+5531900000001"],
    ["03133330001", null, "+553133330001"],
    ["900000001", "31", "+5531900000001"],
    ["33330001", "31", "+553133330001"],
    ["90000-0001", "(031)", "+5531900000001"],
    ["31900000001", "31", "+5531900000001"],
    ["31900000001", "", "+5531900000001"],
    ["5531900000001", null, "+5531900000001"],
    ["+55 31 90000-0001", null, "+5531900000001"],
    ["+55 31 90000-0001", "31", "+5531900000001"],
    ["553133330001", null, "+553133330001"],
  ])("%j with area code %j is %s", (number, areaCode, phone) => {
    expect(brazilianPhone(number, areaCode)).toBe(phone);
  });

  test("keeps its number of digits: the ninth is never added or removed", () => {
    expect(brazilianPhone("3190000001", null)).toBe("+553190000001");
    expect(brazilianPhone("931900001", "11")).toBe("+5511931900001");
  });

  test("of area code 55 is not mistaken for one with a country code", () => {
    expect(brazilianPhone("55900000001", null)).toBe("+5555900000001");
    expect(brazilianPhone("5533330001", null)).toBe("+555533330001");
    expect(brazilianPhone("900000001", "55")).toBe("+5555900000001");
  });

  test.each([
    [null, null],
    ["", null],
    ["abc", "31"],
    ["900000001", null],
    ["33330001", null],
    ["900000001", "3"],
    ["900000001", "313"],
    ["1234567", "31"],
    ["30900000001", null],
    ["10900000001", null],
    ["14155550100123", null],
    ["447700900123", null],
    [null, "31"],
  ])("%j with area code %j makes no plausible number", (number, areaCode) => {
    expect(brazilianPhone(number, areaCode)).toBeNull();
  });
});

describe("an international phone", () => {
  test.each([
    ["+351 912 345 678", "+351912345678"],
    ["447700900123", "+447700900123"],
    ["5531900000001", "+5531900000001"],
    ["123456789012345", "+123456789012345"],
  ])("%j is %s", (number, phone) => {
    expect(internationalPhone(number)).toBe(phone);
  });

  test.each([[null], [""], ["abc"], ["31900000001"], ["1234567890123456"]])("%j is none", (number) => {
    expect(internationalPhone(number)).toBeNull();
  });
});
