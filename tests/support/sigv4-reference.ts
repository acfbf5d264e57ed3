import { createHash, createHmac } from "node:crypto";

/**
 * Signature Version 4 as the IAM user guide describes it ("Create a signed AWS API request"), written apart from
 * the signer in use, to check that one.
 */
export interface ReferenceRequest {
  readonly method: string;
  /** Path as it is sent. */
  readonly path: string;
  /** Query as it is sent, without the question mark. */
  readonly query: string;
  /** Headers to sign, in the order they are sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
  /** Whether the path is normalised, as for every service but S3. */
  readonly normalize: boolean;
}

/** What a signature is for, beside the request. */
export interface ReferenceScope {
  readonly secret: string;
  readonly region: string;
  readonly service: string;
  /** Time as `YYYYMMDDTHHMMSSZ`. */
  readonly time: string;
}

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text, "utf8").digest();
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function uriEncode(text: string, kept = ""): string {
  const unreserved = /[A-Za-z0-9._~-]/;
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return unreserved.test(character) || kept.includes(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function normalized(path: string): string {
  const kept: string[] = [];
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else kept.push(segment);
  }
  return kept.length === 0 ? "/" : `/${kept.join("/")}${path.endsWith("/") ? "/" : ""}`;
}

function canonicalQuery(query: string): string {
  const parts = query.split("&").filter((part) => part !== "");
  const pairs = parts.map((part) => {
    const [, key = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    return [uriEncode(decodeURIComponent(key)), uriEncode(decodeURIComponent(value))] as const;
  });
  return pairs
    .toSorted(([a, x], [b, y]) => byCodePoint(a, b) || byCodePoint(x, y))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

function canonicalHeaders(headers: ReferenceRequest["headers"]) {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values.set(key, [...(values.get(key) ?? []), value.trim().replace(/\s+/g, " ")]);
  }
  const names = [...values.keys()].toSorted(byCodePoint);
  const lines = names.map((name) => `${name}:${(values.get(name) ?? []).join(",")}\n`);
  return { signedHeaders: names.join(";"), lines: lines.join("") };
}

/** The canonical request, its signed headers and its signature. */
export function referenceSignature(request: ReferenceRequest, scope: ReferenceScope) {
  const { signedHeaders, lines } = canonicalHeaders(request.headers);
  const path = request.normalize ? normalized(request.path) : request.path;
  const canonicalRequest = [
    request.method,
    uriEncode(path, "/"),
    canonicalQuery(request.query),
    lines,
    signedHeaders,
    request.payload,
  ].join("\n");
  const date = scope.time.slice(0, 8);
  const credentialScope = `${date}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", scope.time, credentialScope, sha256(canonicalRequest)];
  const key = [date, scope.region, scope.service, "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${scope.secret}`,
  );
  const signature = hmac(key, toSign.join("\n")).toString("hex");
  return { canonicalRequest, signedHeaders, signature };
}

/** A request as a server received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const authorization =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** Names of the headers that a request's signature covers; undefined when the signature is wrong. */
export function verifiedHeaders(
  { method, url, headers }: ReceivedRequest,
  secret: string,
): readonly string[] | undefined {
  const header = (name: string) => headers[name] ?? "";
  const match = authorization.exec(header("authorization"));
  const [, region = "", service = "", signedHeaders = "", given] = match ?? [];
  const names = signedHeaders.split(";");
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  const { signature } = referenceSignature(
    {
      ...{ method, path, query, normalize: true },
      headers: names.map((name) => [name, header(name)] as const),
      payload: header("x-amz-content-sha256"),
    },
    { secret, region, service, time: header("x-amz-date") },
  );
  return signature === given ? names : undefined;
}
