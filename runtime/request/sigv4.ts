import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity } from "@smithy/types";
import type { Clock } from "../clock";
import { type Allow, isMinted } from "./allow";
import { contentDigest } from "./content-digest";
import type { FrozenCall } from "./freeze-call";
import { headerNames } from "./headers";
import { NodeSha256 } from "./node-sha256";
import { parseQuery } from "./query";
import { requestDigest } from "./request-digest";

/** What a signature is made with. */
export interface SigningMeans {
  /** Credentials of the caller for this target. */
  readonly credentials: AwsCredentialIdentity;
  /** Correlation id that is sent along. */
  readonly correlationId: string;
  /** Web-identity token that is sent along, where no platform verifies the signature. @default - none */
  readonly identityToken?: string | undefined;
  /** The time that the signature bears. */
  readonly clock: Clock;
}

/**
 * Headers of an allowed call, signed with Signature Version 4. Everything but the trace context is signed.
 * @throws when the allow was not made by `checkAnswer`, or is for another call: nothing is signed then.
 */
export async function signCall(
  allow: Allow,
  call: FrozenCall,
  { credentials, correlationId, identityToken, clock }: SigningMeans,
): Promise<Record<string, string>> {
  if (!isMinted(allow) || requestDigest(call.bound, call.operation) !== allow.requestDigest) {
    throw new Error("There is no allow for this call.");
  }
  const { target, authority, path, query } = call.to;
  const { signing, region, host } = target;
  const signer = new SignatureV4({ service: signing, region, credentials, sha256: NodeSha256 });
  const signed = await signer.sign(
    {
      protocol: "https:",
      hostname: host,
      method: call.bound.method,
      path,
      query: parseQuery(query) ?? {},
      headers: {
        ...call.headers.signed,
        host: authority,
        [headerNames.contentDigest]: contentDigest(call.bound.bodySha256),
        [headerNames.correlationId]: correlationId,
        [headerNames.receipt]: allow.receipt,
        ...(identityToken === undefined ? {} : { [headerNames.webIdentityToken]: identityToken }),
        // VPC Lattice signs no payload; the signed content digest and the receipt bind the body instead.
        "x-amz-content-sha256":
          signing === "vpc-lattice-svcs" ? "UNSIGNED-PAYLOAD" : call.bound.bodySha256,
      },
    },
    { signingDate: new Date(clock()) },
  );
  // HTTP clients set the host header themselves, from the URL.
  return { ...withoutHost(signed.headers), ...call.headers.unsigned };
}

const withoutHost = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "host"));
