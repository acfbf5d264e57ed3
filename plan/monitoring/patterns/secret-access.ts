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
  secretEvents(
    "secret-rotation-failed",
    "The rotation of a secret failed.",
    quoted(["RotationFailed", "RotationAbandoned", "TestRotationFailed"]),
  ),
  {
    key: "key-disabled",
    alertClass: "secret-access-anomaly",
    description: "A key was disabled or is to be deleted.",
    source: "trail",
    pattern:
      "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
    threshold: "one",
  },
];
