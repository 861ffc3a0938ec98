import { describe, expect, test } from "vitest";
import { readRecordings } from "./read.ts";

const calls = (text: string) => {
  const result = readRecordings(Buffer.from(text));
  if (!result.ok) return result.error;
  return result.value.map(({ place, request: { method, target, headers, body } }) => ({
    place,
    method,
    target,
    headers: Object.fromEntries(headers),
    body: Buffer.from(body).toString("utf8"),
  }));
};
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

test("is read as a browser copies it, one command or several", () => {
  // The form of "Copy all as cURL (bash)" of Chrome, with its escapes.
  const copied = `curl 'https://a.example.com/hooks/payt?k=1' \\
  -H 'accept: */*' \\
  -H 'content-type: application/json' \\
  -b 'sid=1; x=2' \\
  -H $'user-agent: It\\'s me\\u0021' \\
  --data-raw $'{"name":"Jo\\u00e3o","say":"it\\'s\\n"}' \\
  --compressed ;
curl 'https://a.example.com/x' -X 'PUT' --data-raw '' --insecure
`;

  expect(calls(copied)).toEqual([
    {
      place: "line 1",
      method: "POST",
      target: "/hooks/payt?k=1",
      headers: {
        accept: "*/*",
        "content-type": "application/json",
        "user-agent": "It's me!",
        Cookie: "sid=1; x=2",
        Host: "a.example.com",
      },
      body: '{"name":"João","say":"it\'s\n"}',
    },
    { place: "line 8", method: "PUT", target: "/x", headers: { Host: "a.example.com", ...FORM }, body: "" },
  ]);
});

// Held against what curl 7.88 really sent.
test.each([
  ["curl -d a=1 -d 'b=ã c' a/x", "POST", FORM, "a=1&b=ã c"],
  [
    "curl --data-urlencode 'c=ã/ ~.-_*' --data-urlencode '=x y&' --data-urlencode 'só' a/x",
    "POST",
    FORM,
    "c=%C3%A3%2F+~.-_%2A&x+y%26&s%C3%B3",
  ],
  ["curl --data-raw @x a/x", "POST", FORM, "@x"],
  ["curl --data-binary a --data-ascii b --data c a/x", "POST", FORM, "a&b&c"],
  ["curl --json '{\"a\":' --json 1} a/x", "POST", { "Content-Type": "application/json", Accept: "application/json" }, '{"a":1}'],
  ["curl -d a --json b -H 'content-type: c' a/x", "POST", { "content-type": "c", Accept: "application/json" }, "ab"],
  ["curl -d a -H Content-Type: -H 'X-Empty;' -H 'A:  b ' a/x", "POST", { "X-Empty": "", A: "b" }, "a"],
  ["curl -sSkXPOST -dA=b -HA:b a/x", "POST", { A: "b", ...FORM }, "A=b"],
  ["curl -X put --url a/x", "PUT", {}, ""],
  ["curl -I a/x", "HEAD", {}, ""],
  ["curl a/x", "GET", {}, ""],
  ["curl -u ana:se:gredo a/x", "GET", { Authorization: "Basic YW5hOnNlOmdyZWRv" }, ""],
  ["curl -u ana http://b:c@a/x", "GET", { Authorization: "Basic Yjpj" }, ""],
  ["curl -u ana -H 'Authorization: x' a/x", "GET", { Authorization: "x" }, ""],
  [
    "curl --oauth2-bearer t -A agent -e http://r/ a/x",
    "GET",
    { Authorization: "Bearer t", "User-Agent": "agent", Referer: "http://r/" },
    "",
  ],
  ["curl -u a:1 -u b:2 -A x -A y -b a=1 -b b=2 a/x", "GET", { Authorization: "Basic Yjoy", "User-Agent": "y", Cookie: "a=1;b=2" }, ""],
  ["curl -A '' -e '' a/x", "GET", {}, ""],
  ["curl -o out.txt --max-time 5 -w '%{http_code}' -L --http1.1 a/x > /dev/null 2>&1 | jq .", "GET", {}, ""],
])("%s", (text, method, headers, body) => {
  expect(calls(text)).toEqual([{ place: "line 1", method, target: "/x", headers: { Host: "a", ...headers }, body }]);
});

describe("a command that cannot be read is named by its line, and nothing is read", () => {
  test.each([
    ["curl a -d @body.json", "recording.curl-file", { flag: "-d", path: "body.json" }],
    ["curl a --json @-", "recording.curl-file", { flag: "--json", path: "-" }],
    ["curl a --data-urlencode b@c", "recording.curl-file", { flag: "--data-urlencode", path: "c" }],
    ["curl a --data-urlencode @c", "recording.curl-file", { flag: "--data-urlencode", path: "c" }],
    ["curl a -H @headers", "recording.curl-file", { flag: "-H", path: "headers" }],
    ["curl a -b jar.txt", "recording.curl-file", { flag: "-b", path: "jar.txt" }],
    ["curl a -F b=c", "recording.curl-option", { flag: "-F" }],
    ["curl a -sF b=c", "recording.curl-option", { flag: "-F" }],
    ["curl a --next b", "recording.curl-option", { flag: "--next" }],
    ["curl a -d", "recording.curl-option", { flag: "-d" }],
    ["curl a b", "recording.curl-urls", { n: 2 }],
    ["curl -d a", "recording.curl-urls", { n: 0 }],
    ["curl ftp://a/b", "recording.bad-url", {}],
    ["curl a -H nothing", "recording.bad-header", { number: 1 }],
    ["wget a", "recording.not-curl", { command: "wget" }],
    ["curl a -d '", "recording.shell-unclosed", {}],
    ['curl a -d "$BODY"', "recording.shell-beyond", { what: "$BODY" }],
  ])("%s", (text, code, params) => {
    expect(calls(`curl a -d b\n${text}`)).toEqual({ code, params: { place: "line 2", ...params } });
  });

  test.each(['curl ^"https://a/x^" ^\r\n  -H ^"A: b^"\r\n', 'curl "https://a/x" ^\n -d b'])("%j is for another shell", (text) => {
    expect(calls(text)).toEqual({ code: "recording.curl-windows", params: {} });
  });
});
