import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPlan, KeysPlan } from "../../plan/keys";
import { documentText } from "../documents";
import { byKey, mapValues } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";

/** What keys are made from. */
export interface KeysArgs {
  /** All keys. */
  readonly plan: KeysPlan;
}

/** Customer-managed keys, one per service and purpose, each with alias and its own policy; those that encrypt rotate. */
export class Keys extends pulumi.ComponentResource {
  /** ARNs by logical name: what documents refer to. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids by logical name: what callers of KMS name a key by. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, { plan }: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    const owned = plan.keys.map(({ service, logicalName }) => ({ service, name: logicalName }));
    const declared = zeroTrust({ members: membersOf({ keys: owned }) });
    super("agent-runtime:keys:Keys", name, { zeroTrust: declared }, opts);
    const keys = byKey(
      plan.keys,
      ({ logicalName }) => logicalName,
      (key) => this.#createKey(key, plan),
    );
    this.arns = mapValues(keys, ({ arn }) => arn);
    this.ids = mapValues(keys, ({ keyId }) => keyId);
    this.registerOutputs({ arns: this.arns, ids: this.ids });
  }

  #createKey(key: KeyPlan, plan: KeysPlan): kms.Key {
    const where = key.region === undefined ? {} : { region: key.region };
    const created = new kms.Key(
      key.logicalName,
      {
        ...where,
        description: key.description,
        ...kindOf(key, plan),
        deletionWindowInDays: plan.deletionWindowDays,
        multiRegion: false,
        policy: documentText(key.policy),
        tags: key.tags,
      },
      { parent: this, protect: plan.protect },
    );
    new kms.Alias(
      key.logicalName,
      { ...where, name: `alias/${key.alias}`, targetKeyId: created.keyId },
      { parent: this, deleteBeforeReplace: true },
    );
    return created;
  }
}

// KMS cannot rotate asymmetric keys (KMS Developer Guide, "Rotating AWS KMS keys").
const kindOf = ({ use }: KeyPlan, { rotationPeriodDays }: KeysPlan) =>
  use === "encryption"
    ? { enableKeyRotation: true, rotationPeriodInDays: rotationPeriodDays }
    : { customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" };
