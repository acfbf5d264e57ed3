import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument } from "../document";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";

/** A log group, declared before whatever writes to it. */
export interface LogGroupPlan {
  /** Physical name. */
  readonly name: string;
  /** Stable key of its logical name. */
  readonly key: string;
  /** Tags. */
  readonly tags: Tags;
}

/** Every log group of the estate. */
export interface LogGroupsPlan {
  /** The groups. */
  readonly groups: readonly LogGroupPlan[];
  /** Days events are kept. */
  readonly retentionDays: number;
  /** Whether AWS and Pulumi refuse to delete the groups. */
  readonly protect: boolean;
  /** Lets AWS's log delivery write mesh access logs; undefined where no mesh delivers any. */
  readonly delivery: { readonly name: string; readonly document: PolicyDocument } | undefined;
}

const estateGroups = [
  "governance",
  "flow",
  "trail",
  "meshAccess",
  "containment",
  "incident",
  "accessReview",
] as const;

/** Plans the log groups of services, rotation, governance, network, trail, mesh, containment and reviews. */
export function planLogGroups(context: PlanContext): LogGroupsPlan {
  const { config, names, tags } = context;
  const { logGroups } = names;
  const ofServices = Object.entries(config.services).flatMap(([service, { secrets }]) => {
    const own = serviceTags(tags, service);
    const group = { key: service, name: logGroups.service(service), tags: own };
    const rotation = { key: `${service}-rotation`, name: logGroups.rotation(service), tags: own };
    return secrets.length === 0 ? [group] : [group, rotation];
  });
  const ofEstate = estateGroups.map((key) => ({ key, name: logGroups[key], tags }));
  return {
    groups: [...ofServices, ...ofEstate],
    retentionDays: config.monitoring.retentionDays,
    protect: config.protectData,
    delivery: config.mesh.backend === "vpc-lattice" ? planDelivery(context) : undefined,
  };
}

// VPC Lattice sends access logs through CloudWatch's log delivery, which needs a policy on the group (NET-33).
function planDelivery({ environment, names }: PlanContext) {
  const document = policyDocument([
    {
      Sid: "DeliverMeshAccessLogs",
      Effect: "Allow",
      Principal: { Service: ["delivery.logs.amazonaws.com"] },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${names.logGroupArn(names.logGroups.meshAccess)}:*`],
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": names.arn("logs", "*") },
      },
    },
  ]);
  return { name: names.name("mesh-access"), document };
}
