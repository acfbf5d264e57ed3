import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity } from "@smithy/types";
import { NodeSha256 } from "../../runtime/request/node-sha256";

/** A request in JSON to a service of AWS. */
export interface JsonRequest {
  /** Name of the service in signatures and host names. */
  readonly service: "access-analyzer" | "securityhub";
  /** Method. */
  readonly method: "GET" | "POST";
  /** Path. */
  readonly path: string;
  /** Query. @default - none */
  readonly query?: Readonly<Record<string, string>>;
  /** Body. @default - none */
  readonly body?: unknown;
}

/** Asks a service, and gives the JSON that it answers. */
export type AskAws = (request: JsonRequest) => Promise<unknown>;

/** What requests are signed and sent with. */
export interface SignedJsonOptions {
  /** Region of the services. */
  readonly region: string;
  /** Credentials that are valid now. */
  readonly credentials: () => AwsCredentialIdentity;
  /** Sends. */
  readonly fetch: typeof fetch;
  /** Where services answer. @default - https and the Region's host of the service */
  readonly endpoint?: string;
}

/** A service refused. Its name is that of AWS's error; what it said is left out. */
class AwsRefusal extends Error {
  constructor(name: string) {
    super("AWS refused the request.");
    this.name = name;
  }
}

const timeoutMilliseconds = 20_000;

/**
 * Requests of services whose clients the repository does without: two reads of two services.
 * What it gives throws an error with the name of AWS's, such as `AccessDeniedException`.
 */
export function signedJson({ region, credentials, fetch, endpoint }: SignedJsonOptions): AskAws {
  return async ({ service, method, path, query = {}, body }) => {
    const base = new URL(endpoint ?? `https://${service}.${region}.amazonaws.com`);
    const signer = new SignatureV4({
      service,
      region,
      credentials: credentials(),
      sha256: NodeSha256,
    });
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { headers } = await signer.sign({
      protocol: base.protocol,
      hostname: base.hostname,
      method,
      path,
      query,
      headers: { host: base.host, "content-type": "application/json" },
      body: text,
    });
    const answer = await fetch(new URL(`${path}?${new URLSearchParams(query).toString()}`, base), {
      method,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "host")),
      ...(text !== undefined && { body: text }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (!answer.ok) throw new AwsRefusal(errorName(answer));
    return answer.json();
  };
}

// `AccessDeniedException:http://...` is one of the forms that AWS writes.
function errorName({ headers, status }: Response): string {
  const [name = ""] = (headers.get("x-amzn-errortype") ?? "").split(":");
  if (/^\w{1,100}$/.test(name)) return name;
  return { 403: "AccessDenied", 404: "NotFound", 429: "Throttling" }[status] ?? "Refused";
}
