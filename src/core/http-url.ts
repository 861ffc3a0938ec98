/** What nearly every URL looks like; saves the dear parser where a million of them are checked. */
const PLAIN = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#][\w.~!$&'()*+,;=:@%/?#-]*)?$/;

/**
 * Whether a text is an absolute http or https URL that can be shown and handed on: one word, no user and password in it
 * (they would be exported with it), and a host.
 */
export function isHttpUrl(text: string): boolean {
  if (PLAIN.test(text) && !text.includes("xn--")) return true;
  if (!/^https?:\/\/[^\s\p{Cc}"<>\\]+$/iu.test(text)) return false;
  const url = parsed(text);
  return url !== null && url.hostname !== "" && url.username === "" && url.password === "";
}

/** Not `URL.canParse`: once it is compiled, Node 20's says no to hosts with letters of Latin-1, `https://ação.example`. */
function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** A URL as it may be shown: its query and its user may be credentials. */
export function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** A text that is no such URL as an error may repeat it: what stands where user, password and query would is left out. */
export function withoutLikelySecrets(text: string): string {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  const [place = "", ...query] = rest.slice(rest.lastIndexOf("@") + 1).split("?");
  return `${scheme}${rest.includes("@") ? "…@" : ""}${place}${query.length === 0 ? "" : "?…"}`;
}

/** Whether a URL's host is this machine, whatever network it is on. */
export function isLoopback(hostname: string): boolean {
  return /^(?:[\w-]+\.)*localhost$/i.test(hostname) || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The URL of a listener on this address; an IPv6 one stands in brackets. */
export function urlOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
