import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayConnect, readTarget } from "./address-guard.ts";

/** `yes`: to everybody; `private`: only where private addresses are allowed; `no`: never. */
type Answer = "yes" | "private" | "no";

function answerFor(address: string): Answer {
  if (mayConnect(address, false)) return mayConnect(address, true) ? "yes" : "no";
  return mayConnect(address, true) ? "private" : "no";
}

describe("addresses", () => {
  test.each<[address: string, answer: Answer, what: string]>([
    ["8.8.8.8", "yes", "public"],
    ["172.15.255.255", "yes", "just below RFC 1918"],
    ["172.32.0.0", "yes", "just above RFC 1918"],
    ["100.63.255.255", "yes", "just below the carriers' space"],
    ["100.128.0.0", "yes", "just above the carriers' space"],
    ["223.255.255.255", "yes", "just below multicast"],
    ["2606:4700::1111", "yes", "public"],
    ["2001:4860:4860::8888", "yes", "public, near Teredo"],
    ["2800:3f0:4001::200e", "yes", "public, given out in Latin America"],

    ["127.0.0.1", "private", "loopback"],
    ["127.255.255.254", "private", "loopback"],
    ["10.0.0.1", "private", "RFC 1918"],
    ["172.16.0.1", "private", "RFC 1918"],
    ["172.31.255.255", "private", "RFC 1918"],
    ["192.168.1.1", "private", "RFC 1918"],
    ["100.64.0.1", "private", "carrier"],
    ["100.127.255.255", "private", "carrier"],
    ["::1", "private", "loopback"],
    ["fc00::1", "private", "unique local"],
    ["fdff:ffff::1", "private", "unique local"],

    ["0.0.0.0", "no", "unspecified"],
    ["0.1.2.3", "no", "this network"],
    ["169.254.169.254", "no", "metadata of clouds"],
    ["169.254.0.1", "no", "link-local"],
    ["100.100.100.200", "no", "metadata of Alibaba Cloud"],
    ["168.63.129.16", "no", "host agent of Azure"],
    ["192.0.0.192", "no", "metadata of Oracle Cloud"],
    ["192.0.2.1", "no", "documentation"],
    ["198.51.100.1", "no", "documentation"],
    ["203.0.113.1", "no", "documentation"],
    ["198.18.0.1", "no", "benchmarking"],
    ["198.19.255.255", "no", "benchmarking"],
    ["192.88.99.1", "no", "6to4 relay"],
    ["224.0.0.1", "no", "multicast"],
    ["239.255.255.255", "no", "multicast"],
    ["240.0.0.1", "no", "reserved"],
    ["255.255.255.255", "no", "broadcast"],
    ["::", "no", "unspecified"],
    ["fe80::1", "no", "link-local"],
    ["febf::1", "no", "link-local"],
    ["fec0::1", "no", "site-local"],
    ["fd00:ec2::254", "no", "metadata of AWS, although unique local"],
    ["fd20:ce::254", "no", "metadata of Google Cloud, although unique local"],
    ["fd00:42::42", "no", "metadata of Scaleway, although unique local"],
    ["ff02::1", "no", "multicast"],
    ["100::1", "no", "discard"],
    ["2001::1", "no", "Teredo"],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "no", "Teredo"],
    ["2001:2::1", "no", "benchmarking"],
    ["2001:db8::1", "no", "documentation"],
    ["3fff::1", "no", "documentation"],
    ["2002:7f00:1::", "no", "6to4 of loopback"],
    ["2002:808:808::", "no", "6to4 of a public address"],
    ["64:ff9b:1::808:808", "no", "local translation"],
    ["4000::1", "no", "not given out"],

    ["::ffff:8.8.8.8", "yes", "mapped"],
    ["::ffff:808:808", "yes", "mapped, in hex"],
    ["0:0:0:0:0:FFFF:0808:0808", "yes", "mapped, in full"],
    ["::ffff:127.0.0.1", "private", "mapped loopback"],
    ["::ffff:7f00:1", "private", "mapped loopback, in hex"],
    ["::ffff:10.1.2.3", "private", "mapped RFC 1918"],
    ["::ffff:169.254.169.254", "no", "mapped metadata"],
    ["::ffff:0.0.0.0", "no", "mapped unspecified"],
    ["::ffff:0.0.0.1", "no", "mapped, all but nothing"],
    ["64:ff9b::8.8.8.8", "yes", "translated"],
    ["64:ff9b::7f00:1", "private", "translated loopback"],
    ["64:ff9b::a9fe:a9fe", "no", "translated metadata"],
    ["64:ff9b::", "no", "translated unspecified"],
    ["::7f00:1", "no", "IPv4-compatible loopback"],
    ["::8.8.8.8", "no", "IPv4-compatible"],
    ["::ffff:0:127.0.0.1", "no", "translated by SIIT"],

    ["fd00::1%eth0", "no", "with a zone"],
    ["example.com", "no", "a name"],
    ["2130706433", "no", "a number"],
    ["127.1", "no", "a short spelling: what is judged is what the URL parser made of it"],
    ["", "no", "nothing"],
  ])("%s: %s (%s)", (address, expected) => {
    expect(answerFor(address)).toBe(expected);
  });

  test("an IPv4 address is judged alike however it is dressed", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const expected = answerFor(address);
        expect(answerFor(`::ffff:${address}`)).toBe(expected);
        expect(answerFor(`64:ff9b::${address}`)).toBe(expected);
      }),
    );
  });

  test("IPv6 outside 2000::/3 is public nowhere, but for the two dresses of IPv4", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const first = new URL(`http://[${address}]/`).hostname.slice(1);
        fc.pre(!/^[23][0-9a-f]{3}:/.test(first) && !/^(::ffff:|64:ff9b::)/.test(first));
        expect(mayConnect(address, false)).toBe(false);
      }),
    );
  });
});

