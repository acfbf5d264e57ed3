import * as z from "zod/mini";
import { type Fetch, send } from "../../runtime/request/send";
import { RotationFailure } from "./failure";
import type { Rotation, RotationTarget } from "./target";

const limits = { milliseconds: 10_000, maxResponseBytes: 64 * 1024 };

/** A value is sent as bearer token, so it has the characters of one (RFC 6750). */
const bearerToken = /^[A-Za-z0-9._~+/-]{8,8192}=*$/;

const created = z.strictObject({ value: z.string().check(z.regex(bearerToken)) });

interface Call {
  readonly step: "create" | "set" | "test" | "finish";
  /** Value that authorises it. */
  readonly bearer: string;
  /** What is told beside the secret and the token. */
  readonly told?: Readonly<Record<string, string>>;
}

/**
 * A provider of credentials that speaks this protocol: POST `<url>/create`, `/set`, `/test` and `/finish`, each with
 * `{secretId, token}` in JSON and the token as `idempotency-key`: the same key is the same rotation, however often it
 * comes. `create` answers `{value}`, the same one for the same key; `set` is told the value that was stored. Both are
 * authorised by the current value. `test` is authorised by the pending value, which must work by then; `finish` by
 * the same value, which is current by then, and the provider may end the previous one.
 */
export function httpProviderTarget(fetch: Fetch, url: string): RotationTarget {
  const post = async ({ secretId, token }: Rotation, { step, bearer, told }: Call) => {
    if (!bearerToken.test(bearer)) throw new RotationFailure("value-unusable");
    const sent = await send(
      fetch,
      {
        url: `${url}/${step}`,
        method: "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          "content-type": "application/json",
          "idempotency-key": token,
        },
        body: new TextEncoder().encode(JSON.stringify({ secretId, token, ...told })),
      },
      limits,
    );
    if (sent.kind !== "answered") throw new RotationFailure("provider-unreachable");
    const { status, body } = sent.response;
    if (status < 200 || status > 299) throw new RotationFailure("provider-refused");
    return body;
  };
  return {
    async create(rotation) {
      const answer = await post(rotation, { step: "create", bearer: await currentOf(rotation) });
      return valueIn(answer);
    },
    async set(rotation, value) {
      await post(rotation, { step: "set", bearer: await currentOf(rotation), told: { value } });
    },
    async test(rotation, bearer) {
      await post(rotation, { step: "test", bearer });
    },
    async finish(rotation, bearer) {
      await post(rotation, { step: "finish", bearer });
    },
  };
}

async function currentOf({ valueAt }: Rotation): Promise<string> {
  const value = await valueAt("AWSCURRENT");
  if (value === undefined) throw new RotationFailure("value-missing");
  return value;
}

function valueIn(answer: Uint8Array): string {
  const { success, data } = created.safeParse(json(answer));
  if (!success) throw new RotationFailure("provider-answer-invalid");
  return data.value;
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
