import { generateKeyPairSync, sign } from "node:crypto";

export interface SelfSigned {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

const ECDSA_WITH_SHA256 = tlv(0x30, oid("2a8648ce3d040302"));

/** A certificate for one DNS name, signed by itself, made anew each time: no key has to lie in the repository. */
export function selfSigned(dnsName: string): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = tlv(0x30, tlv(0x31, tlv(0x30, oid("550403"), tlv(0x0c, Buffer.from(dnsName)))));
  const validity = tlv(0x30, tlv(0x17, Buffer.from("200101000000Z")), tlv(0x17, Buffer.from("491231235959Z")));
  const names = tlv(0x30, oid("551d11"), tlv(0x04, tlv(0x30, tlv(0x82, Buffer.from(dnsName)))));
  const body = tlv(
    0x30,
    // Version 3.
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, tlv(0x30, names)),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  const der = tlv(0x30, body, ECDSA_WITH_SHA256, signature).toString("base64").replace(/.{64}/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** One value of DER: tag, length, content. */
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, "hex"));
}
