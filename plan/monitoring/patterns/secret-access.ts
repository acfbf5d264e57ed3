import type { DetectionPattern } from "./pattern";

const secretEvents = (key: string, description: string, condition: string): DetectionPattern => ({
  key,
  alertClass: "secret-access-anomaly",
  description,
  source: "trail",
  pattern: `{ ($.eventSource = "secretsmanager.amazonaws.com") && ${condition} }`,
  threshold: "secretAccess",
});

const quoted = (names: readonly string[]): string =>
  `(${names.map((name) => `($.eventName = "${name}")`).join(" || ")})`;

const issuer = "$.userIdentity.sessionContext.sessionIssuer.arn";

/** Events of Secrets Manager about a rotation that did not come to its end ("AWS CloudTrail entries for Secrets Manager"). */
export const rotationFailures: readonly string[] = [
  "RotationFailed",
  "RotationAbandoned",
  "TestRotationFailed",
];

/** Secrets read in vain, changed or not rotated, and keys on their way out (CIS 5.7). */
export const secretAccess: readonly DetectionPattern[] = [
  secretEvents(
    "secret-read-failed",
    "Reading a secret failed.",
    `${quoted(["GetSecretValue", "BatchGetSecretValue"])} && ($.errorCode = "*")`,
  ),
  secretEvents(
    "secret-changed",
    "A secret, its policy, rotation or replication was changed.",
    quoted([
      "PutResourcePolicy",
      "DeleteResourcePolicy",
      "DeleteSecret",
      "CancelRotateSecret",
      "UpdateSecret",
      "RestoreSecret",
      "RemoveRegionsFromReplication",
      "StopReplicationToReplica",
    ]),
  ),
  // Ways out that change nothing of what is kept: a copy in another Region, another function that rotates, or a value of
  // somebody's own. Rotation functions write values every day.
  secretEvents(
    "secret-diverted",
    "A secret was copied to another Region, told to rotate, or written by anything but a rotation.",
    `(${quoted(["ReplicateSecretToRegions", "RotateSecret"])} || (${quoted(["PutSecretValue", "UpdateSecretVersionStage"])} && ((${issuer} != "*-rotation") || (${issuer} NOT EXISTS))))`,
  ),
  // The first one counts: a secret that is not rotated grows old in silence.
  {
    ...secretEvents(
      "secret-rotation-failed",
      "The rotation of a secret failed.",
      quoted(rotationFailures),
    ),
    threshold: "one",
  },
  // The floor under the band that is learned from the same metric (plan/monitoring/anomalies.ts).
  {
    ...secretEvents(
      "secret-reads",
      "Secrets were read more than 100 times in five minutes.",
      '($.eventName = "GetSecretValue")',
    ),
    threshold: 100,
  },
  {
    key: "key-disabled",
    alertClass: "secret-access-anomaly",
    description: "A key was disabled or is to be deleted.",
    source: "trail",
    pattern:
      "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
    threshold: "one",
  },
  // What CIS omits. AWS services create and retire grants for what they encrypt, and say that they were the caller.
  {
    key: "key-access-changes",
    alertClass: "secret-access-anomaly",
    description:
      "Who may use a key, or which key is used, was changed, or a key is no longer rotated.",
    source: "trail",
    pattern:
      "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = PutKeyPolicy) || ($.eventName = DisableKeyRotation) || ($.eventName = UpdateAlias) || ($.eventName = ReplicateKey) || ($.eventName = DeleteImportedKeyMaterial) || ($.eventName = RevokeGrant) || ((($.eventName = CreateGrant) || ($.eventName = RetireGrant)) && ($.userIdentity.invokedBy NOT EXISTS))) }",
    threshold: "one",
  },
];
