import "reflect-metadata";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Key and certificate of a server, both as PEM. */
export interface TlsIdentity {
  /** Private key. */
  readonly key: string;
  /** Certificate, with those of its issuers. */
  readonly cert: string;
}

/** Where a server's key and certificate come from. */
export type TlsSource =
  | { readonly kind: "files"; readonly keyFile: string; readonly certFile: string }
  | { readonly kind: "self-signed"; readonly name: string };

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const lifeDays = 397;
const millisecondsPerDay = 86_400_000;

/**
 * Reads a key and a certificate, or makes a pair that lives in memory alone. A self-signed certificate encrypts but
 * names nobody: it suits targets of VPC Lattice, which does not verify certificates of targets, and nothing else.
 * @throws when a file cannot be read.
 */
export async function loadTls(source: TlsSource): Promise<TlsIdentity> {
  if (source.kind === "self-signed") return selfSigned(source.name);
  return {
    key: readFileSync(source.keyFile, "utf8"),
    cert: readFileSync(source.certFile, "utf8"),
  };
}

async function selfSigned(name: string): Promise<TlsIdentity> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    // A day of slack: clocks of clients may be behind.
    notBefore: new Date(now - millisecondsPerDay),
    notAfter: new Date(now + (lifeDays - 1) * millisecondsPerDay),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension([{ type: isIP(name) === 0 ? "dns" : "ip", value: name }]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key.toString("base64")}\n-----END PRIVATE KEY-----\n`,
    cert: certificate.toString("pem"),
  };
}
