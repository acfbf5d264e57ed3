import assert from "node:assert/strict";
import type { GraphResource } from "../../preview/graph";
import { previewStack, textAt } from "./support";

/**
 * What an account, or its Region, has once. Sources: the import ids of the provider's resources, which are the account
 * or the Region itself, and quotas of one (GuardDuty, Security Hub, AWS Config).
 */
const singletons = [
  "aws:accessanalyzer/analyzer:Analyzer",
  "aws:account/alternativeContact:AlternativeContact",
  "aws:apigateway/account:Account",
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:cfg/recorder:Recorder",
  "aws:detective/graph:Graph",
  "aws:ebs/defaultKmsKey:DefaultKmsKey",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  "aws:guardduty/detector:Detector",
  "aws:iam/accountAlias:AccountAlias",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:iam/securityTokenServicePreferences:SecurityTokenServicePreferences",
  "aws:inspector2/enabler:Enabler",
  "aws:macie2/account:Account",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:securityhub/account:Account",
];

/** Properties that hold a physical name, and the one that a name is unique within, where there is one. */
const nameProperties = ["name", "bucket", "analyzerName", "functionName", "profileName"];
const scopes = [
  ...["role", "rule", "logGroupName", "topic", "userPoolId", "functionName"],
  "databaseName",
];

/** Names of these are unique within a resource whose id AWS chooses: a VPC Lattice service, or its listener. */
const namedWithin = [
  "aws:vpclattice/listener:Listener",
  "aws:vpclattice/listenerRule:ListenerRule",
];

// An analyzer is one of its type: external access and unused access are two settings.
const singletonOf = ({ type, inputs }: GraphResource): string =>
  [type, textAt(inputs, "type")].filter((part) => part !== undefined).join(" ");

const repeated = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

/** Names that AWS keeps unique in an account, with type and scope. */
function physicalNames({ type, inputs }: GraphResource): readonly string[] {
  if (namedWithin.includes(type)) return [];
  const scope = scopes.map((key) => textAt(inputs, key) ?? "").join("|");
  return nameProperties.flatMap((key) => {
    const name = textAt(inputs, key);
    return name === undefined ? [] : [`${type} ${scope} ${key}=${name}`];
  });
}

describe("dev and prod in one account", () => {
  let stacks: readonly (readonly GraphResource[])[] = [];

  before(async () => {
    const results = [await previewStack("dev"), await previewStack("prod")];
    stacks = results.map(({ resources }) =>
      resources.filter(({ type }) => type.startsWith("aws:")),
    );
  });

  it("IAM-65 declare each of the account's settings once between them", () => {
    const declared = stacks
      .flat()
      .filter(({ type }) => singletons.includes(type))
      .map(singletonOf);
    assert.ok(declared.length > 0);
    assert.deepEqual(repeated(declared), []);
  });

  it("IAM-65 give no two resources the same physical name", () => {
    const names = stacks.map((resources) => [...new Set(resources.flatMap(physicalNames))]);
    assert.ok(names.every((ofStack) => ofStack.length > 20));
    assert.deepEqual(repeated(names.flat()), []);
  });

  it("IAM-65 would collide if both owned the account", async () => {
    const config = { "agent-runtime:accountBaseline": "owner" };
    const { resources } = await previewStack("dev", { config });
    const [, prod = []] = stacks;
    const settings = [...resources, ...prod]
      .filter(({ type }) => singletons.includes(type))
      .map(singletonOf);
    assert.ok(repeated(settings).length > 3);
  });
});
