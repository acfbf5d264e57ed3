import { replica } from "../../../../policy-pack/rules/kms/replica";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { policyText, roleArn } from "./keys";

const policy = policyText({ Principal: { AWS: roleArn("admin") }, Action: "kms:PutKeyPolicy" });
const bare = resource("aws:kms/replicaKey:ReplicaKey", { id: "mrk-1" });
const twin = resource("aws:kms/replicaKey:ReplicaKey", { id: "mrk-1" }, { name: "twin" });

export const replicaCases = ruleCases(replica, [
  {
    requirement: "POL-347",
    title: "a replica without a policy",
    resources: [bare],
    verdict: "fail",
    path: "/policy",
    level: "mandatory",
    message: /AWS's own gives every action/,
    fix: /policy of the primary key/,
    count: 1,
  },
  {
    title: "an external replica with an empty policy",
    resources: [resource("aws:kms/replicaExternalKey:ReplicaExternalKey", { policy: "" })],
    verdict: "fail",
  },
  {
    requirement: "POL-347",
    title: "a replica with a policy",
    resources: [resource("aws:kms/replicaKey:ReplicaKey", { policy })],
    verdict: "pass",
  },
  {
    title: "a replica with an unknown policy",
    resources: [resource("aws:kms/replicaKey:ReplicaKey", { policy: unknown })],
    verdict: "pass",
  },
  {
    title: "a replica with a policy of its own",
    resources: [bare, resource("aws:kms/keyPolicy:KeyPolicy", { keyId: "mrk-1", policy })],
    verdict: "pass",
  },
  {
    title: "a policy of its own for one replica, and another replica without",
    resources: [
      bare,
      resource("aws:kms/replicaKey:ReplicaKey", { id: "mrk-3" }, { name: "third" }),
      resource("aws:kms/keyPolicy:KeyPolicy", { keyId: "mrk-1", policy }),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "the policy of another key",
    resources: [bare, resource("aws:kms/keyPolicy:KeyPolicy", { keyId: "mrk-2", policy })],
    verdict: "fail",
  },
  {
    title: "a policy of an unknown key",
    resources: [bare, resource("aws:kms/keyPolicy:KeyPolicy", { keyId: unknown, policy })],
    verdict: "undecided",
    path: "/policy",
    message: /belongs to this replica or to another key/,
    count: 1,
  },
  {
    title: "a policy of one of two replicas",
    resources: [bare, twin, resource("aws:kms/keyPolicy:KeyPolicy", { keyId: "mrk-1", policy })],
    verdict: "undecided",
    count: 2,
  },
]);
