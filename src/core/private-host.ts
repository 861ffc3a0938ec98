import { isLoopback } from "./http-url.ts";

/** Loopback aside: RFC 1918, the shared space of carriers (RFC 6598) and unique local addresses (RFC 4193). */
const PRIVATE_ADDRESS =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)[\d.]+$|^\[f[cd][0-9a-f]{2}:/;
/** Names that only a network of one's own knows; a name without a dot, as of a container, is one too. */
const PRIVATE_NAME = /^[^.:[\]]+$|\.(?:local|internal|lan|home\.arpa)$/;

/**
 * Whether a URL's host looks like one of this machine or of a private network. Says nothing about what a public name leads
 * to: that is known only when it is called.
 *
 * @param hostname - as `URL` gives it: small letters, IPv6 in brackets.
 */
export function isPrivateHost(hostname: string): boolean {
  return isLoopback(hostname) || PRIVATE_ADDRESS.test(hostname) || PRIVATE_NAME.test(hostname);
}