describe("targets", () => {
  test.each([
    ["https://hooks.example.com/a?token=x", "https://hooks.example.com", "/a?token=x"],
    ["http://hooks.example.com:8080", "http://hooks.example.com:8080", "/"],
    ["HTTPS://Hooks.Example.COM:443/#part", "https://hooks.example.com", "/"],
  ])("%s is sent to %s", (url, origin, path) => {
    const target = readTarget(url);

    expect(target.ok && [target.value.origin, target.value.pathname + target.value.search]).toEqual([origin, path]);
  });

  test.each([
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://%31%32%37.0.0.1/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
  ])("%s is loopback in another spelling, and comes out in the usual one", (url) => {
    const target = readTarget(url);

    expect(target.ok && target.value.hostname).toBe("127.0.0.1");
  });

  test.each([
    ["ftp://hooks.example.com/", "send.bad-scheme"],
    ["file:///etc/passwd", "send.bad-scheme"],
    ["javascript:alert(1)", "send.bad-scheme"],
    ["data:text/plain,x", "send.bad-scheme"],
    ["ws://hooks.example.com/", "send.bad-scheme"],
    ["unix:/run/app.sock", "send.bad-scheme"],
    ["https://user:fake-password@hooks.example.com/", "send.url-credentials"],
    ["https://fake-token@hooks.example.com/", "send.url-credentials"],
    ["https://hooks.example.com@127.0.0.1/", "send.url-credentials"],
    ["/hooks", "send.bad-url"],
    ["hooks.example.com/a", "send.bad-url"],
    ["https://", "send.bad-url"],
    ["http://256.1.1.1/", "send.bad-url"],
    ["http://[::1", "send.bad-url"],
    ["http://[fe80::1%25eth0]/", "send.bad-url"],
    ["", "send.bad-url"],
  ])("%s is refused: %s", (url, code) => {
    const target = readTarget(url);

    expect(!target.ok && target.error.code).toBe(code);
    expect(JSON.stringify(target)).not.toMatch(/fake-|passwd/);
  });
});
