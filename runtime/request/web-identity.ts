import { JwtVerifier } from "aws-jwt-verify";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { type Jwks, SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { JwtHeader, JwtPayload } from "aws-jwt-verify/jwt-model";
import type { Clock } from "../clock";
import { type ServiceRoles, serviceOfArn } from "../identity-arn";
import { maxSkewSeconds } from "../receipts/receipt";
import type { CallerIdentity, CallerIdentityReader } from "./caller-identity";
import { headerNames } from "./headers";
import { headerValues } from "./single-header";

/** What web-identity tokens are verified against. */
export interface WebIdentityOptions {
  /** The account's issuer of outbound web identities, `https://….tokens.sts.global.api.aws`. */
  readonly issuer: string;
  /** The callee's own audience. A token that names another one beside it is refused. */
  readonly audience: string;
  /** Keys, when they are known beforehand; nothing is fetched then. @default - fetched from `jwksUri` */
  readonly jwks?: Jwks;
  /** HTTPS address of the issuer's keys. @default - `/.well-known/jwks.json` of the issuer */
  readonly jwksUri?: string;
  /** Fetches the keys. @default - HTTPS with time limits of 1.5 s idle and 3 s in all */
  readonly fetcher?: Fetcher;
  /** Seconds between two fetches of the keys, whatever their outcome. @default 10 */
  readonly refetchSeconds?: number;
  /** Longest life of a token in seconds; STS makes tokens of 60 to 3600 s. @default 900 */
  readonly maxTokenSeconds?: number;
  /** Roles of the callers. */
  readonly roles: ServiceRoles;
  /** Clock that lifetimes are judged by. */
  readonly clock: Clock;
}

/** The algorithms that STS signs with (STS API reference, GetWebIdentityToken). */
const algorithms: readonly unknown[] = ["RS256", "ES384"];
const maxTokenLength = 8192;

/**
 * Reads the caller from an audience-bound token of `sts:GetWebIdentityToken`, for callees that no platform verifies
 * SigV4 for. The token proves the caller's role; it is bound to a request only by the receipt beside it.
 * @throws when one role acts for two services, or the issuer is no HTTPS address.
 */
export function createWebIdentityReader(options: WebIdentityOptions): CallerIdentityReader {
  const serviceOf = serviceOfArn(options.roles);
  const verifier = createVerifier(options);

  async function verifiedService(token: string): Promise<string | undefined> {
    if (token.length > maxTokenLength) return undefined;
    try {
      const claims = await verifier.verify(token);
      return isTimely(claims, options) ? serviceOf(claims.sub ?? "") : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    async identify(headers): Promise<CallerIdentity> {
      const unknown: CallerIdentity = { ok: false, reason: "identity-unknown" };
      // No platform sets this header here, so that whoever sent it wants to be taken for somebody else.
      if (headerValues(headers, headerNames.latticeIdentity).length > 0) return unknown;
      const tokens = headerValues(headers, headerNames.webIdentityToken);
      const [token] = tokens;
      if (token === undefined) return { ok: false, reason: "identity-missing" };
      const service = tokens.length === 1 ? await verifiedService(token) : undefined;
      return service === undefined ? unknown : { ok: true, service };
    },
  };
}

function createVerifier(options: WebIdentityOptions) {
  const { issuer, audience, jwks } = options;
  if (!issuer.startsWith("https://")) throw new Error("the issuer has to be an https:// address");
  const jwksUri = options.jwksUri ?? `${issuer.replace(/\/$/, "")}/.well-known/jwks.json`;
  const cache = new SimpleJwksCache({
    fetcher: jwks === undefined ? rateLimited(options) : { fetch: noFetch },
    // The library's own penalty covers unknown keys but not failed fetches; the fetcher limits both.
    penaltyBox: {
      wait: noWait,
      registerFailedAttempt: noEffect,
      registerSuccessfulAttempt: noEffect,
    },
  });
  const verifier = JwtVerifier.create(
    {
      issuer,
      audience,
      jwksUri,
      graceSeconds: maxSkewSeconds,
      customJwtCheck: ({ header, payload }) => {
        assertStrict(header, payload, audience);
      },
    },
    { jwksCache: cache },
  );
  if (jwks !== undefined) verifier.cacheJwks(jwks);
  return verifier;
}

const noWait = () => Promise.resolve();
const noEffect = () => undefined;
const noFetch = () => Promise.reject(new Error("keys are fixed"));

function rateLimited(options: WebIdentityOptions): Fetcher {
  const fetcher = options.fetcher ?? new SimpleFetcher();
  const pause = (options.refetchSeconds ?? 10) * 1000;
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    fetch(uri, requestOptions, data) {
      const now = options.clock();
      if (now < notBefore) return Promise.reject(new Error("keys were fetched just before"));
      notBefore = now + pause;
      return fetcher.fetch(uri, requestOptions, data);
    },
  };
}

/** What the library leaves open: more algorithms than STS uses, tokens for several audiences. */
function assertStrict(header: JwtHeader, payload: JwtPayload, audience: string): void {
  const audiences = [payload.aud].flat();
  if (!algorithms.includes(header.alg)) throw new Error("algorithm");
  if (audiences.length !== 1 || audiences[0] !== audience) throw new Error("audience");
}

/** Lifetimes by the given clock; the library takes a token without an end for one that never ends. */
function isTimely(claims: JwtPayload, options: WebIdentityOptions): boolean {
  const now = options.clock() / 1000;
  const { iat, exp, nbf = iat } = claims;
  if (iat === undefined || exp === undefined || nbf === undefined) return false;
  if (exp - iat > (options.maxTokenSeconds ?? 900)) return false;
  return exp > now - maxSkewSeconds && Math.max(iat, nbf) <= now + maxSkewSeconds;
}
