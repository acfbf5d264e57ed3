import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";

/** Key and certificate of a server, as PEM. */
export interface ServerCertificate {
  /** Private key. */
  readonly key: string;
  /** Certificate. */
  readonly cert: string;
}

/** An authority that lives as long as the process that made it. */
export interface Authority {
  /** Certificate of the authority, as PEM. */
  readonly cert: string;
  /** Makes a key and a certificate for DNS names or IP addresses. */
  issue(names: readonly [string, ...string[]]): Promise<ServerCertificate>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const hour = 3_600_000;

const makeKeys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

/** A certificate authority for connections between processes of one machine. Its key is never stored. */
export async function makeAuthority(): Promise<Authority> {
  const authorityKeys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Local run",
    ...validity(),
    keys: authorityKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    cert: certificate.toString("pem"),
    async issue(names) {
      const keys = await makeKeys();
      const issued = await x509.X509CertificateGenerator.create({
        subject: `CN=${names[0]}`,
        issuer: certificate.subject,
        ...validity(),
        publicKey: keys.publicKey,
        signingKey: authorityKeys.privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], true),
          new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
        ],
      });
      return { key: await privateKeyPem(keys.privateKey), cert: issued.toString("pem") };
    },
  };
}

const validity = () => ({
  notBefore: new Date(Date.now() - hour),
  notAfter: new Date(Date.now() + 24 * hour),
});

const alternativeName = (value: string) =>
  isIP(value) === 0 ? ({ type: "dns", value } as const) : ({ type: "ip", value } as const);

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
