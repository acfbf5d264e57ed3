import type { Value } from "../../../../policy-pack/engine/value";
import { keyServiceSource } from "../../../../policy-pack/rules/kms/service-source";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, keyObject, ours, policyText, roleArn, unknownKey } from "./keys";

const Principal = { Service: "logs.eu-west-1.amazonaws.com" };
const service = (Condition?: Value) =>
  key({ Principal, ...(Condition !== undefined && { Condition }) });
const group = (account: string) => `arn:aws:logs:eu-west-1:${account}:log-group:/shop/*`;
const context = "kms:EncryptionContext:aws:logs:arn";

export const keyServiceSourceCases = ruleCases(keyServiceSource, [
  {
    requirement: "POL-344",
    title: "a service without limits",
    resources: service(),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/0/Principal/Service",
    message: /logs may use the key for any account/,
    fix: /aws:SourceAccount 111122223333.* encryption context/,
    count: 1,
  },
  {
    requirement: "POL-344",
    title: "a service limited by source account",
    resources: service({ StringEquals: { "aws:SourceAccount": "111122223333" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-344",
    title: "a service limited by source ARN",
    resources: keyObject({
      Principal,
      Condition: {
        ArnEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit" },
      },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-344",
    title: "a service limited by encryption context",
    resources: service({ ArnLike: { [context]: group("111122223333") } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "an encryption context of a foreign account",
    resources: service({ ArnLike: { [context]: group("444455556666") } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an encryption context in any account",
    resources: service({ ArnLike: { [context]: group("*") } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an exact bucket in the encryption context",
    resources: service({
      StringEquals: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::logs" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "every bucket in the encryption context",
    resources: service({ StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::*" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an exact word in the encryption context",
    resources: service({ StringEquals: { "kms:EncryptionContext:department": "audit" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "an empty encryption context",
    resources: service({ StringEquals: { "kms:EncryptionContext:department": "" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "the keys of an encryption context alone",
    resources: service({ StringEquals: { "kms:EncryptionContextKeys": "aws:logs:arn" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "another service in between",
    resources: service({ StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "a source ARN that holds no account",
    resources: service({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::logs" } }),
    configuration: ours,
    verdict: "fail",
    message: /holds no account/,
  },
  {
    requirement: "POL-347",
    title: "a service without limits in the policy of a replica",
    resources: [resource("aws:kms/replicaKey:ReplicaKey", { policy: policyText({ Principal }) })],
    configuration: ours,
    verdict: "fail",
  },
  { title: "a role", resources: key({ Principal: { AWS: roleArn("reader") } }), verdict: "pass" },
  { title: "a denial", resources: key({ Effect: "Deny", Principal }), verdict: "pass" },
  { title: "no policy", resources: bareKey, verdict: "pass" },
  {
    title: "an unknown encryption context",
    resources: service({ ArnLike: { [context]: unknown } }),
    verdict: "undecided",
    level: "mandatory",
    message: /source or encryption context that limits logs is unknown/,
  },
  {
    title: "an unknown source account",
    resources: service({ StringEquals: { "aws:SourceAccount": unknown } }),
    verdict: "undecided",
  },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided" },
]);
