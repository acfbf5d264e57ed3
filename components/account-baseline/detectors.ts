import * as detective from "@pulumi/aws/detective";
import * as guardduty from "@pulumi/aws/guardduty";
import * as inspector2 from "@pulumi/aws/inspector2";
import * as macie2 from "@pulumi/aws/macie2";
import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";
import type {
  DetectorsPlan,
  HubPlan,
  ThreatDetectorPlan,
} from "../../plan/account-baseline/detectors";
import type { Tags } from "../../plan/tags";
import { createRecorder } from "./recorder";

/** What detectors are made from. */
export interface DetectorsArgs {
  /** The detectors; all lists are empty where another stack owns the account's settings. */
  readonly plan: DetectorsPlan;
  /** Key that AWS Config encrypts with what it delivers. */
  readonly keyArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares AWS's detectors: each after what AWS asks for first. */
export function createDetectors(
  name: string,
  { plan, keyArn, tags }: DetectorsArgs,
  parent: pulumi.Resource,
): void {
  const threats = plan.threatDetectors.flatMap((detector) =>
    detectThreats(`${name}-threats`, { detector, tags }, parent),
  );
  const recorders = plan.recorders.map((recorder) =>
    createRecorder(name, { recorder, keyArn, tags }, parent),
  );
  for (const hub of plan.hubs) {
    createHub(`${name}-hub`, hub, { parent, dependsOn: recorders });
  }
  for (const { accountId, resourceTypes } of plan.scanners) {
    new inspector2.Enabler(
      `${name}-weaknesses`,
      { accountIds: [accountId], resourceTypes: [...resourceTypes] },
      { parent },
    );
  }
  for (const { findingFrequency } of plan.dataDetectors) {
    new macie2.Account(
      `${name}-data`,
      { status: "ENABLED", findingPublishingFrequency: findingFrequency },
      { parent },
    );
  }
  for (const { key } of plan.graphs) {
    new detective.Graph(`${name}-${key}`, { tags }, { parent, dependsOn: threats });
  }
}

interface ThreatsArgs {
  readonly detector: ThreatDetectorPlan;
  readonly tags: Tags;
}

function detectThreats(
  name: string,
  { detector: plan, tags }: ThreatsArgs,
  parent: pulumi.Resource,
): readonly pulumi.Resource[] {
  const detector = new guardduty.Detector(
    name,
    { enable: true, findingPublishingFrequency: plan.findingFrequency, tags },
    { parent },
  );
  const features = plan.features.map(
    ({ name: feature, agents }) =>
      new guardduty.DetectorFeature(
        `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
        {
          detectorId: detector.id,
          name: feature,
          status: "ENABLED",
          additionalConfigurations: agents.map((agent) => ({ ...agent })),
        },
        { parent },
      ),
  );
  return [detector, ...features];
}

function createHub(name: string, { standards }: HubPlan, options: HubOptions): void {
  const hub = new securityhub.Account(
    name,
    {
      enableDefaultStandards: false,
      autoEnableControls: true,
      // One finding for a control, however many standards ask for it.
      controlFindingGenerator: "SECURITY_CONTROL",
    },
    options,
  );
  for (const { key, arn } of standards) {
    new securityhub.StandardsSubscription(
      `${name}-${key}`,
      { standardsArn: arn },
      { parent: options.parent, dependsOn: [hub] },
    );
  }
}

interface HubOptions {
  readonly parent: pulumi.Resource;
  readonly dependsOn: pulumi.Resource[];
}
