import type { Value } from "../../../../policy-pack/engine/value";
import { secretReplicaKey } from "../../../../policy-pack/rules/secret/replica-key";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const secret = (replicas: Value) => [resource("aws:secretsmanager/secret:Secret", { replicas })];
const key = resource("aws:kms/replicaKey:ReplicaKey", {});
const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";

export const secretReplicaKeyCases = ruleCases(secretReplicaKey, [
  {
    requirement: "POL-323",
    title: "a replica without a key",
    resources: secret([{ region: "eu-central-1", kmsKeyId: arn }, { region: "eu-north-1" }]),
    verdict: "fail",
    path: "/replicas/1/kmsKeyId",
    message: /AWS's own key/,
    fix: /customer-managed key/,
    count: 1,
  },
  {
    requirement: "POL-323",
    title: "a replica with AWS's key",
    resources: secret([{ region: "eu-central-1", kmsKeyId: "alias/aws/secretsmanager" }]),
    verdict: "fail",
  },
  {
    title: "a replica with a key of its own",
    resources: secret([{ region: "eu-central-1", kmsKeyId: arn }]),
    verdict: "pass",
  },
  {
    title: "a replica with a key of the stack that is not known yet",
    resources: [
      key,
      resource(
        "aws:secretsmanager/secret:Secret",
        { replicas: [{ region: "eu-central-1", kmsKeyId: unknown }] },
        { refersTo: { replicas: key } },
      ),
    ],
    verdict: "pass",
  },
  ...["aws:kms/key:Key", "aws:kms/alias:Alias"].map((type) => {
    const other = resource(type, {});
    return {
      title: `a replica with a key of type ${type} that is not known yet`,
      resources: [
        other,
        resource(
          "aws:secretsmanager/secret:Secret",
          { replicas: [{ region: "eu-central-1", kmsKeyId: unknown }] },
          { refersTo: { replicas: other } },
        ),
      ],
      verdict: "pass" as const,
    };
  }),
  { title: "no replicas", resources: secret(null), verdict: "pass" },
  {
    title: "a replica with an unknown key",
    resources: secret([{ region: "eu-central-1", kmsKeyId: unknown }]),
    verdict: "undecided",
    level: "mandatory",
    path: "/replicas/0/kmsKeyId",
  },
  {
    title: "unknown replicas",
    resources: secret(unknown),
    verdict: "undecided",
    path: "/replicas",
  },
]);
