import type { JudgedStack, StackObservation, StackResource } from "../engine/rule";
import { isUnknown, textOf } from "../engine/value";

const vpcType = "aws:ec2/vpc:Vpc";

/** A default that AWS gives every VPC, and the resource by which a program takes it over. */
export interface DefaultKind {
  /** Type of the adopting resource. */
  readonly type: string;
  /** Its property that refers to the VPC. */
  readonly property: string;
  /** Output of the VPC that holds the default's id. */
  readonly output: string;
}

/** The default security group. */
export const defaultGroupKind: DefaultKind = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  property: "vpcId",
  output: "defaultSecurityGroupId",
};

/** The default network ACL. */
export const defaultAclKind: DefaultKind = {
  type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  property: "defaultNetworkAclId",
  output: "defaultNetworkAclId",
};

/** The main route table of a new VPC. */
export const defaultTableKind: DefaultKind = {
  type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  property: "defaultRouteTableId",
  output: "defaultRouteTableId",
};

/** The defaults of one kind in a stack. */
export interface Defaults {
  /** Key of what a resource is or stands for: a VPC stands for its default, under the adopter's URN if there is one. */
  readonly keyOf: (resource: StackResource) => string;
  /** Key of the default with a known id. */
  readonly keyOfId: (id: string) => string | undefined;
  /** Whether a key is that of a default. */
  readonly isDefault: (key: string) => boolean;
  /** The adopter of a VPC's default. */
  readonly adopterOf: (vpc: StackResource) => StackResource | undefined;
  /** Adopters of which the VPC cannot be told. */
  readonly loose: readonly StackResource[];
}

/** Finds who has adopted which default. */
export function defaultsOf(stack: JudgedStack, { type, property, output }: DefaultKind): Defaults {
  const vpcs = stack.ofType(vpcType);
  const vpcById = new Map<string, StackResource>();
  for (const vpc of vpcs) {
    const id = vpc.outputs[output];
    if (typeof id === "string" && !isUnknown(id)) vpcById.set(id, vpc);
  }
  const adopters = new Map<string, StackResource>();
  const loose: StackResource[] = [];
  for (const adopter of stack.ofType(type)) {
    const id = adopter.properties[property];
    const named = vpcById.get(textOf(id));
    const found = named === undefined ? stack.referred(adopter, property, [vpcType]) : [named];
    for (const { urn } of found) adopters.set(urn, adopter);
    if (found.length === 0 && isUnknown(id)) loose.push(adopter);
  }
  const keys = new Set(vpcs.map(({ urn }) => adopters.get(urn)?.urn ?? urn));
  const keyOf = ({ urn }: StackResource): string => adopters.get(urn)?.urn ?? urn;
  return {
    keyOf,
    keyOfId: (id) => {
      const vpc = vpcById.get(id);
      return vpc === undefined ? undefined : keyOf(vpc);
    },
    isDefault: (key) => keys.has(key) || stack.byUrn(key)?.type === type,
    adopterOf: ({ urn }) => adopters.get(urn),
    loose,
  };
}

/** One observation for each VPC of the stack whose default nobody has adopted. */
export function unadopted(
  stack: JudgedStack,
  kind: DefaultKind,
  message: string,
): readonly StackObservation[] {
  const { adopterOf, loose } = defaultsOf(stack, kind);
  // An adopter of an unknown VPC may be that of any.
  const verdict = loose.length > 0 ? "undecided" : "fail";
  return stack
    .ofType(vpcType)
    .filter((vpc) => adopterOf(vpc) === undefined)
    .map((resource) => ({ resource, verdict, path: "", message }));
}
