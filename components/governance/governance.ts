import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { GovernancePlan } from "../../plan/governance";
import { heartbeatAlias } from "../../plan/governance/function";
import { byKey, required } from "../find";
import { createAlarms } from "./alarms";
import { type CodeArgs, governanceCode, signCode } from "./code";
import { createFunction, createHeartbeat } from "./function";
import { createTable } from "./table";

/** What governance is made from. */
export interface GovernanceArgs {
  /** Function, table, alarms. */
  readonly plan: GovernancePlan;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Ids of keys by logical name. */
  readonly keyIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** What must be there before, such as the role's permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** What workloads are told, so that callers ask and callees verify. */
export interface GovernanceOutputs {
  /** ARN of the alias of each caller, by caller: what it invokes before a call. */
  readonly aliasArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name of the table that callees read accepted policies from and note receipts in. */
  readonly tableName: pulumi.Output<string>;
  /** Public keys that receipts are traced back to, by id of the key: DER (SPKI) in base64. */
  readonly receiptAnchors: pulumi.Output<Readonly<Record<string, string>>>;
  /** Who signs receipts: `ed25519` (a key that an anchor certified) or `kms` (the anchor itself). */
  readonly receiptSigning: "ed25519" | "kms";
  /** Whether a callee accepts a receipt only once. */
  readonly singleUse: boolean;
  /** SHA-256 of the policies, 64 lower-case hexadecimal digits. */
  readonly policyDigest: string;
}

/** The function that decides each call, the table it shares with callees, and the alarms on both. */
export class Governance extends pulumi.ComponentResource {
  /** What workloads are told. */
  readonly outputs: GovernanceOutputs;

  constructor(name: string, args: GovernanceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { plan, keyArns, topicArn, logGroupNames } = args;
    super("agent-runtime:governance:Governance", name, {}, opts);
    const { table, acceptedPolicies } = createTable(name, { plan: plan.table, keyArns }, this);
    const code = this.#createCode(name, args);
    const aliases = createFunction(
      name,
      // Nobody may invoke it before it may do its work, and callees must accept the new policies first.
      { ...args, plan: plan.function, code, before: [acceptedPolicies, ...(args.before ?? [])] },
      this,
    );
    const heartbeat = required(aliases, heartbeatAlias);
    createHeartbeat(name, { plan: plan.function, alias: heartbeat }, this);
    createAlarms(name, { plan: plan.alarms, logGroupNames, topicArn, tags: plan.tags }, this);
    this.outputs = {
      aliasArns: byKey(
        plan.callers,
        (caller) => caller,
        (caller) => required(aliases, caller).arn,
      ),
      tableName: table.name,
      receiptAnchors: this.#readAnchors(args),
      receiptSigning: plan.receipts.signing,
      singleUse: plan.receipts.singleUse,
      policyDigest: plan.policyDigest,
    };
    this.registerOutputs({ ...this.outputs });
  }

  #createCode(name: string, { plan, keyArns }: GovernanceArgs): CodeArgs {
    const { bundleText } = plan.function;
    const { signing, tags } = plan;
    if (signing === undefined) return { code: governanceCode(bundleText) };
    const keyArn = required(keyArns, signing.encryptionKey);
    return signCode(name, { plan: signing, keyArn, bundleText, tags }, this);
  }

  #readAnchors({ plan, keyIds }: GovernanceArgs): GovernanceOutputs["receiptAnchors"] {
    const anchors = plan.receipts.anchorKeys.map((logicalName) => {
      const keyId = required(keyIds, logicalName);
      const { publicKey } = kms.getPublicKeyOutput({ keyId }, { parent: this });
      return pulumi.all([keyId, publicKey]);
    });
    return pulumi.all(anchors).apply((known) => Object.fromEntries(known));
  }
}
