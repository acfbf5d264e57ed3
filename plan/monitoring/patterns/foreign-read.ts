import type { DetectionPattern } from "./pattern";

/** Whose secrets they are, and who reads them every day. */
export interface SecretReaders {
  /** Service. */
  readonly service: string;
  /** What the names of its secrets begin with, up to and including the last `/`. */
  readonly namePrefix: string;
  /** ARNs of the roles that read them. */
  readonly roleArns: readonly string[];
}

const issuer = "$.userIdentity.sessionContext.sessionIssuer.arn";

/**
 * A secret of a service read by anybody but its readers; who has no session, such as a user or root, has no issuer of
 * it. A request names a secret by name or by ARN. For each secret of a batch there is an event of its own
 * (Secrets Manager API Reference, "BatchGetSecretValue").
 */
export const foreignRead = ({
  service,
  namePrefix,
  roleArns,
}: SecretReaders): Omit<DetectionPattern, "source"> => ({
  key: `${service}-secret-foreign-read`,
  alertClass: "secret-access-anomaly",
  description: `Somebody else than ${service} asked for one of its secrets.`,
  pattern: `{ ($.eventSource = "secretsmanager.amazonaws.com") && ($.eventName = "GetSecretValue") && ($.requestParameters.secretId = "*${namePrefix}*") && ((${roleArns
    .map((arn) => `(${issuer} != "${arn}")`)
    .join(" && ")}) || (${issuer} NOT EXISTS)) }`,
  threshold: "one",
});
