import type { Value } from "../../../../policy-pack/engine/value";
import { customerManagedKey } from "../../../../policy-pack/rules/encrypt/customer-managed-key";
import { resource, unknown } from "../../../support/policy-pack/resources";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";
import { alias, key, keyArn, keyWith } from "./keys";

const group = (kmsKeyId: Value) => resource("aws:cloudwatch/logGroup:LogGroup", { kmsKeyId });
const other = resource("aws:kms/key:Key", {}, { name: "other" });

const cases: readonly Omit<RuleCase, "requirement">[] = [
  {
    title: "a key of the stack, by ARN",
    resources: [key, group(keyArn)],
    verdict: "pass",
  },
  {
    title: "a key of the stack, by id",
    resources: [key, group("1")],
    verdict: "pass",
  },
  {
    title: "an unknown key that refers to a key of the stack",
    resources: [
      key,
      resource(
        "aws:cloudwatch/logGroup:LogGroup",
        { kmsKeyId: unknown },
        {
          refersTo: { kmsKeyId: key },
        },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "an unknown key that refers to nothing",
    resources: [group(unknown)],
    verdict: "undecided",
    path: "/kmsKeyId",
    message: /refers to no key of this stack/,
  },
  {
    title: "an alias of a key of the stack",
    resources: [key, alias("1"), group("alias/orders")],
    verdict: "pass",
  },
  {
    title: "the ARN of such an alias",
    resources: [key, alias(keyArn), group("arn:aws:kms:eu-west-1:111122223333:alias/orders")],
    verdict: "pass",
  },
  {
    title: "an alias that nothing in the stack explains",
    resources: [key, group("alias/orders")],
    verdict: "fail",
    message: /^alias\/orders is no key of this stack/,
  },
  {
    title: "an alias of a key outside the stack",
    resources: [alias("arn:aws:kms:eu-west-1:111122223333:key/9"), group("alias/orders")],
    verdict: "fail",
    message: /key\/9 is no key of this stack/,
  },
  {
    title: "an alias whose key is unknown",
    resources: [alias(unknown), group("alias/orders")],
    verdict: "undecided",
  },
  {
    title: "a replica key of the stack",
    resources: [
      resource("aws:kms/replicaKey:ReplicaKey", {}, { outputs: { arn: keyArn } }),
      group(keyArn),
    ],
    verdict: "pass",
  },
  {
    title: "a key that AWS manages",
    resources: [resource("aws:sns/topic:Topic", { kmsMasterKeyId: "alias/aws/sns" })],
    verdict: "fail",
    path: "/kmsMasterKeyId",
    message: /^alias\/aws\/sns belongs to AWS/,
    fix: /^Set kmsMasterKeyId to the ARN of a KMS key/,
  },
  {
    title: "a key that AWS manages, by ARN",
    resources: [group("arn:aws:kms:eu-west-1:111122223333:alias/aws/logs")],
    verdict: "fail",
    message: /belongs to AWS/,
  },
  {
    title: "a key of our account that no resource explains",
    resources: [group("arn:aws:kms:eu-west-1:111122223333:key/2")],
    configuration: { accounts: ["111122223333"] },
    verdict: "fail",
    message: /is no key of this stack/,
  },
  {
    title: "a key of another account, though the stack has an alias of that name",
    resources: [key, alias("1"), group("arn:aws:kms:eu-west-1:444455556666:alias/orders")],
    configuration: { accounts: ["111122223333"] },
    verdict: "fail",
    message: /belongs to another account/,
  },
  {
    title: "a key outside the stack that configuration allows",
    resources: [group("arn:aws:kms:eu-west-1:111122223333:key/2")],
    configuration: {
      rules: {
        [customerManagedKey.id]: {
          params: { allowedKeys: ["arn:aws:kms:eu-west-1:111122223333:key/2"] },
        },
      },
    },
    verdict: "pass",
  },
  {
    title: "a disabled key",
    resources: [keyWith({ isEnabled: false }), group(keyArn)],
    verdict: "fail",
    message: /^Its key is disabled/,
    fix: /^Set isEnabled of the key to true/,
  },
  {
    title: "a key that may be disabled",
    resources: [keyWith({ isEnabled: unknown }), group(keyArn)],
    verdict: "undecided",
  },
  {
    title: "a key that signs and encrypts nothing",
    resources: [keyWith({ customerMasterKeySpec: "ECC_NIST_P256" }), group(keyArn)],
    verdict: "fail",
    message: /spec ECC_NIST_P256/,
  },
  {
    title: "a key whose spec is unknown",
    resources: [keyWith({ customerMasterKeySpec: unknown }), group(keyArn)],
    verdict: "undecided",
  },
  {
    title: "a key and its alias, of both of which a property depends",
    resources: [
      key,
      { ...alias(unknown), propertyDependencies: { targetKeyId: [key.urn] } },
      {
        ...group(unknown),
        propertyDependencies: { kmsKeyId: [key.urn, alias(unknown).urn] },
      },
    ],
    verdict: "pass",
  },
  {
    title: "two keys, of which a property depends",
    resources: [
      key,
      other,
      { ...group(unknown), propertyDependencies: { kmsKeyId: [key.urn, other.urn] } },
    ],
    verdict: "undecided",
    message: /several keys/,
  },
];

/** What counts as a key of the stack. */
export const keyDemandCases: readonly RuleCase[] = cases.map((each) => ({
  ...each,
  requirement: "POL-301",
}));
