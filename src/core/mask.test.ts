import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLead, anEvent } from "../../test/support/events.ts";
import { maskDocument, maskEmail, maskEvent, maskMessage, maskName, maskPhone } from "./mask.ts";

describe("maskName", () => {
  it.each([
    ["Maria Teste", "M*** T***"],
    ["Maria  da Silva", "M*** d*** S***"],
    ["Ångela", "Å***"],
    ["X", "***"],
    ["A B", "*** ***"],
    ["", ""],
    ["   ", ""],
  ])("%j becomes %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe("maskEmail", () => {
  it.each([
    ["maria@example.com", "m***@example.com"],
    ["m@example.com", "***@example.com"],
    ["a@b@example.com", "a***@example.com"],
    ["@example.com", "***@example.com"],
    ["maria", "***"],
    ["", ""],
  ])("%j becomes %j", (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });
});

describe("maskPhone", () => {
  it.each([
    ["+5531900000001", "+5531*******01"],
    ["+553133330002", "+5531******02"],
    ["31900000001", "31*******01"],
    ["(31) 90000-0001", "31*******01"],
    ["+351912345678", "+**********78"],
    ["90000001", "******01"],
    ["1234", "***"],
    ["none", "***"],
    ["", ""],
  ])("%j becomes %j", (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

describe("maskDocument", () => {
  it.each([
    ["52998224725", "***.***.247-25"],
    ["529.982.247-25", "***.***.247-25"],
    ["11222333000181", "***0181"],
    ["12ABC34501DE35", "***DE35"],
    ["AB12345", "***"],
    ["12", "***"],
    ["", ""],
  ])("%j becomes %j", (document, masked) => {
    expect(maskDocument(document)).toBe(masked);
  });
});

it("hides a message, and leaves no message empty", () => {
  expect(maskMessage("Call me: 31 90000-0001")).toBe("[masked]");
  expect(maskMessage(" ")).toBe("");
});

describe("any text", () => {
  const masks = { maskName, maskEmail, maskPhone, maskDocument, maskMessage };
  it.each(Object.entries(masks))("%s neither throws nor shows the whole of it", (_name, mask) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.emailAddress(), fc.stringMatching(/^\+?[0-9 ()-]{0,20}$/)), (text) => {
        const masked = mask(text);
        expect(mask(text)).toBe(masked);
        if (/[\p{L}\p{N}]/u.test(text) && !text.includes("*")) expect(masked).not.toContain(text.trim());
      }),
    );
  });
});

describe("maskEvent", () => {
  it("masks the buyer and leaves the sale readable", () => {
    const event = anEvent({
      buyer: {
        name: "Maria Teste",
        email: "maria@example.com",
        phone: "+5531900000001",
        phoneRaw: "31 90000-0001",
        document: "52998224725",
      },
      tracking: { src: "instagram", sck: "ref|joao@example.org" },
    });

    const masked = maskEvent(event);

    expect(masked.buyer).toEqual({
      name: "M*** T***",
      email: "m***@example.com",
      phone: "+5531*******01",
      phoneRaw: "31*******01",
      document: "***.***.247-25",
    });
    expect(masked.tracking).toEqual({ src: "instagram", sck: "ref|j***@example.org" });
    expect({ ...masked, buyer: event.buyer, tracking: event.tracking }).toEqual(event);
  });

  it("masks what a lead wrote", () => {
    const lead = { ...aLead, message: "Ligue para Maria", address: { path: null, hostLabel: null, document: "52998224725" } };

    const masked = maskEvent(anEvent({ lead }));

    expect(masked.lead).toEqual({ ...lead, message: "[masked]", address: { path: null, hostLabel: null, document: "***.***.247-25" } });
  });

  it("keeps what is not there as it is", () => {
    const event = anEvent({ buyer: { name: null, email: null, phone: null, phoneRaw: null, document: null } });

    expect(maskEvent(event)).toEqual(event);
  });
});
