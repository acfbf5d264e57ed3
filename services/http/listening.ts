import * as z from "zod/mini";
import { type Environment, integer } from "./settings";
import type { TlsSource } from "./tls";

/** Settings of where and how a service listens. */
export const listeningShape = {
  BIND_HOST: z._default(z.string().check(z.regex(/^[0-9a-f.:]{2,45}$/)), "0.0.0.0"),
  PORT: z._default(integer(0, 65_535), 8443),
  PUBLIC_HOST: z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{0,252}$/)),
  TLS: z.enum(["files", "self-signed"]),
  TLS_KEY_FILE: z.optional(z.string()),
  TLS_CERT_FILE: z.optional(z.string()),
};

/** What operators are told about those settings. */
export const listeningMeanings = {
  BIND_HOST: "address to listen on; default 0.0.0.0",
  PORT: "port to listen on, 0 to 65535; default 8443",
  PUBLIC_HOST: "host that callers know the service by, in lower case, without port",
  TLS: "files, or self-signed where VPC Lattice stands before the service",
  TLS_KEY_FILE: "file with the private key in PEM",
  TLS_CERT_FILE: "file with the certificate in PEM",
} as const;

/** Settings that `TLS` makes necessary. */
export function listeningNeeds({ TLS }: Environment): Readonly<Record<string, string>> {
  if (TLS !== "files") return {};
  return { TLS_KEY_FILE: "with TLS=files", TLS_CERT_FILE: "with TLS=files" };
}

/** Where key and certificate come from, by the settings. */
export function tlsSource(settings: {
  readonly TLS: "files" | "self-signed";
  readonly TLS_KEY_FILE?: string | undefined;
  readonly TLS_CERT_FILE?: string | undefined;
  readonly PUBLIC_HOST: string;
}): TlsSource {
  const { TLS, TLS_KEY_FILE: keyFile = "", TLS_CERT_FILE: certFile = "" } = settings;
  return TLS === "files"
    ? { kind: "files", keyFile, certFile }
    : { kind: "self-signed", name: settings.PUBLIC_HOST };
}
