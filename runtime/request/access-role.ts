import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { currentCorrelation } from "../telemetry/correlation";
import { type CredentialProvider, CredentialsUnavailableError } from "./credentials";

/** An access role and who assumes it. */
export interface AccessRoleOptions {
  /** Client with the credentials of the caller's own role. */
  readonly sts: STSClient;
  /** ARN of the access role of one edge. */
  readonly roleArn: string;
  /** The caller's name: the role's trust policy demands it as source identity. */
  readonly service: string;
  /** Seconds a session lasts, 900 to 3600. A shorter one is useful to a thief for less long. @default 900 */
  readonly durationSeconds?: number;
}

/**
 * Fetches credentials of an edge's access role. The session carries the caller's name, and as tag the correlation
 * id of the call that needed it first.
 * The provider throws what STS answers, or CredentialsUnavailableError for an answer without credentials.
 * @throws RangeError when the duration is not 900 to 3600 whole seconds.
 */
export function assumeAccessRole({
  sts,
  roleArn,
  service,
  durationSeconds = 900,
}: AccessRoleOptions): CredentialProvider {
  if (!Number.isInteger(durationSeconds) || durationSeconds < 900 || durationSeconds > 3600) {
    throw new RangeError(`A session lasts 900 to 3600 seconds, not ${String(durationSeconds)}.`);
  }
  return async () => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: service,
        SourceIdentity: service,
        Tags: [{ Key: "correlation-id", Value: currentCorrelation().id }],
        DurationSeconds: durationSeconds,
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined) {
      throw new CredentialsUnavailableError();
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };
}
