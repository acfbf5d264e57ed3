import type { Value } from "../../../../policy-pack/engine/value";
import { referenceMismatch } from "../../../../policy-pack/rules/contract/reference-mismatch";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { declaredAndDeployed, keyArn, queueArn, text } from "./contracts";

const key = (name: string, arn: Value) =>
  resource("aws:kms/key:Key", {}, { name, outputs: { arn } });
const use = (Resource: Value) => ({ Effect: "Allow", Action: "kms:Decrypt", Resource });
const stack = (ref: string, deployed: string, arn: Value = keyArn("1")) => [
  key("orbit-key", arn),
  key("axon-key", keyArn("2")),
  ...declaredAndDeployed([use([{ ref }])], text(use(deployed))),
];

export const referenceMismatchCases = ruleCases(referenceMismatch, [
  {
    requirement: "POL-69",
    title: "the ARN of the key that is referred to",
    resources: stack("orbit-key", keyArn("1")),
    isUpdate: true,
    verdict: "pass",
  },
  {
    requirement: "POL-69",
    title: "the ARN of another key",
    resources: stack("orbit-key", keyArn("2")),
    isUpdate: true,
    verdict: "fail",
    level: "mandatory",
    count: 1,
    path: "/policy/Statement/0",
    message:
      /^Statement Allow kms:Decrypt names other resources than send declares by reference\.$/,
  },
  {
    title: "the ARN of another key where the reference is a URN",
    resources: stack("urn:pulumi:dev::project::aws:kms/key:Key::axon-key", keyArn("1")),
    verdict: "fail",
  },
  {
    title: "the ARN of the key whose URN is referred to",
    resources: stack("urn:pulumi:dev::project::aws:kms/key:Key::axon-key", keyArn("2")),
    verdict: "pass",
  },
  {
    title: "an ARN where AWS has given the key none yet",
    resources: stack("orbit-key", keyArn("2"), unknown),
    verdict: "pass",
  },
  {
    title: "an ARN where the key's own is not told",
    resources: stack("orbit-key", keyArn("2"), null),
    verdict: "pass",
  },
  {
    title: "the ARN of one of two resources that share the name",
    resources: [
      resource(
        "aws:kms/alias:Alias",
        {},
        { name: "orbit-key", outputs: { arn: "arn:aws:kms:::a" } },
      ),
      ...stack("orbit-key", keyArn("1")),
    ],
    verdict: "pass",
  },
  {
    title: "an ARN of another service, which contract/undeclared-statement reports",
    resources: stack("orbit-key", queueArn("jobs")),
    verdict: "pass",
  },
  {
    title: "a document that is unknown",
    resources: [
      key("orbit-key", keyArn("1")),
      ...declaredAndDeployed([use([{ ref: "orbit-key" }])], unknown),
    ],
    verdict: "pass",
  },
]);
