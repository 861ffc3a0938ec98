import { BlockList, isIP, isIPv4 } from "node:net";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";

/**
 * What "private" allows, and nothing else: loopback, RFC 1918, the shared space of carriers (RFC 6598) and unique local
 * addresses (RFC 4193).
 */
const PRIVATE = blockList(["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"], ["::1/128", "fc00::/7"]);

/** Nobody's web server, however much the operator allows (IANA special-purpose registries), and what knows secrets of a cloud. */
const NEVER = blockList(
  [
    // Unspecified: a connection to it reaches the machine itself.
    "0.0.0.0/8",
    // Link-local, with the metadata service of nearly every cloud at 169.254.169.254.
    "169.254.0.0/16",
    // Protocol assignments (a cloud's metadata at .192), documentation, 6to4 relays, benchmarking, documentation twice.
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    // Multicast; reserved and broadcast.
    "224.0.0.0/4",
    "240.0.0.0/4",
    // Metadata and host agents outside the link-local range (Alibaba Cloud, Azure).
    "100.100.100.200/32",
    "168.63.129.16/32",
  ],
  [
    // Protocol assignments, Teredo (2001::/32) among them; documentation, 6to4, documentation.
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    // Metadata inside the unique local range (AWS, Google Cloud, Scaleway).
    "fd00:ec2::/32",
    "fd20:ce::254/128",
    "fd00:42::42/128",
  ],
);

/** The only part of IPv6 that is given out to the world. Outside it lie link-local, multicast, site-local, `64:ff9b:1::/48` and more. */
const GLOBAL = blockList([], ["2000::/3"]);

/** IPv4 in other clothes: mapped (RFC 4291), and through a translator with the well-known prefix (RFC 6052). */
const IPV4_INSIDE = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/;

/**
 * Whether a connection to this address may be opened. An address with an IPv4 inside is judged by that; tunnels (6to4, Teredo)
 * and IPv4-compatible addresses are refused, for nobody serves over them any more.
 *
 * Ranges are looked up in the list of their own family only: what `BlockList` thinks of mapped addresses is not relied on.
 *
 * @param address - an IP address as text. Anything else, or one with a zone (`fe80::1%eth0`), is refused.
 */
export function mayConnect(address: string, allowsPrivate: boolean): boolean {
  if (address.includes("%") || isIP(address) === 0) return false;
  if (isIPv4(address)) return !NEVER.check(address, "ipv4") && (allowsPrivate || !PRIVATE.check(address, "ipv4"));
  const inside = ipv4Inside(address);
  if (inside !== null) return mayConnect(inside, allowsPrivate);
  if (NEVER.check(address, "ipv6")) return false;
  return GLOBAL.check(address, "ipv6") || (allowsPrivate && PRIVATE.check(address, "ipv6"));
}

/**
 * Reads where a request goes. Which addresses that are is not known yet: the connector judges them, of a name and of a literal
 * alike. Every spelling of an IPv4 literal (`2130706433`, `0177.0.0.1`, `0x7f.1`, `127.1`) becomes the usual one here, so what
 * is judged is what is connected to.
 *
 * @returns the parsed URL, or why nothing may be sent there.
 */
export function readTarget(url: string): Result<URL, Note> {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    return err(note("send.bad-url"));
  }
  if (target.protocol !== "https:" && target.protocol !== "http:") return err(note("send.bad-scheme"));
  // They would be lost on the way.
  if (target.username !== "" || target.password !== "") return err(note("send.url-credentials", { host: target.host }));
  return ok(target);
}

function ipv4Inside(address: string): string | null {
  // The URL parser writes every IPv6 address in one way: compressed, lower case, without dots.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [found, high = "0", low = "0"] = IPV4_INSIDE.exec(canonical) ?? [];
  if (found === undefined) return null;
  const bits = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join(".");
}

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, ranges] of [["ipv4", ipv4] as const, ["ipv6", ipv6] as const]) {
    for (const range of ranges) {
      const [net = "", bits] = range.split("/");
      list.addSubnet(net, Number(bits), family);
    }
  }
  return list;
}
