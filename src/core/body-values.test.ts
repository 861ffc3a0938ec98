import { describe, expect, test } from "vitest";
import { editValues, editXmlTexts } from "./body-values.ts";
import { InboundRequest } from "./http-message.ts";

const request = (body: string | Uint8Array) =>
  new InboundRequest({ method: "POST", target: "/", headers: [], body: typeof body === "string" ? new TextEncoder().encode(body) : body });
const seen = (body: string) => {
  const found: [string, string][] = [];
  editValues(request(body), (path, value) => {
    found.push([path.join("."), value]);
    return value;
  });
  return found;
};
const MULTIPART =
  '--B1\r\nContent-Disposition: form-data; name="customer[name]"\r\n\r\nJosé\r\n--B1\r\nContent-Disposition: form-data; name="id"\r\n\r\n7\r\n--B1--\r\n';

describe("values of a body", () => {
  test.each([
    [
      '{"buyer":{"name":"Ana","phones":[{"number":7}]},"ok":true,"none":null}',
      [
        ["buyer.name", "Ana"],
        ["buyer.phones.0.number", "7"],
      ],
    ],
    [
      "customer%5Bname%5D=Ana&produto.nome=Curso+X",
      [
        ["customer.name", "Ana"],
        ["produto.nome", "Curso X"],
      ],
    ],
    [
      MULTIPART,
      [
        ["customer.name", "JosÃ©"],
        ["id", "7"],
      ],
    ],
  ])("are found by their path", (body, values) => {
    expect(seen(body)).toEqual(values);
  });

  test("are replaced where they stand; a number stays one where it can", () => {
    const edit = (_: readonly string[], value: string) => (value === "7" ? "8" : value === "1" ? "x" : value);

    expect(editValues(request('{"a":7,"b":"7","c":1,"d":2.50}'), edit)?.text()).toBe('{"a":8,"b":"8","c":"x","d":2.5}');
    expect(editValues(request("a=7&b=%C3%A9"), edit)?.text()).toBe("a=8&b=%C3%A9");
    expect(editValues(request(MULTIPART), edit)?.text()).toBe(MULTIPART.replace("\r\n7\r\n", "\r\n8\r\n"));
  });

  test("of what is no body that is known cannot be replaced", () => {
    expect(editValues(request('{"buyer": "Ana"'), () => "x")).toBeNull();
    expect(editValues(request('{"buyer": "Ana", "url": "?a=1"'), () => "x")).toBeNull();
    expect(editValues(request(""), () => "x")?.text()).toBe("");
  });

  test("are found in JSON that is a text, and by the label of a field that a seller made", () => {
    expect(
      seen('{"extra":"{\\"buyer\\":{\\"name\\":\\"Ana\\"}}","fields":[{"label":"CPF","value":"1"}],"sums":[{"name":"Ana","value":"1"}]}'),
    ).toEqual([
      ["extra.buyer.name", "Ana"],
      ["fields.0.CPF", "1"],
      ["sums.0.name", "Ana"],
      ["sums.0.value", "1"],
    ]);
    expect(seen("data=%7B%22name%22%3A%22Ana%22%7D")).toEqual([["data.name", "Ana"]]);
  });

  test("of XML are replaced in any encoding, with every other byte as it was", () => {
    const latin1 = Uint8Array.from('<t a="1">\n <s><name>Jos\u00e9</name><x/><code>7</code></s></t>', (sign) => sign.charCodeAt(0));
    const paths: string[] = [];

    const edited = editXmlTexts(latin1, (path, value) => {
      paths.push(path.join("."));
      return value.startsWith("Jos") ? "Ana" : value;
    });

    expect(paths).toEqual(["t.s.name", "t.s.code"]);
    expect(new TextDecoder("latin1").decode(edited)).toBe('<t a="1">\n <s><name>Ana</name><x/><code>7</code></s></t>');
  });
});
