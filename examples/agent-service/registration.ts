import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "./documents";
import { policyDocument } from "./documents";
import type { Service } from "./settings";

type TargetGroupArns = Readonly<Partial<Record<Service, pulumi.Output<string>>>>;

/** What the role is made from. */
export interface RegistrationArgs {
  /** Physical name of the role. */
  readonly name: string;
  /** Target groups that tasks are registered in, by service. */
  readonly targetGroupArns: TargetGroupArns;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The role, and what must be in force before ECS uses it. */
export interface Registration {
  /** Target groups that tasks are registered in, by service. */
  readonly targetGroupArns: TargetGroupArns;
  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /** Its permissions. */
  readonly permissions: pulumi.Resource;
}

/** Declares the infrastructure role by which ECS registers tasks in target groups of VPC Lattice. */
export function createRegistration(args: RegistrationArgs): Registration {
  const { name, targetGroupArns, tags } = args;
  const arns = pulumi.all(Object.values(targetGroupArns));
  const boundary = new iam.Policy("registration-boundary", {
    name: `${name}-boundary`,
    description: `The most that ${name} could ever be allowed`,
    policy: arns.apply((each) => policyDocument([...registerTargets(each), keepBoundary])),
    tags,
  });
  const role = new iam.Role("registration", {
    name,
    description: "Registers tasks in target groups of VPC Lattice",
    assumeRolePolicy: policyDocument([trustEcs]),
    permissionsBoundary: boundary.arn,
    maxSessionDuration: 3600,
    tags,
  });
  const permissions = new iam.RolePolicy("registration", {
    name: "register-targets",
    role: role.name,
    policy: arns.apply((each) => policyDocument(registerTargets(each))),
  });
  return { targetGroupArns, roleArn: role.arn, permissions };
}

// AWS's guide shows this trust without source conditions, and a condition on a key that is not sent would deny
// everything (Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role"). A role can be handed to ECS inside its
// own account only.
const trustEcs: Statement = {
  Sid: "AssumeByEcs",
  Effect: "Allow",
  Principal: { Service: ["ecs.amazonaws.com"] },
  Action: ["sts:AssumeRole"],
};

// The actions of the managed policy AmazonECSInfrastructureRolePolicyForVpcLattice, for these target groups.
const registerTargets = (targetGroupArns: readonly string[]): readonly Statement[] => [
  {
    Sid: "RegisterTargets",
    Effect: "Allow",
    Action: [
      "vpc-lattice:DeregisterTargets",
      "vpc-lattice:GetTargetGroup",
      "vpc-lattice:ListTargets",
      "vpc-lattice:RegisterTargets",
    ],
    Resource: targetGroupArns,
  },
  // AWS accepts no resource for these actions.
  {
    Sid: "FindSubnets",
    Effect: "Allow",
    Action: ["ec2:DescribeInstances", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
    Resource: ["*"],
  },
];

// A role that could change its own limit would have none.
const keepBoundary: Statement = {
  Sid: "KeepBoundary",
  Effect: "Deny",
  Action: [
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:PutRolePermissionsBoundary",
    "iam:SetDefaultPolicyVersion",
  ],
  Resource: ["*"],
};
