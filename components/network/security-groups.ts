import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type {
  SecurityGroupPeer,
  SecurityGroupPlan,
  SecurityGroupRulePlan,
  SecurityGroupsPlan,
} from "../../plan/network/security-groups";
import { byKey, required } from "../find";
import { type EdgeDeclaration, membersOf, zeroTrust } from "../zero-trust";

/** What security groups are made from. */
export interface SecurityGroupsArgs {
  /** Groups and rules. */
  readonly plan: SecurityGroupsPlan;
  /** VPC they belong to. */
  readonly vpcId: pulumi.Input<string>;
}

type PeerArgs = Pick<
  vpc.SecurityGroupIngressRuleArgs,
  "referencedSecurityGroupId" | "prefixListId" | "cidrIpv4"
>;

interface RulesArgs {
  readonly plan: SecurityGroupsPlan;
  readonly groups: Readonly<Record<string, ec2.SecurityGroup>>;
  readonly peerArgs: (peer: SecurityGroupPeer) => PeerArgs;
}

/** One security group per service and purpose. Rules are resources of their own: groups refer to each other. */
export class SecurityGroups extends pulumi.ComponentResource {
  /** Ids of groups by key. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of groups by logical name: what documents refer to. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    name: string,
    { plan, vpcId }: SecurityGroupsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    // The component does not exist yet, so the look-up takes over the options that it would inherit from it.
    const prefixListId = ec2.getManagedPrefixListOutput(
      { name: plan.latticePrefixList },
      inherited(opts),
    ).id;
    const owned = plan.groups.map(({ service, key }) => ({ service, name: `${name}-${key}` }));
    const declared = zeroTrust({
      edges: listEdges(plan.rules, prefixListId),
      members: membersOf({ securityGroups: owned }),
    });
    super("agent-runtime:network:SecurityGroups", name, { zeroTrust: declared }, opts);
    const groups = byKey(
      plan.groups,
      ({ key }) => key,
      ({ key, name: groupName, description, tags }) =>
        new ec2.SecurityGroup(
          `${name}-${key}`,
          // AWS's own rule, everything outbound, is removed: no egress is declared here.
          { vpcId, name: groupName, description, tags },
          { parent: this },
        ),
    );
    const peerArgs = (peer: SecurityGroupPeer): PeerArgs => {
      switch (peer.kind) {
        case "security-group":
          return { referencedSecurityGroupId: required(groups, peer.key).id };
        case "address-block":
          return { cidrIpv4: peer.cidr };
        case "managed-prefix-list":
          return { prefixListId };
      }
    };
    for (const group of plan.groups) this.#createRules(name, group, { plan, groups, peerArgs });
    this.ids = byKey(
      plan.groups,
      ({ key }) => key,
      ({ key }) => required(groups, key).id,
    );
    this.arns = byKey(
      plan.groups,
      ({ key }) => `${name}-${key}`,
      ({ key }) => required(groups, key).arn,
    );
    this.registerOutputs({ ids: this.ids, arns: this.arns });
  }

  /** The rules of one group: whatever else is added to it is removed. */
  #createRules(
    name: string,
    { key, tags }: SecurityGroupPlan,
    { plan, groups, peerArgs }: RulesArgs,
  ): void {
    const securityGroupId = required(groups, key).id;
    const created = plan.rules
      .filter(({ group }) => group === key)
      .map(({ key: ruleKey, direction, port, peer, description }) => {
        const Rule = ruleClasses[direction];
        const args = { securityGroupId, description, tags, ...tcp(port), ...peerArgs(peer) };
        return { direction, id: new Rule(`${name}-${ruleKey}`, args, { parent: this }).id };
      });
    const idsOf = (wanted: SecurityGroupRulePlan["direction"]) =>
      created.filter(({ direction }) => direction === wanted).map(({ id }) => id);
    new ec2.VpcSecurityGroupRulesExclusive(
      `${name}-${key}`,
      { securityGroupId, ingressRuleIds: idsOf("ingress"), egressRuleIds: idsOf("egress") },
      { parent: this },
    );
  }
}

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

const inherited = ({
  parent,
  provider,
}: pulumi.ComponentResourceOptions = {}): pulumi.InvokeOutputOptions => ({
  ...(parent !== undefined && { parent }),
  ...(provider !== undefined && { provider }),
});

// The id alone does not say whose list it is: the pack takes a list that is the end of an edge as declared.
function listEdges(
  rules: readonly SecurityGroupRulePlan[],
  prefixListId: pulumi.Output<string>,
): readonly EdgeDeclaration[] {
  return rules
    .filter(({ peer }) => peer.kind === "managed-prefix-list")
    .map(({ key, group, direction, port }) => ({
      id: key,
      from: direction === "egress" ? group : prefixListId,
      to: direction === "egress" ? prefixListId : group,
      protocol: "tcp",
      port,
      via: "network",
    }));
}

const ruleClasses = {
  ingress: vpc.SecurityGroupIngressRule,
  egress: vpc.SecurityGroupEgressRule,
} as const;
