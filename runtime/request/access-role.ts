import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity } from "@smithy/types";
import { currentCorrelation } from "../telemetry/correlation";
import { type CredentialProvider, CredentialsUnavailableError } from "./credentials";
import { type AllowedCalls, sessionPolicy } from "./session-policy";

/** An access role and who assumes it. */
export interface AccessRoleOptions {
  /** Client with the credentials of the caller's own role. */
  readonly sts: STSClient;
  /** ARN of the access role of one edge. */
  readonly roleArn: string;
  /** The caller's name: the role's trust policy demands it as source identity. */
  readonly service: string;
  /** What the session is limited to: the operations of the edge. */
  readonly calls: AllowedCalls;
  /** Seconds a session lasts, 900 to 3600. A shorter one is useful to a thief for less long. @default 900 */
  readonly durationSeconds?: number;
}

/**
 * Fetches credentials of an edge's access role. The session carries the caller's name, and as tag the correlation
 * id of the call that needed it first; its policy allows the calls of the edge alone.
 * The provider throws what STS answers, or CredentialsUnavailableError for an answer without credentials.
 * @throws RangeError when the duration is not 900 to 3600 whole seconds, or the calls make no session policy.
 */
export function assumeAccessRole({
  sts,
  roleArn,
  service,
  calls,
  durationSeconds = 900,
}: AccessRoleOptions): CredentialProvider {
  if (!Number.isInteger(durationSeconds) || durationSeconds < 900 || durationSeconds > 3600) {
    throw new RangeError(`A session lasts 900 to 3600 seconds, not ${String(durationSeconds)}.`);
  }
  const policy = sessionPolicy(calls);
  return async () => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: service,
        SourceIdentity: service,
        Policy: policy,
        Tags: [{ Key: "correlation-id", Value: currentCorrelation().id }],
        DurationSeconds: durationSeconds,
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined) {
      throw new CredentialsUnavailableError();
    }
    return conceal({
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    });
  };
}

// Signing reads them by name; whatever lists an object, such as a log, does not see them.
const conceal = (credentials: AwsCredentialIdentity): AwsCredentialIdentity =>
  Object.defineProperties(credentials, {
    secretAccessKey: { enumerable: false },
    sessionToken: { enumerable: false },
  });
