import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPlan, KeysPlan } from "../../plan/keys";
import { documentText } from "../documents";
import { byKey } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";

/** What keys are made from. */
export interface KeysArgs {
  /** All keys. */
  readonly plan: KeysPlan;
}

/** Customer-managed keys, one per service and purpose, each with alias, rotation and its own policy. */
export class Keys extends pulumi.ComponentResource {
  /** ARNs by logical name: what documents refer to. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, { plan }: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    const owned = plan.keys.map(({ service, logicalName }) => ({ service, name: logicalName }));
    const declared = zeroTrust({ members: membersOf({ keys: owned }) });
    super("agent-runtime:keys:Keys", name, { zeroTrust: declared }, opts);
    this.arns = byKey(
      plan.keys,
      ({ logicalName }) => logicalName,
      (key) => this.#createKey(key, plan).arn,
    );
    this.registerOutputs({ arns: this.arns });
  }

  #createKey(key: KeyPlan, plan: KeysPlan): kms.Key {
    const created = new kms.Key(
      key.logicalName,
      {
        description: key.description,
        enableKeyRotation: true,
        rotationPeriodInDays: plan.rotationPeriodDays,
        deletionWindowInDays: plan.deletionWindowDays,
        multiRegion: false,
        policy: documentText(key.policy),
        tags: key.tags,
      },
      { parent: this, protect: plan.protect },
    );
    new kms.Alias(
      key.logicalName,
      { name: `alias/${key.alias}`, targetKeyId: created.keyId },
      { parent: this, deleteBeforeReplace: true },
    );
    return created;
  }
}
