import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { AccountBaselinePlan } from "../../plan/account-baseline";
import { forwardEvents } from "../monitoring/alert";
import { createAnalyzer } from "./analyzers";
import { createDetectors } from "./detectors";

/** What the account's settings are made from. */
export interface AccountBaselineArgs {
  /** Settings; empty where another stack owns them. */
  readonly plan: AccountBaselinePlan;
  /** Topic that findings go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Queue where findings end that the topic did not take. */
  readonly deadLetterArn: pulumi.Input<string>;
  /** Key of the trail, which also encrypts what AWS Config records. */
  readonly keyArn: pulumi.Input<string>;
}

/** Account-wide settings, created by the one stack that owns them. */
export class AccountBaseline extends pulumi.ComponentResource {
  constructor(
    name: string,
    { plan, topicArn, keyArn, deadLetterArn }: AccountBaselineArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const zeroTrust = { contract: 1, accountBaseline: plan.owner };
    super("agent-runtime:account-baseline:AccountBaseline", name, { zeroTrust }, opts);
    const options = { parent: this };
    for (const { minimumLength, reusePrevention, maxAgeDays } of plan.passwordPolicies) {
      new iam.AccountPasswordPolicy(
        `${name}-passwords`,
        {
          minimumPasswordLength: minimumLength,
          passwordReusePrevention: reusePrevention,
          maxPasswordAge: maxAgeDays,
          requireLowercaseCharacters: true,
          requireUppercaseCharacters: true,
          requireNumbers: true,
          requireSymbols: true,
          allowUsersToChangePassword: true,
        },
        options,
      );
    }
    for (const analyzer of plan.analyzers)
      createAnalyzer(name, { analyzer, tags: plan.tags }, options);
    createDetectors(name, { plan: plan.detectors, keyArn, tags: plan.tags }, this);
    for (const rule of plan.findingsRules) {
      forwardEvents(
        `${name}-${rule.key}`,
        { rule, tags: plan.tags, topicArn, deadLetterArn },
        this,
      );
    }
    for (const key of plan.accountDefaults) createDefaults(`${name}-${key}`, options);
    this.registerOutputs({});
  }
}

function createDefaults(name: string, options: pulumi.CustomResourceOptions): void {
  new s3.AccountPublicAccessBlock(
    name,
    {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    options,
  );
  new ebs.EncryptionByDefault(name, { enabled: true }, options);
  new ebs.SnapshotBlockPublicAccess(name, { state: "block-all-sharing" }, options);
  new ec2.ImageBlockPublicAccess(name, { state: "block-new-sharing" }, options);
  new ec2.InstanceMetadataDefaults(
    name,
    { httpTokens: "required", httpPutResponseHopLimit: 1, httpEndpoint: "enabled" },
    options,
  );
}
