import { isIP } from "node:net";
import { parseQuery } from "./query";

/** AWS services that verify the signature of a call, by their signing names. */
export type SigningService = "vpc-lattice-svcs" | "lambda" | "execute-api";

/** A place that a service may call. */
export interface Target {
  /** Service that answers there, as the service graph names it. */
  readonly service: string;
  /** Exact host, in lower case. IP addresses are refused; `localhost` serves a local run. */
  readonly host: string;
  /** Port. @default 443 */
  readonly port?: number;
  /** Who verifies the signature. */
  readonly signing: SigningService;
  /** AWS region the signature is made for. */
  readonly region: string;
}

/** A URL that was found to be allowed, in its parts. */
export interface AllowedUrl {
  /** The target it belongs to. */
  readonly target: Target;
  /** The URL as it was given and is sent. */
  readonly url: string;
  /** Host header: the host, with the port when it is not the default one. */
  readonly authority: string;
  /** Path exactly as sent. */
  readonly path: string;
  /** Query exactly as sent, without the question mark; empty when there is none. */
  readonly query: string;
}

const defaultPort = 443;
const validHost = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
/** Every way to write a URL that parsers read differently is left out: userinfo, fragment, backslash, blanks. */
const plainUrl = /^https:\/\/([a-z0-9.-]+)(?::([0-9]{1,5}))?(\/[!-~]*)?$/;

/**
 * The only places that calls may go to. The function it gives back finds a URL among them; undefined means that
 * the URL is refused: another scheme, host or port, an IP address, userinfo, a fragment, or a spelling that is
 * not the one that would be sent.
 * @throws when a target itself is not valid, or two are for the same host and port.
 */
export function createAllowList(
  targets: readonly Target[],
): (url: string) => AllowedUrl | undefined {
  const byAuthority = new Map(targets.map((target) => [authorityOf(target), target]));
  const invalid = targets.filter((target) => !isValid(target)).map(authorityOf);
  if (invalid.length > 0) {
    throw new Error(`These targets are no https hosts by name: ${invalid.join(", ")}.`);
  }
  if (byAuthority.size !== targets.length) {
    throw new Error("Two targets have the same host and port.");
  }
  return (url) => findAllowed(byAuthority, url);
}

function authorityOf({ host, port = defaultPort }: Pick<Target, "host" | "port">): string {
  return port === defaultPort ? host : `${host}:${String(port)}`;
}

function isValid({ host, port = defaultPort }: Target): boolean {
  return (
    validHost.test(host) &&
    URL.canParse(`https://${host}/`) &&
    isIP(new URL(`https://${host}/`).hostname) === 0 &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65536
  );
}

function findAllowed(
  byAuthority: ReadonlyMap<string, Target>,
  url: string,
): AllowedUrl | undefined {
  const match = plainUrl.exec(url);
  if (match === null || url.length > 8192) return undefined;
  const [, host = "", port, pathAndQuery = "/"] = match;
  const authority = authorityOf({ host, port: port === undefined ? defaultPort : Number(port) });
  const target = byAuthority.get(authority);
  if (target === undefined) return undefined;
  const [path = "", ...rest] = pathAndQuery.split("?");
  const query = rest.join("?");
  return isSentAsWritten(url, pathAndQuery) && parseQuery(query) !== undefined
    ? { target, url, authority, path, query }
    : undefined;
}

function isSentAsWritten(url: string, pathAndQuery: string): boolean {
  const parsed = new URL(url);
  return (
    `${parsed.pathname}${parsed.search}` === pathAndQuery &&
    // Verifiers collapse empty segments before they compare, servers do not.
    !parsed.pathname.includes("//")
  );
}
