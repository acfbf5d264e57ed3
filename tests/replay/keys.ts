import {
  CreateAliasCommand,
  CreateKeyCommand,
  CustomerMasterKeySpec,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KeyUsageType,
  ListAliasesCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import type { Replay, ReplayTable } from "./contract";
import { answered, flag, number, optionalText, text, textRecord } from "./values";

const key: Replay = {
  async create({ kms }, inputs) {
    const tags = Object.entries(textRecord(inputs, "tags"));
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({
        Description: optionalText(inputs, "description"),
        KeySpec: specs.find((spec) => spec === inputs["customerMasterKeySpec"]),
        KeyUsage: usages.find((usage) => usage === inputs["keyUsage"]),
        MultiRegion: flag(inputs, "multiRegion"),
        Policy: text(inputs, "policy"),
        Tags: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      }),
    );
    const keyId = answered(KeyMetadata?.KeyId, "key id");
    if (flag(inputs, "enableKeyRotation") === true) {
      const RotationPeriodInDays = number(inputs, "rotationPeriodInDays");
      await kms.send(new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays }));
    }
    return { id: keyId, outputs: { keyId, arn: KeyMetadata?.Arn } };
  },
  async read({ kms }, { created }) {
    const KeyId = created.id;
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    return {
      description: KeyMetadata?.Description,
      customerMasterKeySpec: KeyMetadata?.KeySpec,
      keyUsage: KeyMetadata?.KeyUsage,
      multiRegion: KeyMetadata?.MultiRegion,
      policy: Policy,
      enableKeyRotation: rotation.KeyRotationEnabled,
      tags: Object.fromEntries(Tags.map(({ TagKey = "", TagValue }) => [TagKey, TagValue])),
    };
  },
  unread: {
    deletionWindowInDays: "an argument of the deletion, which has a test of its own",
    rotationPeriodInDays: "moto 5.2 takes a period and keeps none",
  },
};

const specs = Object.values(CustomerMasterKeySpec);
const usages = Object.values(KeyUsageType);

const alias: Replay = {
  async create({ kms }, inputs) {
    const AliasName = text(inputs, "name");
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: text(inputs, "targetKeyId") }));
    return { id: AliasName };
  },
  async read({ kms }, { created, inputs }) {
    const { Aliases = [] } = await kms.send(
      new ListAliasesCommand({ KeyId: text(inputs, "targetKeyId") }),
    );
    const found = Aliases.find(({ AliasName }) => AliasName === created.id);
    return { name: found?.AliasName, targetKeyId: found?.TargetKeyId };
  },
};

/** Keys and their aliases. */
export const keys: ReplayTable = { "aws:kms/key:Key": key, "aws:kms/alias:Alias": alias };
